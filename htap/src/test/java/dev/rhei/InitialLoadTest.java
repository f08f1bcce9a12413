package dev.rhei;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.rhei.core.engine.MirrorState;
import dev.rhei.core.error.ErrorCode;
import dev.rhei.core.error.HtapException;
import dev.rhei.core.route.QueryHint;
import dev.rhei.core.sync.SyncResult;
import dev.rhei.testkit.LeakGuard;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** Tables of every kind are loaded a few rows at a time, while others go on writing. */
@ExtendWith(LeakGuard.class)
class InitialLoadTest {
  private static final List<String> CREATE =
      List.of(
          "CREATE TABLE numbered (id INTEGER PRIMARY KEY, v TEXT)",
          "CREATE TABLE unkeyed (k INTEGER, v TEXT)",
          "CREATE TABLE named (k TEXT PRIMARY KEY, v TEXT)",
          "CREATE TABLE paired (k INTEGER, a TEXT, v TEXT, PRIMARY KEY (a, k)) WITHOUT ROWID");
  private static final String[] TABLES = {"numbered", "unkeyed", "named", "paired"};

  @TempDir Path dir;
  private Path file;
  private final Heard heard = new Heard();

  @BeforeEach
  void twentyRowsInEachTable() {
    file = dir.resolve("app.db");
    try (Foreign foreign = new Foreign(file)) {
      foreign.execute("BEGIN");
      CREATE.forEach(foreign::execute);
      for (int i = 10; i < 30; i++) {
        foreign.execute("INSERT INTO numbered VALUES (?, 'old')", i);
        foreign.execute("INSERT INTO unkeyed (rowid, k, v) VALUES (?, ?, 'old')", i, i);
        foreign.execute("INSERT INTO named VALUES (?, 'old')", "k" + i);
        foreign.execute("INSERT INTO paired VALUES (?, 'a', 'old')", i);
      }
      foreign.execute("COMMIT");
    }
  }

  @Test
  void everyKindOfTableIsLoaded() {
    try (HtapEngine engine = HtapEngine.open(inSmallPieces())) {
      registerAll(engine);
      BothSides.assertEqual(engine, TABLES);
      BothSides.assertEqualWithRowids(engine, "numbered", "unkeyed", "named");
    }
  }

  @Test
  void anEmptyTableIsLiveAtOnce() {
    try (HtapEngine engine = HtapEngine.open(inSmallPieces())) {
      engine.execute("CREATE TABLE bare (id INTEGER PRIMARY KEY)");
      engine.registerTable("bare");
      BothSides.assertEqual(engine, "bare");
      assertThat(heard.of("live")).containsExactly("live bare");
    }
  }

  @Test
  void progressIsToldUntilTheTableIsLive() {
    try (HtapEngine engine = HtapEngine.open(inSmallPieces())) {
      engine.registerTable("numbered");
      assertThat(heard.of("loaded", "live"))
          .containsExactly(
              "loaded numbered 3 of 20",
              "loaded numbered 6 of 20",
              "loaded numbered 9 of 20",
              "loaded numbered 12 of 20",
              "loaded numbered 15 of 20",
              "loaded numbered 18 of 20",
              "loaded numbered 20 of 20",
              "live numbered");
      assertThat(engine.status().table("numbered").orElseThrow().loadedRows()).isEqualTo(20);
    }
  }

  @Test
  void writesBetweenThePiecesOfALoadAreNeitherLostNorDoubled() {
    AtomicInteger step = new AtomicInteger();
    try (HtapEngine engine = HtapEngine.open(inSmallPieces())) {
      heard.onProgress(() -> writeEverywhere(engine, step.getAndIncrement()));
      registerAll(engine);
      heard.onProgress(() -> {});
      assertThat(heard.failures()).isEmpty();
      assertThat(step.get()).isGreaterThanOrEqualTo(4 * 7);
      BothSides.assertEqual(engine, TABLES);
      BothSides.assertEqualWithRowids(engine, "numbered", "unkeyed", "named");
    }
  }

