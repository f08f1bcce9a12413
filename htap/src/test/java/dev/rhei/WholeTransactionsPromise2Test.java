package dev.rhei;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rhei.core.engine.QueryResult;
import dev.rhei.core.engine.Row;
import dev.rhei.core.route.QueryHint;
import dev.rhei.core.route.QueryTarget;
import dev.rhei.core.sync.Freshness;
import dev.rhei.testkit.LeakGuard;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Promise 2: analytics see whole transactions, across tables too. Writers move amounts between the
 * rows of two tables and note each transfer in a third; whoever reads must find the same total.
 */
@ExtendWith(LeakGuard.class)
class WholeTransactionsPromise2Test {
  private static final int ROWS = 20;
  private static final int MOVES = 5;
  private static final int WRITERS = 2;
  private static final int AHEAD = 5;
  private static final long TOTAL = 2 * ROWS * 100;
  private static final String SUBQUERIES =
      "SELECT (SELECT sum(a) FROM checking) + (SELECT sum(b) FROM savings),"
          + " (SELECT count(*) FROM journal)";
  private static final String UNION =
      "SELECT sum(amount), sum(transfers) FROM (SELECT a AS amount, 0 AS transfers FROM checking"
          + " UNION ALL SELECT b, 0 FROM savings UNION ALL SELECT 0, 1 FROM journal)";

  @TempDir Path dir;
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final AtomicLong committed = new AtomicLong();
  private final AtomicBoolean writing = new AtomicBoolean(true);

  /**
   * Transfers that may be made; readers add to it, or the writers would be done before they began.
   */
  private final Semaphore allowed = new Semaphore(AHEAD);

  @AfterEach
  void endThreads() {
    threads.shutdownNow();
  }

  @ParameterizedTest
  @ValueSource(strings = {SUBQUERIES, UNION})
  void promise2ReadersOfTheCopySeeWholeTransactionsOnly(String sql) throws Exception {
    try (HtapEngine engine = HtapEngine.open(config().syncInterval(Duration.ofMillis(1)))) {
      create(engine, ROWS);
      registerAll(engine);
      Set<Long> positions = ConcurrentHashMap.newKeySet();
      List<Future<?>> readers = new ArrayList<>();
      for (Freshness freshness :
          List.of(Freshness.LATEST, Freshness.within(Duration.ofMillis(20)), Freshness.EVENTUAL)) {
        Query query = Query.of(sql).hint(QueryHint.OLAP).freshness(freshness);
        readers.add(threads.submit(untilWritersEnd(() -> check(engine, query, positions))));
      }
      write(engine, 50);
      await(readers);
      assertThat(positions).as("the readers saw the copy move").hasSizeGreaterThan(10);
      check(engine, Query.of(sql).hint(QueryHint.OLAP), positions);
      BothSides.assertEqual(engine, "checking", "savings", "journal");
    }
  }

  @Test
  void promise2HoldsWhenCyclesAreDoneByTheQueriesThemselves() throws Exception {
    try (HtapEngine engine = HtapEngine.open(config().manualSync())) {
      create(engine, ROWS);
      registerAll(engine);
      Set<Long> positions = ConcurrentHashMap.newKeySet();
      List<Future<?>> readers = new ArrayList<>();
      for (int i = 0; i < 2; i++) {
        Query query = Query.of(SUBQUERIES).hint(QueryHint.OLAP);
        readers.add(threads.submit(untilWritersEnd(() -> check(engine, query, positions))));
      }
      write(engine, 40);
      await(readers);
      assertThat(positions).as("the readers saw the copy move").hasSizeGreaterThan(10);
      BothSides.assertEqual(engine, "checking", "savings", "journal");
    }
  }

  @Test
  void promise2HoldsWhileTheTablesAreLoaded() throws Exception {
    HtapConfig slow =
        config()
            .syncInterval(Duration.ofMillis(1))
            .sync(sync -> sync.loadRows(10).loadSlice(Duration.ofMillis(1)));
    try (HtapEngine engine = HtapEngine.open(slow)) {
      create(engine, 400);
      Set<Long> positions = ConcurrentHashMap.newKeySet();
      Query either = Query.of(SUBQUERIES).hint(QueryHint.PREFER_OLAP);
      Query old = either.freshness(Freshness.EVENTUAL);
      List<Future<?>> readers = new ArrayList<>();
      readers.add(threads.submit(untilWritersEnd(() -> check(engine, either, positions))));
      readers.add(threads.submit(untilWritersEnd(() -> check(engine, old, positions))));
      readers.add(
          threads.submit(
              () -> {
                registerAll(engine);
                engine.resync("savings");
                engine.resync("checking");
                return 0;
              }));
      write(engine, 50);
      await(readers);
      assertThat(check(engine, either, positions)).isEqualTo(QueryTarget.OLAP);
      BothSides.assertEqual(engine, "checking", "savings", "journal");
    }
  }

