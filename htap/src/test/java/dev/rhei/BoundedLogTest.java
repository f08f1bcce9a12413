package dev.rhei;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.rhei.core.engine.QueryResult;
import dev.rhei.core.error.HtapException;
import dev.rhei.core.route.QueryHint;
import dev.rhei.core.route.QueryTarget;
import dev.rhei.core.sync.Freshness;
import dev.rhei.olap.duckdb.DuckDbBackend;
import dev.rhei.olap.duckdb.DuckDbConfig;
import dev.rhei.olap.duckdb.dialect.SqliteToDuckDb;
import dev.rhei.testkit.FaultyOlapBackend;
import dev.rhei.testkit.FaultyOlapBackend.Point;
import dev.rhei.testkit.LeakGuard;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** The copy cannot be written for a while: the log has a limit, and writers do not notice. */
@ExtendWith(LeakGuard.class)
class BoundedLogTest {
  private static final long LIMIT = 20_000;
  private static final String SUM = "SELECT count(*), sum(v) FROM large";

  @TempDir Path dir;
  private final Heard heard = new Heard();
  private FaultyOlapBackend faulty;
  private HtapEngine engine;

  @BeforeEach
  void openWithTwoTables() {
    engine = HtapEngine.open(config());
    for (String table : new String[] {"small", "large"}) {
      engine.execute("CREATE TABLE " + table + " (id INTEGER PRIMARY KEY, v INTEGER)");
      engine.registerTable(table);
    }
    insert("small", 10);
    insert("large", 10);
    engine.syncNow();
    heard.clear();
  }

  @AfterEach
  void close() {
    engine.close();
  }

  private HtapConfig config() {
    return HtapConfig.at(dir.resolve("app.db"))
        .manualSync()
        .listener(heard)
        .sync(sync -> sync.logWarnBytes(LIMIT / 2).logLimitBytes(LIMIT))
        .olapBackend(
            () -> {
              DuckDbConfig duckDb = DuckDbConfig.at(dir.resolve("copy.duckdb")).build();
              faulty = new FaultyOlapBackend(DuckDbBackend.open(duckDb, new SqliteToDuckDb()));
              return faulty;
            });
  }

  @Test
  void onlyTheLargestTableLosesItsLogAndIsLoadedAnew() {
    insert("large", 3_000);
    insert("small", 100);
    syncInVain();
    assertThat(heard.of("log", "suspended"))
        .containsExactly("log grows to a limit of " + LIMIT, "suspended large");
    assertThat(logRows()).isLessThan(200);
    engine.execute("UPDATE large SET v = v + 1");
    insert("small", 7);
    syncInVain();
    assertThat(heard.of("suspended")).hasSize(1);
    engine.syncNow();
    assertThat(heard.of("live")).containsExactly("live large");
    BothSides.assertEqual(engine, "small", "large");
    engine.execute("DELETE FROM large WHERE id % 2 = 0");
    BothSides.assertEqual(engine, "small", "large");
  }

  @Test
  void theLogStaysBoundedHoweverLongTheCopyIsDown() {
    for (int i = 0; i < 10; i++) {
      insert("large", 1_000);
      insert("small", 1_000);
      syncInVain();
      assertThat(logRows()).isLessThan(2_500);
    }
    assertThat(heard.of("suspended"))
        .containsExactlyInAnyOrder("suspended large", "suspended small");
    engine.syncNow();
    BothSides.assertEqual(engine, "small", "large");
  }

  @Test
  void aRestartFindsTheTableThatIsToBeLoadedAnew() {
    insert("large", 3_000);
    syncInVain();
    engine.execute("DELETE FROM large WHERE id < 2000");
    engine.close();
    engine = HtapEngine.open(config());
    insert("large", 5);
    engine.syncNow();
    assertThat(heard.of("live")).containsExactly("live large");
    BothSides.assertEqual(engine, "small", "large");
  }

  @Test
  void sqliteAnswersForASuspendedTable() {
    insert("large", 3_000);
    syncInVain();
    faulty.fail(Point.BEGIN, 1);
    try (QueryResult result = engine.query(Query.of(SUM).hint(QueryHint.PREFER_OLAP))) {
      assertThat(result.iterator().next().getLong(0)).isEqualTo(3_010);
      assertThat(result.route().target()).isEqualTo(QueryTarget.OLTP);
    }
    // What asks for less than the latest gets a state that was, as ever.
    Query eventual = Query.of(SUM).hint(QueryHint.OLAP).freshness(Freshness.EVENTUAL);
    assertThat(Answers.rows(engine, eventual)).isEqualTo(List.of(List.of(10, 10)));
    engine.syncNow();
    assertThat(Answers.rows(engine, eventual)).isEqualTo(List.of(List.of(3_010, 3_010)));
  }

  @Test
  void aSuspendedTableMayBeAlteredDroppedOrUnregistered() {
    insert("large", 3_000);
    syncInVain();
    engine.execute("ALTER TABLE large ADD COLUMN more TEXT DEFAULT 'x'");
    engine.syncNow();
    BothSides.assertEqual(engine, "small", "large");
    insert("large", 3_000);
    syncInVain();
    engine.unregisterTable("large");
    engine.syncNow();
    BothSides.assertEqual(engine, "small");
    assertThat(heard.of("suspended")).hasSize(2);
  }

  private void syncInVain() {
    faulty.fail(Point.BEGIN, 1);
    assertThatExceptionOfType(HtapException.class).isThrownBy(engine::syncNow);
    faulty.heal();
  }

  private long logRows() {
    Query count = Query.of("SELECT count(*) FROM _rhei_cdc_log").hint(QueryHint.OLTP);
    return ((Number) Answers.rows(engine, count).get(0).get(0)).longValue();
  }

  private void insert(String table, int rows) {
    engine.execute(
        "INSERT INTO "
            + table
            + " (v) WITH RECURSIVE n(i) AS (VALUES (1) UNION ALL SELECT i + 1 FROM n WHERE i < ?)"
            + " SELECT 1 FROM n",
        rows);
  }
}
