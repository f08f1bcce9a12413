package dev.rhei;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.rhei.core.engine.MirrorState;
import dev.rhei.core.engine.QueryResult;
import dev.rhei.core.error.ErrorCode;
import dev.rhei.core.error.HtapException;
import dev.rhei.core.route.QueryHint;
import dev.rhei.core.route.QueryTarget;
import dev.rhei.core.sync.SyncStatus;
import dev.rhei.olap.duckdb.DuckDbBackend;
import dev.rhei.olap.duckdb.DuckDbConfig;
import dev.rhei.olap.duckdb.dialect.SqliteToDuckDb;
import dev.rhei.testkit.FaultyOlapBackend;
import dev.rhei.testkit.FaultyOlapBackend.Point;
import dev.rhei.testkit.LeakGuard;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The copy fails at each point where it can; afterwards nothing is missing and nothing doubled. */
@ExtendWith(LeakGuard.class)
class ExactlyOnceFaultTest {
  private static final List<Point> OF_A_WRITE =
      List.of(
          Point.BEGIN,
          Point.WRITE,
          Point.AFTER_WRITE,
          Point.BEFORE_COMMIT,
          Point.LOST_COMMIT,
          Point.AFTER_COMMIT);

  @TempDir Path dir;
  private final Heard heard = new Heard();
  private FaultyOlapBackend faulty;
  private HtapEngine engine;
  private int step;

  @BeforeEach
  void openWithThreeTables() {
    engine = HtapEngine.open(config());
    engine.execute("CREATE TABLE numbered (id INTEGER PRIMARY KEY, v TEXT)");
    engine.execute("CREATE TABLE unkeyed (v TEXT)");
    engine.execute("CREATE TABLE paired (a TEXT, b INT, v TEXT, PRIMARY KEY (a, b)) WITHOUT ROWID");
    for (int i = 0; i < 10; i++) {
      engine.execute("INSERT INTO numbered VALUES (?, 'old')", 1_000 + i);
      engine.execute("INSERT INTO unkeyed VALUES ('old')");
      engine.execute("INSERT INTO paired VALUES ('old', ?, 'old')", i);
    }
  }

  @AfterEach
  void close() {
    engine.close();
  }

  @Test
  void aTableThatTheCopyCouldNotForgetIsNotTakenForComplete() {
    engine.registerTable("numbered");
    faulty.fail(Point.BEGIN, 1);
    engine.unregisterTable("numbered");
    faulty.fail(Point.BEGIN, 1);
    engine.execute("INSERT INTO numbered VALUES (1, 'seen by no trigger')");
    assertThatExceptionOfType(HtapException.class)
        .isThrownBy(() -> engine.registerTable("numbered"))
        .satisfies(e -> assertThat(e.code()).isEqualTo(ErrorCode.SYNC_FAILED))
        .withMessageContaining("'numbered' is not registered now");
    engine.registerTable("numbered");
    Answers.assertSame(engine, "SELECT * FROM numbered ORDER BY id");
  }

  private HtapConfig config() {
    return HtapConfig.at(dir.resolve("app.db"))
        .manualSync()
        .listener(heard)
        .sync(
            sync ->
                sync.chunkEvents(4)
                    .loadRows(5)
                    .loadSlice(Duration.ofMillis(1))
                    .pacing(Duration.ZERO)
                    .pruneEvents(20))
        .olapBackend(
            () -> {
              DuckDbConfig duckDb = DuckDbConfig.at(dir.resolve("copy.duckdb")).build();
              faulty = new FaultyOlapBackend(DuckDbBackend.open(duckDb, new SqliteToDuckDb()));
              return faulty;
            });
  }

  @Test
  void aReplayThatFailsAnywhereIsDoneOnce() {
    registerAll();
    for (Fault fault : everyFault(this::replay)) {
      heard.clear();
      long events = changeSomething();
      long missed = fails(fault, this::replay) && isCommitted(fault) ? events : 0;
      engine.syncNow();
      assertBothSidesEqual(fault);
      // Whoever is told of a cycle may add up its events; the one whose answer was lost is missing.
      assertThat(heard.events()).as("events told, %s", fault).isEqualTo(events - missed);
    }
  }

  @Test
  void aLoadThatFailsAnywhereIsDoneOnce() {
    registerAll();
    Runnable load = () -> engine.resync("numbered");
    for (Fault fault : everyFault(load)) {
      changeSomething();
      fails(fault, load);
      changeSomething();
      engine.syncNow();
      assertBothSidesEqual(fault);
    }
  }

  @Test
  void aLoadByOtherKeysThatFailsAnywhereIsDoneOnce() {
    registerAll();
    Runnable load = () -> engine.resync("paired");
    for (Fault fault : everyFault(load)) {
      changeSomething();
      fails(fault, load);
      changeSomething();
      engine.syncNow();
      assertBothSidesEqual(fault);
    }
  }

