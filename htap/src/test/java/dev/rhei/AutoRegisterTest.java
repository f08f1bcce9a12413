package dev.rhei;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rhei.core.engine.MirrorState;
import dev.rhei.core.engine.SqlStatement;
import dev.rhei.core.sync.TableStatus;
import dev.rhei.olap.duckdb.DuckDbBackend;
import dev.rhei.olap.duckdb.DuckDbConfig;
import dev.rhei.olap.duckdb.dialect.SqliteToDuckDb;
import dev.rhei.testkit.FaultyOlapBackend;
import dev.rhei.testkit.LeakGuard;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

@ExtendWith(LeakGuard.class)
class AutoRegisterTest {
  @TempDir Path dir;
  private Path file;

  @BeforeEach
  void name() {
    file = dir.resolve("app.db");
  }

  private HtapConfig all() {
    return HtapConfig.at(file).manualSync().autoRegister(AutoRegister.ALL);
  }

  @Test
  void tablesThatAreThereAtOpenAreRegistered() {
    Foreign.run(
        file,
        "CREATE TABLE a (id INTEGER PRIMARY KEY)",
        "INSERT INTO a VALUES (1), (2)",
        "CREATE TABLE \"b c\" (x TEXT)",
        "CREATE VIRTUAL TABLE search USING fts5(text)");
    try (HtapEngine engine = HtapEngine.open(all())) {
      engine.syncNow();
      BothSides.assertEqual(engine, "a", "b c");
      assertThat(registered(engine)).doesNotContain("search");
    }
  }

  @Test
  void whatIsCreatedIsLiveAtOnceHoweverItIsCreated() {
    try (HtapEngine engine = HtapEngine.open(all())) {
      engine.execute("CREATE TABLE a (id INTEGER PRIMARY KEY, v TEXT)");
      assertThat(BothSides.state(engine, "a")).isEqualTo(MirrorState.LIVE);
      engine.execute("INSERT INTO a VALUES (1, 'one'), (2, 'two')");
      engine.execute("CREATE TABLE b AS SELECT id * 2 AS n, v FROM a");
      engine.transaction(
          tx -> {
            tx.execute("CREATE TABLE c (x)");
            return tx.execute("INSERT INTO c VALUES ('in the same transaction')");
          });
      engine.executeBatch(
          List.of(
              SqlStatement.of("CREATE TABLE d (x)"),
              SqlStatement.of("CREATE TABLE e (x)"),
              SqlStatement.of("DROP TABLE d")));
      BothSides.assertEqual(engine, "a", "b", "c", "e");
      Foreign.run(file, "CREATE TABLE f (x)", "INSERT INTO f VALUES (1)");
      engine.syncNow();
      BothSides.assertEqual(engine, "f");
      assertThat(engine.status().unregistered()).isEmpty();
    }
  }

  @Test
  void theBackgroundFindsTablesOfOtherProcesses() {
    HtapConfig config =
        HtapConfig.at(file)
            .syncInterval(Duration.ofMillis(10))
            .autoRegister(AutoRegister.matching(name -> name.startsWith("fact")));
    try (HtapEngine engine = HtapEngine.open(config)) {
      Foreign.run(
          file,
          "CREATE TABLE facts (x)",
          "CREATE TABLE other (x)",
          "INSERT INTO facts VALUES (1), (2)");
      BothSides.waitUntil(
          "the table of another process is live",
          () ->
              engine.status().table("facts").map(TableStatus::state).stream()
                  .anyMatch(state -> state == MirrorState.LIVE));
      BothSides.assertEqual(engine, "facts");
      assertThat(engine.status().unregistered()).containsExactly("other");
    }
  }

  /** The table is there, whatever becomes of its copy. */
  @Test
  void aCopyThatCannotBeWrittenFailsNoStatement() {
    Heard heard = new Heard();
    AtomicReference<FaultyOlapBackend> faulty = new AtomicReference<>();
    HtapConfig config =
        all()
            .listener(heard)
            .olapBackend(
                () -> {
                  DuckDbConfig inMemory = DuckDbConfig.inMemory().build();
                  faulty.set(
                      new FaultyOlapBackend(DuckDbBackend.open(inMemory, new SqliteToDuckDb())));
                  return faulty.get();
                });
    try (HtapEngine engine = HtapEngine.open(config)) {
      engine.execute("CREATE TABLE a (x)");
      for (int call = 1; call <= 4; call++) {
        faulty.get().fail(FaultyOlapBackend.Point.BEGIN, call);
        engine.execute("CREATE TABLE b" + call + " (x)");
        faulty.get().fail(FaultyOlapBackend.Point.BEFORE_COMMIT, 1);
        int n = call;
        engine.transaction(tx -> tx.execute("CREATE TABLE c" + n + " (x)"));
        faulty.get().heal();
      }
      assertThat(heard.of("error")).isNotEmpty();
      engine.syncNow();
      BothSides.assertEqual(engine, "a", "b1", "b2", "b3", "b4", "c1", "c2", "c3", "c4");
    }
  }

  @Test
  void whatWasUnregisteredStaysSo() {
    try (HtapEngine engine = HtapEngine.open(all())) {
      engine.execute("CREATE TABLE a (x)");
      engine.execute("CREATE TABLE b (x)");
      engine.unregisterTable("a");
      engine.execute("CREATE TABLE c (x)");
      assertThat(registered(engine)).containsExactlyInAnyOrder("b", "c");
    }
    try (HtapEngine engine = HtapEngine.open(all())) {
      engine.syncNow();
      assertThat(registered(engine)).containsExactlyInAnyOrder("b", "c");
      engine.registerTable("a");
      engine.execute("CREATE TABLE d (x)");
      assertThat(registered(engine)).containsExactlyInAnyOrder("a", "b", "c", "d");
      BothSides.assertEqual(engine, "a");
    }
  }

  @Test
  void isAnOptionAsText() {
    Map<String, String> options =
        Map.of("path", file.toString(), "sync.intervalMillis", "off", "tables", "Orders, lines");
    try (HtapEngine engine = HtapEngine.open(HtapConfig.fromOptions(options))) {
      engine.execute("CREATE TABLE orders (x)");
      engine.execute("CREATE TABLE lines (x)");
      engine.execute("CREATE TABLE notes (x)");
      assertThat(registered(engine)).containsExactlyInAnyOrder("orders", "lines");
    }
  }

  private static List<String> registered(HtapEngine engine) {
    return engine.status().tables().stream().map(TableStatus::table).toList();
  }
}