  @Test
  void writesOfOthersBetweenThePiecesOfALoadAreNeitherLostNorDoubled() {
    AtomicInteger step = new AtomicInteger();
    try (HtapEngine engine = HtapEngine.open(inSmallPieces());
        Foreign foreign = new Foreign(file)) {
      heard.onProgress(
          () -> {
            int n = step.getAndIncrement();
            foreign.execute("UPDATE numbered SET v = 'foreign' WHERE id % 3 = " + n % 3);
            foreign.execute("REPLACE INTO numbered VALUES (?, 'replaced')", 10 + n % 25);
            foreign.execute("DELETE FROM unkeyed WHERE k = ?", 10 + (n * 7) % 20);
            foreign.execute("REPLACE INTO named VALUES (?, 'replaced')", "k" + (10 + n % 25));
            foreign.execute("REPLACE INTO paired VALUES (?, 'a', 'replaced')", 10 + n % 25);
          });
      registerAll(engine);
      heard.onProgress(() -> {});
      assertThat(heard.failures()).isEmpty();
      BothSides.assertEqual(engine, TABLES);
      BothSides.assertEqualWithRowids(engine, "numbered", "unkeyed", "named");
    }
  }

  /** Rows that are loaded, rows that are not yet, rows that move from one to the other. */
  private static void writeEverywhere(HtapEngine engine, int step) {
    int low = 10 + step % 20;
    int high = 29 - step % 20;
    String now = "step " + step;
    engine.transaction(
        tx -> {
          for (String table : List.of("numbered", "unkeyed", "paired")) {
            String key = table.equals("numbered") ? "id" : "k";
            String where = " WHERE " + key + " = ?";
            tx.execute("UPDATE " + table + " SET v = ?" + where, now, low);
            tx.execute("UPDATE " + table + " SET v = ?" + where, now, high);
            tx.execute(
                "UPDATE OR REPLACE " + table + " SET " + key + " = ?" + where, 100 + step, low);
            tx.execute(
                "UPDATE OR REPLACE " + table + " SET " + key + " = ?" + where, 9 - step, high);
            tx.execute("DELETE FROM " + table + where, 15 + step % 10);
          }
          tx.execute("INSERT OR REPLACE INTO numbered VALUES (?, ?)", 12 + step % 5, now);
          tx.execute("INSERT INTO unkeyed VALUES (?, ?)", step, now);
          tx.execute(
              "UPDATE OR IGNORE unkeyed SET rowid = ? WHERE k = ?", 200 + step, 20 + step % 3);
          tx.execute("INSERT OR REPLACE INTO named VALUES (?, ?)", "k" + low, now);
          tx.execute("UPDATE OR REPLACE named SET k = ? WHERE k = ?", "z" + step, "k" + high);
          tx.execute("INSERT OR REPLACE INTO paired VALUES (?, 'a', ?)", 12 + step % 5, now);
          tx.execute("UPDATE OR REPLACE paired SET a = 'b' WHERE k = ?", 16 + step % 5);
          return 0;
        });
  }

  @Test
  void whileATableIsLoadedSqliteAnswersForIt() {
    AtomicReference<String> answer = new AtomicReference<>();
    try (HtapEngine engine = HtapEngine.open(inSmallPieces())) {
      heard.onProgress(
          () -> {
            if (BothSides.state(engine, "numbered") == MirrorState.LOADING) {
              var result = engine.query("/*+ prefer_olap */ SELECT count(*) FROM numbered");
              answer.set(result.route().target() + " " + result.toList(row -> row.getLong(0)));
            }
          });
      engine.registerTable("numbered");
      assertThat(answer).hasValue("OLTP [20]");
    }
  }

