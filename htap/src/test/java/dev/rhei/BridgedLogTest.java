package dev.rhei;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.rhei.cdc.rocksdb.RocksDbCdcConfig;
import dev.rhei.cdc.rocksdb.RocksDbCdcLog;
import dev.rhei.core.cdc.CdcEvent;
import dev.rhei.core.engine.MirrorState;
import dev.rhei.core.error.ErrorCode;
import dev.rhei.core.error.HtapException;
import dev.rhei.olap.duckdb.DuckDbBackend;
import dev.rhei.olap.duckdb.DuckDbConfig;
import dev.rhei.olap.duckdb.dialect.SqliteToDuckDb;
import dev.rhei.testkit.FaultyOlapBackend;
import dev.rhei.testkit.FaultyOlapBackend.Point;
import dev.rhei.testkit.LeakGuard;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** Triggers write into SQLite, the bridge takes that over into RocksDB, the copy reads it there. */
@ExtendWith(LeakGuard.class)
class BridgedLogTest {
  @TempDir Path dir;
  private final Heard heard = new Heard();
  private FaultyOlapBackend faulty;
  private HtapEngine engine;

  @BeforeEach
  void openWithATable() {
    engine = HtapEngine.open(bridged());
    engine.execute("CREATE TABLE item (id INTEGER PRIMARY KEY, v INTEGER, w TEXT)");
    engine.registerTable("item");
    heard.clear();
  }

  @AfterEach
  void close() {
    engine.close();
  }

  private HtapConfig plain() {
    return HtapConfig.at(dir.resolve("app.db"))
        .manualSync()
        .listener(heard)
        .olapBackend(
            () -> {
              DuckDbConfig duckDb = DuckDbConfig.at(dir.resolve("copy.duckdb")).build();
              faulty = new FaultyOlapBackend(DuckDbBackend.open(duckDb, new SqliteToDuckDb()));
              return faulty;
            });
  }

  private RocksDbCdcConfig log() {
    return RocksDbCdcConfig.bridge(dir.resolve("log"));
  }

  private HtapConfig bridged() {
    return plain().cdc(log());
  }

  private void reopen(HtapConfig config) {
    engine.close();
    heard.clear();
    engine = HtapEngine.open(config);
  }

  private void insert(int rows) {
    engine.execute(
        "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < ?)"
            + " INSERT INTO item (v, w) SELECT i, 'text ' || i FROM n",
        rows);
  }

  private long inSqliteLog() {
    return engine
        .query("/*+ oltp */ SELECT count(*) FROM _rhei_cdc_log")
        .toList(row -> row.getLong(0))
        .get(0);
  }

  private void syncInVain() {
    faulty.fail(Point.BEGIN, 1);
    assertThatExceptionOfType(HtapException.class).isThrownBy(() -> engine.syncNow());
  }

  @Test
  void theDatabaseKeepsNothingWhileTheCopyIsDown() {
    for (int i = 0; i < 5; i++) {
      insert(1_000);
      engine.execute("DELETE FROM item WHERE id % 3 = ?", i % 3);
      syncInVain();
      assertThat(inSqliteLog()).isLessThan(1_000);
    }
    assertThat(engine.status().lagEvents()).isGreaterThan(5_000);
    engine.syncNow();
    assertThat(heard.of("rebuild", "loaded")).isEmpty();
    BothSides.assertEqual(engine, "item");
  }

  @Test
  void aCopyFollowsEitherLog() {
    insert(100);
    engine.syncNow();
    insert(10);
    reopen(plain());
    engine.execute("UPDATE item SET v = v + 1 WHERE id % 2 = 0");
    engine.syncNow();
    insert(10);
    reopen(bridged());
    engine.execute("DELETE FROM item WHERE id % 5 = 0");
    engine.syncNow();
    BothSides.assertEqual(engine, "item");
    assertThat(heard.of("rebuild")).as("nothing was built anew").isEmpty();
  }

