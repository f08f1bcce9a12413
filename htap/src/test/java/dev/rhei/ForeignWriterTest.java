package dev.rhei;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.rhei.core.engine.QueryResult;
import dev.rhei.core.error.ErrorCode;
import dev.rhei.core.error.HtapException;
import dev.rhei.core.route.QueryHint;
import dev.rhei.core.route.QueryTarget;
import dev.rhei.core.sync.Freshness;
import dev.rhei.oltp.sqlite.LogForm;
import dev.rhei.testkit.LeakGuard;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Other processes write to the SQLite file as they always did; the triggers see them too. */
@ExtendWith(LeakGuard.class)
class ForeignWriterTest {
  private static final Duration OFTEN = Duration.ofMillis(5);

  @TempDir Path dir;
  private Path file;
  private HtapEngine engine;
  private Foreign foreign;

  private void open(LogForm form) {
    file = dir.resolve("app.db");
    engine =
        HtapEngine.open(HtapConfig.at(file).manualSync().sqlite(sqlite -> sqlite.logForm(form)));
    engine.execute("CREATE TABLE t (id INTEGER PRIMARY KEY, email TEXT UNIQUE, n INTEGER)");
    engine.execute(
        "CREATE TABLE pairs (a TEXT, b INTEGER, n INTEGER, PRIMARY KEY (a, b)) WITHOUT ROWID");
    engine.execute("INSERT INTO t VALUES (1, 'one', 1), (2, 'two', 2), (3, 'three', 3)");
    engine.execute("INSERT INTO pairs VALUES ('x', 1, 1), ('x', 2, 2)");
    engine.registerTable("t");
    engine.registerTable("pairs");
    foreign = new Foreign(file);
  }

  @AfterEach
  void close() {
    if (foreign != null) {
      foreign.close();
    }
    if (engine != null) {
      engine.close();
    }
  }

  /** SQLite would go on with a file that has no name any more. */
  @Test
  void aFileThatIsReplacedWhileItIsOpenIsNoticed() throws Exception {
    file = dir.resolve("app.db");
    Path other = dir.resolve("other.db");
    Foreign.run(other, "CREATE TABLE t (n INTEGER)");
    engine = HtapEngine.open(HtapConfig.at(file).syncInterval(Duration.ofMillis(5)));
    engine.execute("CREATE TABLE other (n INTEGER)");
    Files.move(other, file, StandardCopyOption.REPLACE_EXISTING);
    BothSides.waitUntil("the engine notices", () -> isRefused("INSERT INTO other VALUES (1)"));
    assertThatExceptionOfType(HtapException.class)
        .isThrownBy(() -> engine.query("SELECT 1"))
        .withMessageContainingAll("app.db", "was replaced or removed", "Close the engine")
        .satisfies(e -> assertThat(e.code()).isEqualTo(ErrorCode.OLTP_FAILED));
  }

  private boolean isRefused(String sql) {
    try {
      engine.execute(sql);
      return false;
    } catch (HtapException e) {
      return true;
    }
  }

  @Test
  void aLatestQuerySeesWhatOthersCommitted() {
    open(LogForm.KEY);
    foreign.execute("INSERT INTO t VALUES (4, 'four', 4)");
    Query sum = Query.of("SELECT sum(n) FROM t").hint(QueryHint.OLAP);
    assertThat(number(sum.freshness(Freshness.EVENTUAL))).isEqualTo(6);
    assertThat(number(sum)).isEqualTo(10);
    assertThat(number(sum.freshness(Freshness.EVENTUAL))).isEqualTo(10);
  }

  @Test
  void aLatestQuerySeesNothingOfWhatOthersHaveNotCommitted() {
    open(LogForm.KEY);
    Query sum = Query.of("SELECT sum(n) FROM t").hint(QueryHint.OLAP);
    foreign.execute("BEGIN IMMEDIATE");
    foreign.execute("UPDATE t SET n = 100");
    assertThat(number(sum)).isEqualTo(6);
    foreign.execute("ROLLBACK");
    assertThat(number(sum)).isEqualTo(6);
  }

  @Test
  void theBackgroundFindsWhatOthersCommitted() {
    open(LogForm.KEY);
    engine.startSync(OFTEN);
    Query sum = Query.of("SELECT sum(n) FROM t").hint(QueryHint.OLAP).freshness(Freshness.EVENTUAL);
    foreign.execute("UPDATE t SET n = n + 100");
    BothSides.waitUntil("the copy follows", () -> number(sum) == 306);
    foreign.execute("DELETE FROM t WHERE id = 1");
    BothSides.waitUntil("the copy follows again", () -> number(sum) == 205);
  }

