package dev.rhei;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.rhei.core.engine.OlapBackend;
import dev.rhei.core.engine.QueryResult;
import dev.rhei.core.engine.Row;
import dev.rhei.core.error.ErrorCode;
import dev.rhei.core.error.HtapException;
import dev.rhei.core.route.QueryHint;
import dev.rhei.core.route.QueryTarget;
import dev.rhei.core.route.Route;
import dev.rhei.core.sync.Freshness;
import dev.rhei.core.sync.StalePolicy;
import dev.rhei.core.sync.SyncListener;
import dev.rhei.core.sync.SyncResult;
import dev.rhei.core.sync.SyncStatus;
import dev.rhei.olap.duckdb.DuckDbBackend;
import dev.rhei.olap.duckdb.DuckDbConfig;
import dev.rhei.olap.duckdb.dialect.SqliteToDuckDb;
import dev.rhei.testkit.FaultyOlapBackend;
import dev.rhei.testkit.FaultyOlapBackend.Point;
import dev.rhei.testkit.LeakGuard;
import java.io.File;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.LongSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/**
 * Freshness is a contract: LATEST misses nothing, within(age) nothing older, and no wait is long.
 */
@ExtendWith(LeakGuard.class)
class FreshnessPromise4Test {
  private static final int WRITERS = 4;
  private static final int READERS = 4;
  private static final int ACCOUNTS = 20;
  private static final long TOTAL = 2 * ACCOUNTS * 100L;
  private static final List<Point> OF_WRITES =
      List.of(
          Point.BEGIN,
          Point.WRITE,
          Point.AFTER_WRITE,
          Point.BEFORE_COMMIT,
          Point.LOST_COMMIT,
          Point.AFTER_COMMIT);
  private static final Duration SHORT = Duration.ofMillis(50);
  private static final Query SUM =
      Query.of("SELECT (SELECT sum(a) FROM checking) + (SELECT sum(b) FROM savings)");
  private static final Query COUNT = Query.of("SELECT count(*) FROM t").hint(QueryHint.PREFER_OLAP);

  @TempDir Path dir;
  private final AtomicReference<FaultyOlapBackend> backend = new AtomicReference<>();
  private final ExecutorService threads = Executors.newCachedThreadPool();

  @AfterEach
  void endThreads() {
    threads.shutdownNow();
  }

  // Histories.

  /** Money moves between two tables; each writer looks for its own last commit. */
  @Test
  void promise4LatestSeesEveryCommitWhileCyclesFailAtRandom() throws Exception {
    try (HtapEngine engine = HtapEngine.open(file().syncInterval(Duration.ofMillis(5)))) {
      FaultyOlapBackend faulty = backend.get();
      bank(engine);
      AtomicBoolean writing = new AtomicBoolean(true);
      List<Future<?>> readers = new ArrayList<>();
      for (int i = 0; i < READERS; i++) {
        readers.add(threads.submit(() -> readWhile(engine, writing)));
      }
      List<Future<?>> writers = new ArrayList<>();
      for (int i = 0; i < WRITERS; i++) {
        int number = i;
        writers.add(threads.submit(() -> move(engine, number, 60)));
      }
      Random random = new Random(4);
      while (!writers.stream().allMatch(Future::isDone)) {
        Point point = OF_WRITES.get(random.nextInt(OF_WRITES.size()));
        long before = faulty.faults();
        faulty.fail(point, 1 + random.nextInt(3));
        BothSides.waitUntil(
            "a fault, or the writers' end",
            () -> faulty.faults() > before || writers.stream().allMatch(Future::isDone));
      }
      for (Future<?> writer : writers) {
        writer.get(60, TimeUnit.SECONDS);
      }
      writing.set(false);
      for (Future<?> reader : readers) {
        reader.get(60, TimeUnit.SECONDS);
      }
      faulty.heal();
      assertThat(faulty.faults()).isGreaterThan(3);
      engine.syncNow();
      BothSides.assertEqual(engine, "checking", "savings", "seen");
    }
  }