  @ParameterizedTest
  @EnumSource(
      value = Point.class,
      names = {"QUERY", "ROW"},
      mode = EnumSource.Mode.EXCLUDE)
  void aRegistrationThatFailsCanBeRepeated(Point point) {
    for (int nth = 1; nth <= 3; nth++) {
      Fault fault = new Fault(point, nth);
      fails(fault, () -> engine.registerTable("unkeyed"));
      engine.registerTable("unkeyed");
      BothSides.assertEqualWithRowids(engine, "unkeyed");
      engine.unregisterTable("unkeyed");
    }
  }

  @Test
  void aChangeOfDefinitionThatFailsAnywhereIsFollowed() {
    registerAll();
    for (Fault fault : everyFault(this::addColumnAndSync)) {
      engine.dropColumn("numbered", "c");
      fails(fault, this::addColumnAndSync);
      engine.syncNow();
      assertBothSidesEqual(fault);
    }
  }

  @ParameterizedTest
  @EnumSource(
      value = Point.class,
      names = {"QUERY", "ROW"},
      mode = EnumSource.Mode.EXCLUDE)
  void afterAFailureAndAReopeningTheReplayGoesOn(Point point) {
    registerAll();
    for (int nth = 1; nth <= 2; nth++) {
      Fault fault = new Fault(point, nth);
      changeSomething();
      fails(fault, this::replay);
      engine.close();
      engine = HtapEngine.open(config());
      changeSomething();
      engine.syncNow();
      assertBothSidesEqual(fault);
    }
  }

  @Test
  void aLatestQueryWhoseCycleFailsIsAnsweredBySqlite() {
    registerAll();
    for (Point point : OF_A_WRITE) {
      changeSomething();
      long before = engine.status().olapFallbacks();
      faulty.fail(point, 1);
      try (QueryResult result =
          engine.query("/*+ prefer_olap */ SELECT count(*), max(v) FROM numbered")) {
        assertThat(result.route().target()).as("%s", point).isEqualTo(QueryTarget.OLTP);
        assertThat(result.route().reason()).contains("the copy failed").contains("on purpose");
        assertThat(result.toList(row -> row.get(0) + " " + row.get(1)))
            .isEqualTo(
                engine
                    .query(Query.of("SELECT count(*), max(v) FROM numbered").hint(QueryHint.OLTP))
                    .toList(row -> row.get(0) + " " + row.get(1)));
      }
      assertThat(engine.status().olapFallbacks()).isEqualTo(before + 1);
      assertBothSidesEqual(new Fault(point, 1));
    }
  }

  @ParameterizedTest
  @EnumSource(
      value = Point.class,
      names = {"QUERY", "ROW"})
  void aQueryThatTheCopyFailsIsAnsweredBySqlite(Point point) {
    registerAll();
    String sql = "/*+ prefer_olap */ SELECT v, count(*) FROM numbered GROUP BY v ORDER BY v";
    faulty.fail(point, 1);
    try (QueryResult result = engine.query(sql)) {
      assertThat(result.route().target()).isEqualTo(QueryTarget.OLTP);
      assertThat(result.toList(row -> row.get(0) + " " + row.get(1))).containsExactly("old 10");
    }
    assertThat(engine.status().olapFallbacks()).isEqualTo(1);
    faulty.fail(point, 1);
    assertThatExceptionOfType(HtapException.class)
        .isThrownBy(() -> engine.query(Query.of(sql).hint(QueryHint.OLAP)))
        .satisfies(e -> assertThat(e.code()).isEqualTo(ErrorCode.OLAP_FAILED));
    try (QueryResult result = engine.query(sql)) {
      assertThat(result.route().target()).isEqualTo(QueryTarget.OLAP);
    }
  }

  @Test
  void aResultThatFailsInTheMiddleSaysSoAndSqliteAnswersTheNextOne() {
    engine.transaction(
        tx -> {
          for (int i = 0; i < 6_000; i++) {
            tx.execute("INSERT INTO unkeyed VALUES (?)", "v" + i);
          }
          return 0;
        });
    engine.close();
    engine = HtapEngine.open(config().sync(sync -> sync.loadRows(10_000)));
    engine.registerTable("unkeyed");
    String sql = "/*+ prefer_olap */ SELECT v, count(*) FROM unkeyed GROUP BY v";
    faulty.fail(Point.ROW, 5_000);
    List<String> read = new ArrayList<>();
    assertThatExceptionOfType(HtapException.class)
        .isThrownBy(() -> engine.query(sql).forEach(row -> read.add(row.getString(0))))
        .satisfies(e -> assertThat(e.code()).isEqualTo(ErrorCode.OLAP_FAILED))
        .withMessageContaining("after 4999 rows");
    assertThat(read).hasSize(4_999);
    try (QueryResult result = engine.query(sql)) {
      assertThat(result.route().target()).isEqualTo(QueryTarget.OLTP);
      assertThat(result.toList(row -> 1)).hasSize(6_001);
    }
  }