  @Test
  void theBackgroundFindsChangesOfDefinitionByOthers() {
    open(LogForm.KEY);
    engine.startSync(OFTEN);
    foreign.execute("ALTER TABLE t ADD COLUMN c INTEGER DEFAULT 5");
    BothSides.waitUntil(
        "the copy has the column",
        () -> {
          try (QueryResult result = engine.query("/*+ prefer_olap */ SELECT sum(c) FROM t")) {
            return result.route().target() == QueryTarget.OLAP
                && result.iterator().next().getLong(0) == 15;
          }
        });
  }

  @ParameterizedTest
  @EnumSource(LogForm.class)
  void aReplaceOverThePrimaryKeyIsRight(LogForm form) {
    open(form);
    assertThat(foreign.number("PRAGMA recursive_triggers")).isZero();
    foreign.execute("REPLACE INTO t VALUES (2, 'zwei', 22)");
    foreign.execute("INSERT OR REPLACE INTO pairs VALUES ('x', 1, 11), ('x', 3, 33)");
    foreign.execute("UPDATE OR REPLACE t SET id = 3 WHERE id = 1");
    BothSides.assertEqual(engine, "t", "pairs");
    assertThat(BothSides.inCopy(engine, "SELECT * FROM t"))
        .containsExactly("[2, 'zwei', 22]", "[3, 'one', 1]");
  }

  /**
   * REPLACE removes the row that it collides with over a UNIQUE column, and fires no trigger for
   * it. Our triggers look for such rows before each write, so the copy loses them too.
   */
  @ParameterizedTest
  @EnumSource(LogForm.class)
  void aReplaceOverAUniqueColumnRemovesTheOtherRowFromTheCopyToo(LogForm form) {
    open(form);
    foreign.execute("REPLACE INTO t VALUES (9, 'one', 99)");
    foreign.execute("UPDATE OR REPLACE t SET email = 'three' WHERE id = 2");
    BothSides.assertEqual(engine, "t");
    assertThat(BothSides.inCopy(engine, "SELECT * FROM t"))
        .containsExactly("[2, 'three', 2]", "[9, 'one', 99]");
    foreign.execute("INSERT OR IGNORE INTO t VALUES (10, 'one', 0)");
    foreign.execute(
        "INSERT INTO t VALUES (11, 'one', 0) ON CONFLICT (email) DO UPDATE SET n = n + 1");
    BothSides.assertEqual(engine, "t");
  }

  @ParameterizedTest
  @EnumSource(LogForm.class)
  void whatOthersWroteWhileTheEngineWasClosedIsApplied(LogForm form) {
    open(form);
    engine.close();
    foreign.execute("REPLACE INTO t VALUES (9, 'one', 99)");
    foreign.execute("DELETE FROM pairs");
    foreign.execute("INSERT INTO pairs VALUES ('y', 1, NULL)");
    engine = HtapEngine.open(HtapConfig.at(file).manualSync());
    BothSides.assertEqual(engine, "t", "pairs");
  }

  @Test
  void aLockThatAnotherHoldsFailsNoQuery() {
    open(LogForm.KEY);
    engine.close();
    engine =
        HtapEngine.open(
            HtapConfig.at(file)
                .manualSync()
                .sqlite(sqlite -> sqlite.busyTimeout(Duration.ofMillis(20))));
    foreign.execute("ALTER TABLE t ADD COLUMN c INTEGER DEFAULT 5"); // calls for another capture
    foreign.execute("BEGIN IMMEDIATE");
    try (QueryResult result = engine.query("/*+ prefer_olap */ SELECT sum(c) FROM t")) {
      assertThat(result.route().target()).isEqualTo(QueryTarget.OLTP);
      assertThat(result.toList(row -> row.getLong(0))).containsExactly(15L);
    }
    try (QueryResult result = engine.query("/*+ prefer_olap */ SELECT sum(n) FROM t")) {
      assertThat(result.toList(row -> row.getLong(0))).containsExactly(6L);
    }
    foreign.execute("COMMIT");
    engine.syncNow();
    BothSides.assertEqual(engine, "t", "pairs");
  }

  @Test
  void writersOnBothSidesAtOnceAreAllSeen() throws Exception {
    open(LogForm.KEY);
    engine.startSync(OFTEN);
    CompletableFuture<Void> other =
        CompletableFuture.runAsync(
            () -> {
              for (int i = 0; i < 200; i++) {
                foreign.execute("INSERT INTO pairs VALUES ('foreign', ?, 1)", i);
              }
            });
    for (int i = 0; i < 200; i++) {
      engine.execute("INSERT INTO pairs VALUES ('own', ?, 1)", i);
    }
    other.get(60, TimeUnit.SECONDS);
    Query counts = Query.of("SELECT count(*) FROM pairs").hint(QueryHint.OLAP);
    assertThat(number(counts)).isEqualTo(402);
    BothSides.assertEqual(engine, "pairs");
  }

  private long number(Query query) {
    return engine.query(query).toList(row -> row.getLong(0)).get(0);
  }
}