  @Test
  void aLoadThatWasCutShortGoesOnAfterReopening() {
    AtomicReference<HtapEngine> own = new AtomicReference<>();
    AtomicInteger pieces = new AtomicInteger();
    HtapEngine first = HtapEngine.open(inSmallPieces());
    own.set(first);
    heard.onProgress(
        () -> {
          if (pieces.incrementAndGet() == 3) {
            own.get().close();
          }
        });
    assertThatExceptionOfType(HtapException.class)
        .isThrownBy(() -> first.registerTable("numbered"))
        .satisfies(e -> assertThat(e.code()).isEqualTo(ErrorCode.ENGINE_CLOSED));
    assertThat(heard.of("loaded").get(2)).isEqualTo("loaded numbered 9 of 20");
    heard.onProgress(() -> {});
    int before = heard.of("loaded").size(); // a cycle may load more than one piece
    Foreign.run(
        file,
        "UPDATE numbered SET v = 'loaded already' WHERE id = 11",
        "UPDATE numbered SET v = 'not loaded yet' WHERE id = 28",
        "DELETE FROM numbered WHERE id IN (12, 27)",
        "INSERT INTO numbered VALUES (1, 'new'), (99, 'new')");
    heard.clear();
    try (HtapEngine second = HtapEngine.open(inSmallPieces())) {
      assertThat(BothSides.state(second, "numbered")).isEqualTo(MirrorState.LOADING);
      second.syncNow();
      assertThat(heard.of("rebuild")).isEmpty();
      assertThat(heard.of("loaded").get(0))
          .startsWith("loaded numbered " + (before * 3 + 3) + " of");
      BothSides.assertEqual(second, "numbered");
    }
  }

  @Test
  void aCopyInMemoryIsLoadedAnewByEachOpen() {
    HtapConfig config = inSmallPieces().olapInMemory();
    try (HtapEngine engine = HtapEngine.open(config)) {
      registerAll(engine);
      BothSides.assertEqual(engine, TABLES);
    }
    heard.clear();
    try (HtapEngine engine = HtapEngine.open(config)) {
      assertThat(
              engine
                  .query("/*+ prefer_olap */ SELECT count(*) FROM numbered")
                  .toList(row -> row.getLong(0)))
          .containsExactly(20L);
      SyncResult result = engine.syncNow();
      assertThat(result.loadedRows()).isEqualTo(80);
      assertThat(heard.of("rebuild")).containsExactly("rebuild the copy is empty");
      BothSides.assertEqual(engine, TABLES);
    }
  }

  @Test
  void theBackgroundLoadsACopyInMemoryByItself() {
    HtapConfig config = inSmallPieces().olapInMemory().syncInterval(Duration.ofMillis(5));
    try (HtapEngine engine = HtapEngine.open(config)) {
      registerAll(engine);
    }
    try (HtapEngine engine = HtapEngine.open(config)) {
      BothSides.waitUntil("all tables are live", () -> allLive(engine));
      BothSides.assertEqual(engine, TABLES);
    }
  }

  @Test
  void aListenerMayCloseTheEngineWhileAnotherThreadDoes() throws Exception {
    HtapConfig config = inSmallPieces().olapInMemory();
    try (HtapEngine engine = HtapEngine.open(config)) {
      registerAll(engine);
    }
    for (boolean both : new boolean[] {false, true}) {
      CompletableFuture<HtapEngine> own = new CompletableFuture<>();
      CompletableFuture<Boolean> closed = new CompletableFuture<>();
      CountDownLatch inside = new CountDownLatch(1);
      heard.onProgress(
          () -> {
            inside.countDown();
            own.join().close();
            closed.complete(true);
          });
      HtapEngine engine = HtapEngine.open(config.syncInterval(Duration.ofMillis(1)));
      if (both) {
        assertThat(inside.await(30, TimeUnit.SECONDS)).isTrue();
        CompletableFuture<Void> other = CompletableFuture.runAsync(engine::close);
        own.complete(engine);
        other.get(30, TimeUnit.SECONDS);
      } else {
        own.complete(engine);
      }
      assertThat(closed.get(30, TimeUnit.SECONDS)).isTrue();
      assertThat(heard.failures()).isEmpty();
      assertThatExceptionOfType(HtapException.class)
          .isThrownBy(engine::status)
          .satisfies(e -> assertThat(e.code()).isEqualTo(ErrorCode.ENGINE_CLOSED));
    }
  }