  @Test
  void whatTheBridgeMissedIsLoadedAnew() {
    insert(10);
    engine.syncNow();
    reopen(plain().sync(sync -> sync.pruneEvents(1)));
    insert(3_000);
    engine.syncNow(); // which the log of SQLite forgets
    reopen(bridged());
    engine.execute("UPDATE item SET v = -v");
    engine.syncNow();
    BothSides.assertEqual(engine, "item");
  }

  @Test
  void aLogThatIsGoneIsBegunAnew() throws IOException {
    insert(3_000);
    engine.syncNow();
    insert(5);
    syncInVain(); // the bridge has them, SQLite soon not
    insert(2_000);
    syncInVain();
    engine.close();
    delete(dir.resolve("log"));
    engine = HtapEngine.open(bridged());
    engine.syncNow();
    BothSides.assertEqual(engine, "item");
    assertThat(heard.of("rebuild")).as("the copy was behind what was lost").hasSize(1);
  }

  @Test
  void aDatabaseThatIsPutBackBeginsTheLogAnew() throws IOException {
    insert(10);
    engine.syncNow();
    engine.close();
    copyDatabase("app.db", "backup.db");
    engine = HtapEngine.open(bridged());
    insert(20);
    engine.syncNow();
    engine.close();
    copyDatabase("backup.db", "app.db");
    engine = HtapEngine.open(bridged());
    engine.execute("UPDATE item SET w = 'other' WHERE id < 8");
    insert(100);
    engine.syncNow();
    BothSides.assertEqual(engine, "item");
    engine.execute("DELETE FROM item WHERE id % 2 = 0");
    BothSides.assertEqual(engine, "item");
  }

  @Test
  void definitionsChangeUnderTheBridge() {
    insert(10);
    engine.execute("ALTER TABLE item ADD COLUMN more TEXT DEFAULT 'm'");
    insert(10);
    engine.execute("ALTER TABLE item RENAME COLUMN v TO value");
    engine.execute("UPDATE item SET more = 'x' WHERE id % 2 = 0");
    syncInVain();
    engine.execute("ALTER TABLE item DROP COLUMN w");
    engine.execute("INSERT INTO item (value) VALUES (5)");
    engine.syncNow();
    BothSides.assertEqual(engine, "item");
  }

  @Test
  void aTableOfMixedTypesIsOffTheCopyAndTheOthersGoOn() {
    engine.execute("CREATE TABLE other (id INTEGER PRIMARY KEY, v)");
    engine.registerTable("other");
    engine.execute("INSERT INTO item (w) VALUES (x'00'), ('text')");
    engine.execute("INSERT INTO other (v) VALUES (1)");
    engine.syncNow();
    assertThat(BothSides.state(engine, "item")).isEqualTo(MirrorState.QUARANTINED);
    BothSides.assertEqual(engine, "other");
    engine.execute("DELETE FROM item WHERE typeof(w) = 'blob'");
    engine.resync("item");
    BothSides.assertEqual(engine, "item", "other");
  }

  @Test
  void aLogPastItsLimitGivesUpATable() {
    reopen(bridged().sync(sync -> sync.logLimitBytes(100_000).logWarnBytes(50_000)));
    engine.execute("CREATE TABLE small (id INTEGER PRIMARY KEY, v INTEGER)");
    engine.registerTable("small");
    engine.syncNow();
    heard.clear();
    insert(5_000);
    engine.execute("INSERT INTO small (v) VALUES (1), (2), (3)");
    syncInVain();
    assertThat(heard.of("suspended")).containsExactly("suspended item");
    assertThat(engine.status().lagBytes()).isLessThan(100_000);
    insert(10);
    engine.syncNow();
    assertThat(heard.of("live")).containsExactly("live item");
    BothSides.assertEqual(engine, "item", "small");
  }

  @Test
  void verifyComparesAtAPositionOfTheBridge() {
    insert(500);
    assertThat(engine.verify().isClean()).isTrue();
    engine.execute("UPDATE item SET w = 'changed' WHERE id = 7");
    assertThat(engine.verify().isClean()).isTrue();
  }

  // Retention.