  @Test
  void promise4LatestSeesWhatTheShellOfSqliteCommits() throws Exception {
    Path shell = shell();
    Assumptions.assumeTrue(shell != null, "there is no sqlite3 on the path");
    try (HtapEngine engine = HtapEngine.open(file().syncInterval(Duration.ofHours(1)))) {
      bank(engine);
      Process process = new ProcessBuilder(shell.toString(), path().toString()).start();
      try (Writer input =
          new OutputStreamWriter(process.getOutputStream(), StandardCharsets.UTF_8)) {
        input.write(".timeout 10000\n");
        for (int i = 1; i <= 20; i++) {
          input.write(
              "BEGIN; UPDATE checking SET a = a - 7 WHERE id = 1; UPDATE savings SET b = b + 7"
                  + " WHERE id = 2; UPDATE seen SET n = "
                  + i
                  + " WHERE writer = 0; COMMIT;\n");
          input.flush();
          long n = i;
          BothSides.waitUntil(
              "the shell's commit " + n,
              () -> number(engine, Query.of("SELECT n FROM seen WHERE writer = 0")) == n);
          assertThat(number(engine, SUM.hint(QueryHint.OLAP))).isEqualTo(TOTAL);
          assertThat(
                  number(
                      engine,
                      Query.of("SELECT max(n) FROM seen WHERE writer = 0").hint(QueryHint.OLAP)))
              .isEqualTo(n);
        }
      } finally {
        process.waitFor(30, TimeUnit.SECONDS);
        process.destroyForcibly();
      }
    }
  }

  private static Path shell() {
    for (String folder : System.getenv("PATH").split(File.pathSeparator, -1)) {
      Path file = Path.of(folder, "sqlite3");
      if (Files.isExecutable(file)) {
        return file;
      }
    }
    return null;
  }

  private static void bank(HtapEngine engine) {
    engine.execute("CREATE TABLE checking (id INTEGER PRIMARY KEY, a INTEGER)");
    engine.execute("CREATE TABLE savings (id INTEGER PRIMARY KEY, b INTEGER)");
    engine.execute("CREATE TABLE seen (writer INTEGER PRIMARY KEY, n INTEGER)");
    for (int i = 0; i < ACCOUNTS; i++) {
      engine.execute("INSERT INTO checking VALUES (?, 100)", i);
      engine.execute("INSERT INTO savings VALUES (?, 100)", i);
    }
    for (int i = 0; i < WRITERS; i++) {
      engine.execute("INSERT INTO seen VALUES (?, 0)", i);
    }
    for (String table : List.of("checking", "savings", "seen")) {
      engine.registerTable(table);
    }
  }

  private static Void move(HtapEngine engine, int writer, int times) {
    Random random = new Random(writer);
    Query own =
        Query.of("SELECT max(n) FROM seen WHERE writer = ?", writer).hint(QueryHint.PREFER_OLAP);
    for (int n = 1; n <= times; n++) {
      int amount = random.nextInt(50);
      int number = n;
      engine.transaction(
          tx -> {
            tx.execute(
                "UPDATE checking SET a = a - ? WHERE id = ?", amount, random.nextInt(ACCOUNTS));
            tx.execute("UPDATE seen SET n = ? WHERE writer = ?", number, writer);
            return tx.execute(
                "UPDATE savings SET b = b + ? WHERE id = ?", amount, random.nextInt(ACCOUNTS));
          });
      assertThat(number(engine, own)).as("writer %s", writer).isEqualTo(n);
    }
    return null;
  }

  private static Void readWhile(HtapEngine engine, AtomicBoolean writing) {
    long before = 0;
    while (writing.get()) {
      try (QueryResult result = engine.query(SUM.hint(QueryHint.PREFER_OLAP))) {
        assertThat(result.iterator().next().getLong(0)).as("%s", result.route()).isEqualTo(TOTAL);
        if (result.route().target() == QueryTarget.OLAP) {
          assertThat(result.route().sequence()).isGreaterThanOrEqualTo(before);
          assertThat(result.route().staleness()).isZero();
          before = result.route().sequence();
        }
      }
    }
    return null;
  }

  // What a query waits for.

  @Test
  void aQueryThatWaitsTooLongIsAnsweredBySqlite() throws Exception {
    try (HtapEngine engine = opened(file().freshnessTimeout(SHORT))) {
      whileBlocked(
          engine,
          () -> {
            try (QueryResult result = engine.query(COUNT)) {
              assertThat(result.iterator().next().getLong(0)).isEqualTo(2);
              Route route = result.route();
              assertThat(route.target()).isEqualTo(QueryTarget.OLTP);
              assertThat(route.reason()).contains("not as fresh as LATEST", "lacks 1 changes");
              assertThat(route.waited()).isGreaterThanOrEqualTo(SHORT);
            }
            assertThat(engine.status().queries().tooStale()).isEqualTo(1);
            assertThat(engine.status().queries().fallbacks()).isZero();
            assertThat(number(engine, COUNT.freshness(Freshness.EVENTUAL))).isEqualTo(1);
          });
    }
  }