  @Test
  void theBackgroundGoesOnAfterFailures() {
    registerAll();
    engine.startSync(Duration.ofMillis(5));
    for (Point point : OF_A_WRITE) {
      long faults = faulty.faults();
      faulty.fail(point, 1);
      changeSomething();
      BothSides.waitUntil(point + " strikes", () -> faulty.faults() > faults);
      BothSides.waitUntil("the copy catches up", () -> engine.status().lagEvents() == 0);
    }
    BothSides.waitUntil(
        "every failure is told", () -> heard.of("error").size() == OF_A_WRITE.size());
    SyncStatus status = engine.status();
    assertThat(status.running()).isTrue();
    assertThat(status.lastError()).isPresent();
    engine.stopSync();
    BothSides.assertEqual(engine, "numbered", "unkeyed", "paired");
  }

  @Test
  void aTableWhoseChangesCannotBeAppliedLeavesTheCopyAndComesBack() {
    registerAll();
    changeSomething();
    faulty.failEveryWriteTo("unkeyed");
    for (int i = 0; i < 5; i++) {
      assertThatExceptionOfType(HtapException.class).isThrownBy(() -> engine.syncNow());
    }
    engine.syncNow();
    assertThat(BothSides.state(engine, "unkeyed")).isEqualTo(MirrorState.QUARANTINED);
    BothSides.assertEqual(engine, "numbered", "paired");
    assertThat(
            engine
                .query("/*+ prefer_olap */ SELECT count(*) FROM unkeyed")
                .toList(row -> row.getLong(0))
                .get(0))
        .isGreaterThan(10);
    faulty.heal();
    engine.resync("unkeyed");
    assertBothSidesEqual(new Fault(Point.WRITE, 0));
  }

  /** One call that fails. */
  private record Fault(Point point, long nth) {}

  /** Each call that the work makes, found by doing it once. */
  private List<Fault> everyFault(Runnable work) {
    changeSomething();
    List<Long> before = OF_A_WRITE.stream().map(faulty::calls).toList();
    work.run();
    List<Fault> faults = new ArrayList<>();
    for (Point point : OF_A_WRITE) {
      long calls = faulty.calls(point) - before.get(OF_A_WRITE.indexOf(point));
      assertThat(calls).as("%s", point).isPositive();
      for (long nth = 1; nth <= calls; nth++) {
        faults.add(new Fault(point, nth));
      }
    }
    return faults;
  }

  /** Whether the fault struck; it may be hidden from the caller, as by a change of definition. */
  private boolean fails(Fault fault, Runnable work) {
    long before = faulty.faults();
    faulty.fail(fault.point(), (int) fault.nth());
    try {
      work.run();
    } catch (HtapException e) {
      assertThat(e.code()).isIn(ErrorCode.OLAP_FAILED, ErrorCode.OUTCOME_UNKNOWN);
    }
    boolean struck = faulty.faults() > before;
    faulty.heal();
    return struck;
  }

  private static boolean isCommitted(Fault fault) {
    return fault.point() == Point.AFTER_COMMIT;
  }

  private void replay() {
    engine.syncNow();
  }

  private void addColumnAndSync() {
    changeSomething();
    engine.addColumn("numbered", "c", "INTEGER DEFAULT 1");
    changeSomething();
    engine.syncNow();
  }

  private void registerAll() {
    engine.registerTable("numbered");
    engine.registerTable("unkeyed");
    engine.registerTable("paired");
  }

  /** In two transactions; the number of changes. */
  private long changeSomething() {
    int n = step++;
    long first =
        engine.transaction(
            tx ->
                tx.execute("INSERT INTO numbered (id, v) VALUES (?, 'new')", n)
                    + tx.execute("UPDATE numbered SET v = ? WHERE id = ?", "up " + n, 1_000 + n % 9)
                    + tx.execute("INSERT INTO unkeyed VALUES (?), (?)", "a" + n, "b" + n)
                    + tx.execute("INSERT INTO paired VALUES ('new', ?, 'x')", n));
    long second =
        engine.transaction(
            tx ->
                tx.execute("DELETE FROM numbered WHERE id = ?", n - 3)
                    + tx.execute("UPDATE unkeyed SET v = v || '!' WHERE rowid = ?", 5 + n)
                    + tx.execute("DELETE FROM unkeyed WHERE v < 'old' AND rowid % 3 = 1")
                    + tx.execute("DELETE FROM paired WHERE b = ? AND a = 'new'", n - 3)
                    + tx.execute("UPDATE paired SET v = ? WHERE b = 4", "up " + n));
    return first + second;
  }

  private void assertBothSidesEqual(Fault fault) {
    assertThat(engine.status().tables()).as("%s", fault).hasSize(3);
    BothSides.assertEqual(engine, "numbered", "unkeyed", "paired");
    BothSides.assertEqualWithRowids(engine, "numbered", "unkeyed");
  }
}
