package dev.rhei;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.rhei.core.engine.QueryResult;
import dev.rhei.core.error.ErrorCode;
import dev.rhei.core.error.HtapException;
import dev.rhei.core.route.QueryHint;
import dev.rhei.testkit.LeakGuard;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import org.assertj.core.api.AbstractThrowableAssert;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** What a new user does wrong, and what the error tells them. */
@ExtendWith(LeakGuard.class)
class MisuseTest {
  @TempDir Path dir;

  @Test
  void aClosedEngineSaysWhichOneItIs() {
    HtapEngine engine = open();
    engine.close();
    engine.close();
    String closed = "ENGINE_CLOSED: the engine of " + file() + " is closed";
    fails(() -> engine.execute("SELECT 1"), ErrorCode.ENGINE_CLOSED).hasMessage(closed);
    fails(() -> engine.query("SELECT 1"), ErrorCode.ENGINE_CLOSED).hasMessage(closed);
    fails(engine::syncNow, ErrorCode.ENGINE_CLOSED).hasMessage(closed);
    fails(engine::status, ErrorCode.ENGINE_CLOSED).hasMessage(closed);
    fails(() -> engine.transaction(tx -> 1), ErrorCode.ENGINE_CLOSED).hasMessage(closed);
    assertThatThrownBy(() -> engine.registerTable("t")).hasMessage(closed);
    assertThatThrownBy(() -> engine.startSync(Duration.ofSeconds(1))).hasMessage(closed);
  }

  @Test
  void aResultOfAClosedEngineIsOverAndNothingCrashes() {
    HtapEngine engine = open();
    engine.execute("CREATE TABLE t (id INTEGER PRIMARY KEY)");
    engine.registerTable("t");
    engine.execute(
        "INSERT INTO t WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i <"
            + " 20000) SELECT i FROM n");
    QueryResult onSqlite = engine.query(Query.of("SELECT * FROM t").hint(QueryHint.OLTP));
    QueryResult onCopy = engine.query(Query.of("SELECT * FROM t").hint(QueryHint.OLAP));
    engine.close();
    fails(() -> onSqlite.toList(row -> row.getLong(0)), ErrorCode.ENGINE_CLOSED);
    fails(() -> onCopy.toList(row -> row.getLong(0)), ErrorCode.ENGINE_CLOSED);
    onSqlite.close();
    onCopy.close();
  }

  @Test
  void anUnknownTableIsNamed() {
    try (HtapEngine engine = open()) {
      fails(() -> engine.query("SELECT * FROM nowhere"), ErrorCode.SQL_INVALID)
          .hasMessageContaining("no such table: nowhere")
          .hasMessageContaining("SQL: SELECT * FROM nowhere");
      fails(() -> register(engine, "nowhere"), ErrorCode.TABLE_UNKNOWN)
          .hasMessageContaining("'nowhere'");
      engine.execute("CREATE TABLE known (id INTEGER PRIMARY KEY)");
      engine.registerTable("known");
      fails(() -> engine.resync("nowhere"), ErrorCode.TABLE_NOT_REGISTERED)
          .hasMessageContaining("'nowhere' is not registered")
          .hasMessageContaining("registerTable(\"nowhere\")")
          .hasMessageContaining("[known]");
    }
  }

  @Test
  void wrongParametersAreNamedByPositionAndNumber() {
    try (HtapEngine engine = open()) {
      engine.execute("CREATE TABLE t (id INTEGER PRIMARY KEY, v)");
      engine.registerTable("t");
      fails(() -> engine.execute("INSERT INTO t VALUES (?, ?)", 1), ErrorCode.PARAMETER_INVALID)
          .hasMessageContaining("2")
          .hasMessageContaining("1");
      fails(
              () -> engine.execute("INSERT INTO t VALUES (?, ?)", 1, new Object()),
              ErrorCode.PARAMETER_INVALID)
          .hasMessageContaining("parameter 2 has the type java.lang.Object");
      // Where the copy would answer, too.
      for (QueryHint hint : QueryHint.values()) {
        String sql = "SELECT count(*) FROM t WHERE id > ? AND id < ?";
        fails(() -> engine.query(Query.of(sql, 1).hint(hint)), ErrorCode.PARAMETER_INVALID);
        fails(() -> engine.query(Query.of(sql, 1, 2, 3).hint(hint)), ErrorCode.PARAMETER_INVALID);
        fails(
                () -> engine.query(Query.of(sql, 1, new Object()).hint(hint)),
                ErrorCode.PARAMETER_INVALID)
            .hasMessageContaining("parameter 2 has the type java.lang.Object");
      }
    }
  }