  @Test
  void promise2HoldsForTransactionsOfOtherProcesses() throws Exception {
    Path file = dir.resolve("app.db");
    try (HtapEngine engine = HtapEngine.open(config().syncInterval(Duration.ofMillis(1)))) {
      create(engine, ROWS);
      registerAll(engine);
      Set<Long> positions = ConcurrentHashMap.newKeySet();
      Query query = Query.of(SUBQUERIES).hint(QueryHint.OLAP);
      List<Future<?>> readers = new ArrayList<>();
      readers.add(threads.submit(untilWritersEnd(() -> check(engine, query, positions))));
      Random random = new Random(7);
      try (Foreign foreign = new Foreign(file)) {
        for (int i = 0; i < 80; i++) {
          waitForReaders();
          foreign.execute("BEGIN IMMEDIATE");
          transfer(random, foreign::execute);
          foreign.execute("COMMIT");
          committed.incrementAndGet();
        }
      }
      writing.set(false);
      await(readers);
      assertThat(positions).as("the readers saw the copy move").hasSizeGreaterThan(10);
      BothSides.assertEqual(engine, "checking", "savings", "journal");
    }
  }

  /** A transaction is longer than a chunk of the log. */
  private HtapConfig config() {
    return HtapConfig.at(dir.resolve("app.db"))
        .sync(sync -> sync.chunkEvents(7).pacing(Duration.ZERO).pruneEvents(50));
  }

  private static void create(HtapEngine engine, int rows) {
    engine.execute("CREATE TABLE checking (id INTEGER PRIMARY KEY, a INTEGER)");
    engine.execute(
        "CREATE TABLE savings (k TEXT, n INTEGER, b INTEGER, PRIMARY KEY (k, n)) WITHOUT ROWID");
    engine.execute("CREATE TABLE journal (id INTEGER, moved INTEGER)");
    engine.transaction(
        tx -> {
          for (int i = 0; i < rows; i++) {
            // The total is the same whatever the number of rows.
            tx.execute("INSERT INTO checking VALUES (?, ?)", i, i < ROWS ? 100 : 0);
            tx.execute("INSERT INTO savings VALUES (?, ?, ?)", "k" + i % 3, i, i < ROWS ? 100 : 0);
          }
          return 0;
        });
  }

  private static void registerAll(HtapEngine engine) {
    engine.registerTable("checking");
    engine.registerTable("savings");
    engine.registerTable("journal");
  }

  private void write(HtapEngine engine, int transfers) throws Exception {
    List<Future<?>> writers = new ArrayList<>();
    for (int i = 0; i < WRITERS; i++) {
      Random random = new Random(i);
      Callable<Integer> writer =
          () -> {
            for (int n = 0; n < transfers; n++) {
              waitForReaders();
              engine.transaction(
                  tx -> {
                    transfer(random, tx::execute);
                    return 0;
                  });
              committed.incrementAndGet();
            }
            return 0;
          };
      writers.add(threads.submit(writer));
    }
    try {
      await(writers);
    } finally {
      writing.set(false);
    }
  }

  /** Runs a statement. */
  private interface Execute {
    Object run(String sql, Object... parameters);
  }

  private static void transfer(Random random, Execute execute) {
    int sum = 0;
    for (int i = 0; i < MOVES; i++) {
      int amount = random.nextInt(50);
      int from = random.nextInt(ROWS);
      int to = random.nextInt(ROWS);
      sum += amount;
      execute.run("UPDATE checking SET a = a - ? WHERE id = ?", amount, from);
      execute.run("UPDATE savings SET b = b + ? WHERE n = ?", amount, to);
    }
    execute.run("INSERT INTO journal VALUES (?, ?)", random.nextInt(), sum);
  }

  private Callable<Integer> untilWritersEnd(Runnable read) {
    return () -> {
      int reads = 0;
      try {
        while (writing.get()) {
          read.run();
          reads++;
        }
        return reads;
      } finally {
        allowed.release(1_000); // a reader that fails holds nobody up
      }
    };
  }

  private QueryTarget check(HtapEngine engine, Query query, Set<Long> positions) {
    long before = committed.get();
    try (QueryResult result = engine.query(query)) {
      Row row = result.iterator().next();
      assertThat(row.getLong(0))
          .as("total, by %s, %s", result.route(), query.freshness())
          .isEqualTo(TOTAL);
      if (query.freshness().orElse(Freshness.LATEST).equals(Freshness.LATEST)) {
        assertThat(row.getLong(1)).as("%s", result.route()).isGreaterThanOrEqualTo(before);
      }
      QueryTarget target = result.route().target();
      if (positions.add(result.route().sequence()) || target == QueryTarget.OLTP) {
        allowed.release(AHEAD);
      }
      return target;
    }
  }

  private void waitForReaders() throws InterruptedException {
    assertThat(allowed.tryAcquire(60, TimeUnit.SECONDS)).as("the readers go on").isTrue();
  }

  private static void await(List<Future<?>> futures) throws Exception {
    for (Future<?> future : futures) {
      future.get(60, TimeUnit.SECONDS);
    }
  }
}