  @Test
  void aCopyThatIsPutBackFollowsFromWhereItStands() throws IOException {
    HtapConfig keeping =
        plain().cdc(log().retainFor(Duration.ofDays(1))).sync(sync -> sync.pruneEvents(1));
    reopen(keeping);
    insert(50);
    engine.syncNow();
    engine.close();
    Files.copy(dir.resolve("copy.duckdb"), dir.resolve("backup.duckdb"));
    engine = HtapEngine.open(keeping);
    insert(3_000);
    engine.execute("DELETE FROM item WHERE id < 20");
    engine.syncNow();
    reopenWithBackup(keeping);
    engine.syncNow();
    assertThat(heard.of("rebuild")).isEmpty();
    BothSides.assertEqual(engine, "item");
  }

  @Test
  void withoutRetentionACopyThatIsPutBackIsBuiltAnew() throws IOException {
    HtapConfig forgetting = bridged().sync(sync -> sync.pruneEvents(1));
    reopen(forgetting);
    insert(50);
    engine.syncNow();
    engine.close();
    Files.copy(dir.resolve("copy.duckdb"), dir.resolve("backup.duckdb"));
    engine = HtapEngine.open(forgetting);
    insert(3_000);
    engine.syncNow();
    reopenWithBackup(forgetting);
    engine.syncNow();
    assertThat(heard.of("rebuild")).singleElement().asString().contains("SYNC_GAP");
    BothSides.assertEqual(engine, "item");
  }

  private void reopenWithBackup(HtapConfig config) throws IOException {
    engine.close();
    Files.copy(
        dir.resolve("backup.duckdb"),
        dir.resolve("copy.duckdb"),
        StandardCopyOption.REPLACE_EXISTING);
    heard.clear();
    engine = HtapEngine.open(config);
  }

  @Test
  void changesAreReplayedFromAPosition() {
    reopen(plain().cdc(log().retainFor(Duration.ofDays(1))));
    insert(10);
    long position = engine.syncNow().lastSequence();
    insert(20);
    engine.execute("DELETE FROM item WHERE id = 3");
    engine.syncNow();
    assertThat(engine.replay(position).events()).isEqualTo(21);
    BothSides.assertEqual(engine, "item");
    assertThatExceptionOfType(HtapException.class)
        .isThrownBy(() -> engine.replay(1_000_000))
        .withMessageContaining("the copy stands at")
        .satisfies(e -> assertThat(e.code()).isEqualTo(ErrorCode.SYNC_GAP));
  }

  // What is done wrong.

  @Test
  void aLogInUseIsRefusedWithItsName() {
    assertThatExceptionOfType(HtapException.class)
        .isThrownBy(() -> HtapEngine.open(HtapConfig.at(dir.resolve("b.db")).cdc(log())))
        .withMessageContaining(dir.resolve("log").toString())
        .satisfies(e -> assertThat(e.code()).isEqualTo(ErrorCode.LOG_LOCKED));
  }

  @Test
  void nobodyAppendsToABridge() {
    assertThatExceptionOfType(HtapException.class)
        .isThrownBy(() -> engine.append(List.of(CdcEvent.insert(1, "item", 1, new Object[0]))))
        .withMessageContaining("filled by triggers")
        .satisfies(e -> assertThat(e.code()).isEqualTo(ErrorCode.CONFIG_INVALID));
  }

  @Test
  void theLogCanBeReadOnceTheEngineIsClosed() {
    insert(3);
    engine.syncNow();
    engine.close();
    try (RocksDbCdcLog closed = RocksDbCdcLog.open(log())) {
      assertThat(closed.poll(0, 100)).hasSize(3).allMatch(e -> e.table().equals("item"));
    }
  }

  private void copyDatabase(String from, String to) throws IOException {
    for (String suffix : List.of("", "-wal", "-shm")) {
      Files.deleteIfExists(dir.resolve(to + suffix));
    }
    Files.copy(dir.resolve(from), dir.resolve(to));
  }

  private static void delete(Path directory) throws IOException {
    try (Stream<Path> files = Files.list(directory)) {
      for (Path file : files.toList()) {
        Files.delete(file);
      }
    }
    Files.delete(directory);
  }
}