  @Test
  void aSyntaxErrorIsToldInSqlitesWords() {
    try (HtapEngine engine = open()) {
      fails(() -> engine.query(Query.of("SELEC 1").hint(QueryHint.OLAP)), ErrorCode.SQL_INVALID);
      fails(() -> engine.query("SELEC 1"), ErrorCode.SQL_INVALID)
          .hasMessageContaining("near \"SELEC\": syntax error")
          .hasMessageContaining("SQL: SELEC 1");
      fails(() -> engine.execute("CREATE TABLE t (id,, x)"), ErrorCode.SQL_INVALID)
          .hasMessageContaining("near \",\": syntax error");
      assertThat(engine.status().lastError()).isEmpty();
    }
  }

  @Test
  void aMissingDirectoryIsNamed() {
    Path nowhere = dir.resolve("missing").resolve("app.db");
    fails(() -> HtapEngine.open(HtapConfig.at(nowhere)), ErrorCode.OLTP_OPEN_FAILED)
        .hasMessageContaining(nowhere.toString())
        .hasMessageContaining("There is no directory " + nowhere.getParent());
  }

  @Test
  void aReadOnlyDirectoryIsNamed() throws IOException {
    Path locked = Files.createDirectory(dir.resolve("locked"));
    Files.setPosixFilePermissions(locked, PosixFilePermissions.fromString("r-xr-xr-x"));
    try {
      assumeThat(Files.isWritable(locked)).as("root may write anywhere").isFalse();
      fails(
              () -> HtapEngine.open(HtapConfig.at(locked.resolve("app.db"))),
              ErrorCode.OLTP_OPEN_FAILED)
          .hasMessageContaining("The directory must be writable");
    } finally {
      Files.setPosixFilePermissions(locked, PosixFilePermissions.fromString("rwxr-xr-x"));
    }
  }

  @Test
  void anUnknownOptionIsAnsweredWithTheKnownOnes() {
    fails(
            () ->
                HtapConfig.fromOptions(
                    Map.of("path", "app.db", "olap.thread", "2", "sync.pruneLog", "maybe")),
            ErrorCode.CONFIG_INVALID)
        .hasMessageContaining("'olap.thread' is no option; there are path, olap, ")
        .hasMessageContaining("olap.threads")
        .hasMessageContaining("sync.pruneLog=maybe must be true or false");
    fails(() -> HtapConfig.fromOptions(Map.of()), ErrorCode.CONFIG_INVALID)
        .hasMessageContaining("path is missing");
  }

  @Test
  void allWrongValuesAreInOneMessage() {
    HtapConfig config =
        HtapConfig.at(file())
            .syncInterval(Duration.ZERO)
            .sqlite(sqlite -> sqlite.readConnections(0))
            .duckDb(duckDb -> duckDb.threads(0))
            .sync(sync -> sync.chunkEvents(0));
    fails(() -> HtapEngine.open(config), ErrorCode.CONFIG_INVALID)
        .hasMessageContaining("syncInterval=PT0S must be at least 1 ms")
        .hasMessageContaining("readConnections=0 must be 1..256")
        .hasMessageContaining("threads=0")
        .hasMessageContaining("chunkEvents=0 must be 1..1000000");
    assertThat(file()).doesNotExist();
  }

  @Test
  void anExecutorThatIsShutDownIsRefusedAndNothingStaysOpen() {
    ScheduledExecutorService executor = Executors.newSingleThreadScheduledExecutor();
    executor.shutdown();
    HtapConfig config = HtapConfig.at(file()).syncExecutor(executor);
    fails(() -> HtapEngine.open(config), ErrorCode.CONFIG_INVALID)
        .hasMessageContaining("is shut down");
    open().close();
  }

  @Test
  void aSecondEngineOnTheSameCopyIsRefused() {
    try (HtapEngine first = open()) {
      assertThat(first.status().running()).isTrue();
      fails(() -> HtapEngine.open(HtapConfig.at(file())), ErrorCode.OLAP_LOCKED)
          .hasMessageContaining("app.db.olap.duckdb");
      Path other = dir.resolve("other.db");
      HtapConfig sameCopy = HtapConfig.at(other).olap(dir.resolve("app.db.olap.duckdb"));
      fails(() -> HtapEngine.open(sameCopy), ErrorCode.OLAP_LOCKED);
    }
    try (HtapEngine again = open()) {
      assertThat(again.status().lastError()).isEmpty();
    }
  }