  @Test
  void aCopyInAFileGoesOnWhereItStood() {
    long position;
    try (HtapEngine engine = HtapEngine.open(inSmallPieces())) {
      registerAll(engine);
      engine.execute("UPDATE numbered SET v = 'applied'");
      engine.syncNow();
      position = engine.status().appliedSequence();
    }
    Foreign.run(
        file,
        "UPDATE numbered SET v = 'not applied' WHERE id < 15",
        "DELETE FROM paired WHERE k = 20");
    heard.clear();
    try (HtapEngine engine = HtapEngine.open(inSmallPieces())) {
      assertThat(engine.status().appliedSequence()).isEqualTo(position);
      SyncResult result = engine.syncNow();
      assertThat(result.loadedRows()).isZero();
      assertThat(result.updates()).isEqualTo(5);
      assertThat(result.deletes()).isEqualTo(1);
      assertThat(heard.of("rebuild", "loaded")).isEmpty();
      BothSides.assertEqual(engine, TABLES);
    }
  }

  @Test
  void initialSyncCompletesALoad() {
    Foreign.run(file, "CREATE TABLE other (id INTEGER PRIMARY KEY)");
    HtapConfig memory = inSmallPieces().olapInMemory();
    try (HtapEngine engine = HtapEngine.open(memory)) {
      registerAll(engine);
    }
    try (HtapEngine engine = HtapEngine.open(memory)) {
      engine.initialSync("NUMBERED");
      assertThat(BothSides.state(engine, "numbered")).isEqualTo(MirrorState.LIVE);
      engine.initialSyncAll();
      assertThat(allLive(engine)).isTrue();
      assertThatExceptionOfType(HtapException.class)
          .isThrownBy(() -> engine.initialSync("other"))
          .satisfies(e -> assertThat(e.code()).isEqualTo(ErrorCode.TABLE_NOT_REGISTERED));
    }
  }

  @Test
  void registeringTwiceLoadsOnce() {
    try (HtapEngine engine = HtapEngine.open(inSmallPieces())) {
      engine.registerTable("numbered");
      heard.clear();
      engine.registerTable("Numbered");
      assertThat(heard.of("loaded")).isEmpty();
    }
  }

  @Test
  void afterUnregisteringAndRegisteringTheTableIsLoadedAsItIs() {
    try (HtapEngine engine = HtapEngine.open(inSmallPieces())) {
      engine.registerTable("numbered");
      engine.unregisterTable("numbered");
      engine.execute("UPDATE numbered SET v = 'nobody saw this'");
      assertThat(engine.status().tables()).isEmpty();
      assertThatExceptionOfType(HtapException.class)
          .isThrownBy(
              () -> engine.query(Query.of("SELECT count(*) FROM numbered").hint(QueryHint.OLAP)))
          .satisfies(e -> assertThat(e.code()).isEqualTo(ErrorCode.OLAP_REFUSED));
      engine.registerTable("numbered");
      BothSides.assertEqual(engine, "numbered");
    }
  }

  private static boolean allLive(HtapEngine engine) {
    return engine.status().tables().size() == TABLES.length
        && engine.status().tables().stream().allMatch(t -> t.state() == MirrorState.LIVE);
  }

  private static void registerAll(HtapEngine engine) {
    for (String table : TABLES) {
      engine.registerTable(table);
    }
  }

  private HtapConfig inSmallPieces() {
    return HtapConfig.at(file)
        .manualSync()
        .listener(heard)
        .sync(sync -> sync.loadRows(3).loadSlice(Duration.ofMillis(1)));
  }
}