  @Test
  void orFailsIfItIsToldTo() throws Exception {
    try (HtapEngine engine = opened(file().freshnessTimeout(SHORT).stalePolicy(StalePolicy.FAIL))) {
      whileBlocked(
          engine,
          () -> {
            assertStale(() -> number(engine, COUNT));
            assertThat(number(engine, COUNT.stalePolicy(StalePolicy.RUN_ON_OLTP))).isEqualTo(2);
            assertStale(
                () ->
                    number(
                        engine,
                        COUNT
                            .hint(QueryHint.OLAP)
                            .stalePolicy(StalePolicy.RUN_ON_OLTP)
                            .freshnessTimeout(Duration.ZERO)));
          });
    }
  }

  private static void assertStale(LongSupplier query) {
    assertThatExceptionOfType(HtapException.class)
        .isThrownBy(query::getAsLong)
        .withMessageContainingAll("not as fresh as LATEST", "lacks 1 changes", "a second")
        .satisfies(e -> assertThat(e.code()).isEqualTo(ErrorCode.FRESHNESS_TIMEOUT));
  }

  @Test
  void theTimeOfTheQueryEndsItsWait() throws Exception {
    try (HtapEngine engine = opened(file().freshnessTimeout(Duration.ofHours(1)))) {
      whileBlocked(
          engine,
          () -> {
            assertThat(
                    number(engine, COUNT.timeout(Duration.ofMillis(300)).freshnessTimeout(SHORT)))
                .isEqualTo(2);
            assertThatExceptionOfType(HtapException.class)
                .isThrownBy(
                    () ->
                        number(engine, COUNT.hint(QueryHint.OLAP).timeout(Duration.ofMillis(100))))
                .satisfies(e -> assertThat(e.code()).isEqualTo(ErrorCode.QUERY_TIMEOUT));
          });
    }
  }

  @Test
  void manyThatWaitShareACycle() throws Exception {
    try (HtapEngine engine = opened(file().freshnessTimeout(Duration.ofMinutes(1)))) {
      List<Future<Long>> waiting = new ArrayList<>();
      long cycles = engine.status().cycles();
      whileBlocked(
          engine,
          () -> {
            for (int i = 0; i < 8; i++) {
              waiting.add(threads.submit(() -> number(engine, COUNT)));
            }
          });
      for (Future<Long> query : waiting) {
        assertThat(query.get(60, TimeUnit.SECONDS)).isEqualTo(2);
      }
      assertThat(engine.status().cycles() - cycles).isLessThanOrEqualTo(3);
      assertThat(engine.status().queries().tooStale()).isZero();
    }
  }

  /** Its listener asks for fresh data while it is told of a cycle: nobody waits for himself. */
  @Test
  void aListenerMayAsk() {
    AtomicReference<HtapEngine> own = new AtomicReference<>();
    List<Long> heard = new CopyOnWriteArrayList<>();
    AtomicInteger asked = new AtomicInteger();
    HtapConfig config =
        file()
            .listener(
                new SyncListener() {
                  @Override
                  public void onCycle(SyncResult result) {
                    if (own.get() != null && asked.incrementAndGet() <= 3) {
                      own.get().execute("INSERT INTO t VALUES (NULL)");
                      heard.add(number(own.get(), COUNT));
                    }
                  }
                });
    try (HtapEngine engine = opened(config)) {
      own.set(engine);
      engine.execute("INSERT INTO t VALUES (NULL)");
      assertThat(number(engine, COUNT)).isGreaterThanOrEqualTo(2);
      BothSides.waitUntil("the listener's answers", () -> heard.size() == 3);
      assertThat(heard).allMatch(count -> count >= 3);
    }
  }

  // Ages, with a clock that the test turns.