  @Test
  void theSqliteFileIsNoPlaceForTheCopy() throws IOException {
    open().close();
    fails(() -> HtapEngine.open(HtapConfig.at(file()).olap(file())), ErrorCode.CONFIG_INVALID)
        .hasMessageContaining(
            "olap=" + file() + " is the SQLite database; the copy needs a file of its own");
    Path link = Files.createSymbolicLink(dir.resolve("link.db"), file());
    fails(() -> HtapEngine.open(HtapConfig.at(file()).olap(link)), ErrorCode.CONFIG_INVALID);
    try (HtapEngine engine = open()) {
      assertThat(engine.query("SELECT 1").toList(row -> row.getLong(0))).containsExactly(1L);
    }
  }

  @Test
  void transactionsAreTheFunctionsOwn() {
    try (HtapEngine engine = open()) {
      fails(() -> engine.execute("BEGIN"), ErrorCode.SQL_REFUSED)
          .hasMessageContaining("use transaction(tx -> ...)");
      engine.transaction(
          tx -> {
            fails(() -> engine.execute("DELETE FROM t"), ErrorCode.TRANSACTION_NESTED);
            fails(() -> engine.transaction(inner -> 1), ErrorCode.TRANSACTION_NESTED);
            fails(engine::syncNow, ErrorCode.TRANSACTION_NESTED);
            fails(() -> engine.execute("CREATE TABLE t (x)"), ErrorCode.TRANSACTION_NESTED);
            fails(() -> register(engine, "t"), ErrorCode.TRANSACTION_NESTED);
            assertThatThrownBy(engine::close).hasMessageContaining("inside a transaction");
            return 1;
          });
      assertThat(engine.execute("CREATE TABLE t (x)")).isZero();
    }
  }

  @Test
  void aQueryInsideATransactionNeverWaitsForTheReplay() {
    try (HtapEngine engine = open()) {
      engine.execute("CREATE TABLE t (id INTEGER PRIMARY KEY)");
      engine.registerTable("t");
      engine.transaction(
          tx -> {
            tx.execute("INSERT INTO t VALUES (1)");
            try (QueryResult outside = engine.query("SELECT count(*) FROM t")) {
              assertThat(outside.route().reason()).contains("inside a transaction");
              assertThat(outside.iterator().next().getLong(0)).isZero();
            }
            assertThat(tx.query("SELECT count(*) FROM t").toList(row -> row.getLong(0)))
                .containsExactly(1L);
            return 1;
          });
    }
  }

  @Test
  void whatTheCopyCannotAnswerIsRefusedOnlyWhenForced() {
    try (HtapEngine engine = open()) {
      engine.execute("CREATE TABLE t (id INTEGER PRIMARY KEY)");
      String sql = "SELECT count(*) FROM t";
      fails(() -> engine.query(Query.of(sql).hint(QueryHint.OLAP)), ErrorCode.OLAP_REFUSED)
          .hasMessageContaining("reads t, which is not on the copy")
          .hasMessageContaining("PREFER_OLAP");
      try (QueryResult result = engine.query(Query.of(sql).hint(QueryHint.PREFER_OLAP))) {
        assertThat(result.route().reason()).contains("reads t, which is not on the copy");
      }
    }
  }

  @Test
  void aTableThatCannotBeMirroredSaysWhyAndIsNotRegistered() {
    try (HtapEngine engine = open()) {
      engine.execute("CREATE TABLE mixed (id INTEGER PRIMARY KEY, v)");
      engine.execute("INSERT INTO mixed VALUES (1, 'text'), (2, 2)");
      engine.execute("CREATE VIEW seen AS SELECT * FROM mixed");
      fails(() -> register(engine, "mixed"), ErrorCode.TABLE_UNSUPPORTED)
          .hasMessageContaining("'mixed' cannot be mirrored")
          .hasMessageContaining("column 'v'");
      fails(() -> register(engine, "seen"), ErrorCode.TABLE_UNSUPPORTED)
          .hasMessageContaining("view");
      assertThat(engine.status().tables()).isEmpty();
      assertThat(engine.query("SELECT sum(v) FROM mixed").toList(row -> row.getLong(0)))
          .containsExactly(2L);
    }
  }

  private static boolean register(HtapEngine engine, String table) {
    engine.registerTable(table);
    return true;
  }

  private Path file() {
    return dir.resolve("app.db");
  }

  private HtapEngine open() {
    return HtapEngine.open(HtapConfig.at(file()));
  }

  private static AbstractThrowableAssert<?, ? extends Throwable> fails(
      Callable<?> call, ErrorCode code) {
    return assertThatThrownBy(call::call)
        .isInstanceOfSatisfying(
            HtapException.class, e -> assertThat(e.code()).as(e.getMessage()).isEqualTo(code));
  }
}