  @Test
  void withinAnAgeNothingOlderIsMissing() {
    AtomicReference<Instant> clock = new AtomicReference<>(Instant.parse("2026-11-21T10:00:00Z"));
    try (HtapEngine engine = opened(file().sync(sync -> sync.clock(clock::get)))) {
      Query query = COUNT.freshness(Freshness.within(Duration.ofSeconds(10)));
      assertThat(number(engine, COUNT)).isEqualTo(1);
      engine.execute("INSERT INTO t VALUES (2)");
      clock.updateAndGet(now -> now.plusSeconds(9));
      try (QueryResult result = engine.query(query)) {
        assertThat(result.iterator().next().getLong(0)).as("the copy is 9 s old").isEqualTo(1);
        assertThat(result.route().staleness()).isEqualTo(Duration.ofSeconds(9));
        assertThat(result.route().waited()).isZero();
      }
      clock.updateAndGet(now -> now.plusSeconds(2));
      try (QueryResult result = engine.query(query)) {
        assertThat(result.iterator().next().getLong(0)).isEqualTo(2);
        assertThat(result.route().target()).isEqualTo(QueryTarget.OLAP);
        assertThat(result.route().staleness()).isZero();
      }
      clock.updateAndGet(now -> now.plusSeconds(60));
      try (QueryResult result = engine.query(COUNT.freshness(Freshness.EVENTUAL))) {
        assertThat(result.route().staleness()).isEqualTo(Duration.ofSeconds(60));
      }
      long cycles = engine.status().cycles();
      assertThat(number(engine, query)).as("a look finds nothing new").isEqualTo(2);
      assertThat(engine.status().cycles()).isEqualTo(cycles);
    }
  }

  @Test
  void aClockThatIsPutBackMakesNothingFresher() {
    AtomicReference<Instant> clock = new AtomicReference<>(Instant.parse("2026-11-21T10:00:00Z"));
    try (HtapEngine engine = opened(file().sync(sync -> sync.clock(clock::get)))) {
      assertThat(number(engine, COUNT)).isEqualTo(1);
      clock.updateAndGet(now -> now.minusSeconds(3_600));
      engine.execute("INSERT INTO t VALUES (2)");
      clock.updateAndGet(now -> now.plusSeconds(60));
      assertThat(number(engine, COUNT.freshness(Freshness.within(Duration.ofSeconds(10)))))
          .isEqualTo(2);
    }
  }

  @Test
  void theEnginesDefaultCountsUnlessTheQuerySaysOtherwise() {
    try (HtapEngine engine = opened(file().freshness(Freshness.EVENTUAL))) {
      engine.execute("INSERT INTO t VALUES (2)");
      assertThat(number(engine, COUNT)).isEqualTo(1);
      assertThat(number(engine, COUNT.freshness(Freshness.LATEST))).isEqualTo(2);
    }
  }

  @Test
  void theStatusTellsHowFarTheCopyIsBehind() {
    AtomicReference<Instant> clock = new AtomicReference<>(Instant.parse("2026-11-21T10:00:00Z"));
    try (HtapEngine engine = opened(file().sync(sync -> sync.clock(clock::get)))) {
      engine.execute("CREATE TABLE unknown (id INTEGER)");
      for (int i = 0; i < 500; i++) {
        engine.execute("INSERT INTO t VALUES (NULL)");
      }
      clock.updateAndGet(now -> now.plusSeconds(3));
      SyncStatus behind = engine.status();
      assertThat(behind.lagEvents()).isEqualTo(500);
      assertThat(behind.lagBytes()).isBetween(500L * 5, 500L * 50);
      assertThat(behind.lag()).isEqualTo(Duration.ofSeconds(3));
      assertThat(behind.unregistered()).containsExactly("unknown");
      engine.syncNow();
      SyncStatus current = engine.status();
      assertThat(current.lagEvents()).isZero();
      assertThat(current.lagBytes()).isZero();
      assertThat(current.lag()).isZero();
      assertThat(current.applyRate()).isPositive();
    }
  }

  private Path path() {
    return dir.resolve("app.db");
  }

  private HtapConfig file() {
    return HtapConfig.at(path())
        .manualSync()
        .olapBackend(
            () -> {
              OlapBackend duckDb =
                  DuckDbBackend.open(DuckDbConfig.inMemory().build(), new SqliteToDuckDb());
              backend.set(new FaultyOlapBackend(duckDb));
              return backend.get();
            });
  }

  /** An engine with a table of one row that is live. */
  private static HtapEngine opened(HtapConfig config) {
    HtapEngine engine = HtapEngine.open(config);
    engine.execute("CREATE TABLE t (id INTEGER PRIMARY KEY)");
    engine.execute("INSERT INTO t VALUES (1)");
    engine.registerTable("t");
    return engine;
  }

  private static long number(HtapEngine engine, Query query) {
    try (QueryResult result = engine.query(query)) {
      Row row = result.iterator().next();
      return row.getLong(0);
    }
  }

  /** The copy is behind by one row meanwhile, and cannot follow. */
  private void whileBlocked(HtapEngine engine, Runnable work) {
    backend.get().holdWrites();
    try {
      engine.execute("INSERT INTO t VALUES (2)");
      work.run();
    } finally {
      backend.get().heal();
    }
  }
}
