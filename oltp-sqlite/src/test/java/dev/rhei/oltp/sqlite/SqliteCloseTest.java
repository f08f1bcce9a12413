package dev.rhei.oltp.sqlite;

import static dev.rhei.oltp.sqlite.Database.fails;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.rhei.core.cdc.CdcSnapshot;
import dev.rhei.core.engine.QueryOptions;
import dev.rhei.core.engine.RowCursor;
import dev.rhei.core.engine.SqlStatement;
import dev.rhei.core.error.ErrorCode;
import dev.rhei.core.error.HtapException;
import dev.rhei.testkit.LeakGuard;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

@ExtendWith(LeakGuard.class)
@Timeout(60)
final class SqliteCloseTest {
  private static final String ENDLESS =
      "WITH RECURSIVE n(i) AS (VALUES (1) UNION ALL SELECT i + 1 FROM n) SELECT count(*) FROM n";
  private static final String MANY =
      "WITH RECURSIVE n(i) AS (VALUES (1) UNION ALL SELECT i + 1 FROM n) SELECT i FROM n";

  @TempDir private Path dir;

  private static RowCursor query(SqliteOltpEngine engine, String sql, Duration timeout) {
    return engine.query(SqlStatement.of(sql), new QueryOptions(timeout));
  }

  @Test
  void useAfterCloseIsRefusedByName() {
    SqliteOltpEngine engine = Database.open(dir);
    engine.close();
    engine.close();
    List<Runnable> uses =
        List.of(
            () -> engine.execute("CREATE TABLE t (a)"),
            () -> engine.executeBatch(List.of(SqlStatement.of("SELECT 1"))),
            () -> engine.transaction(tx -> null),
            () -> Database.rows(engine, "SELECT 1"),
            () -> Database.rows(engine, "DELETE FROM t RETURNING 1"),
            () -> query(engine, "SELECT 1", Duration.ofSeconds(9)),
            () -> engine.changes().open(),
            () -> engine.changes().latest(),
            () -> engine.changes().prune(1),
            () -> engine.capture().capture("t"),
            () -> engine.capture().captured());
    for (Runnable use : uses) {
      fails(ErrorCode.ENGINE_CLOSED, use::run).hasMessageContaining("app.db");
    }
  }

  @Test
  void resultsLeftOpenAreClosedWithTheEngine() {
    SqliteOltpEngine engine = Database.open(dir);
    List<RowCursor> left = new ArrayList<>();
    for (int i = 0; i < 3; i++) {
      RowCursor cursor = Database.query(engine, MANY);
      assertThat(cursor.next()).containsExactly(1);
      left.add(cursor);
    }
    engine.close();
    for (RowCursor cursor : left) {
      fails(ErrorCode.ENGINE_CLOSED, cursor::next);
      cursor.close();
    }
  }

  @Test
  void aSnapshotLeftOpenIsClosedWithTheEngine() {
    SqliteOltpEngine engine = Database.open(dir);
    engine.execute("CREATE TABLE t (a)");
    CdcSnapshot snapshot = engine.changes().open();
    engine.close();
    fails(ErrorCode.ENGINE_CLOSED, () -> snapshot.changes(0, 10, List.of()));
    fails(ErrorCode.ENGINE_CLOSED, () -> snapshot.tables().orElseThrow().describe("t", true));
    snapshot.close();
  }

  @Test
  void aQueryThatRunsIsStopped() {
    SqliteOltpEngine engine = Database.open(dir);
    CompletableFuture<Void> running =
        CompletableFuture.runAsync(
            () -> fails(ErrorCode.ENGINE_CLOSED, () -> Database.rows(engine, ENDLESS)));
    CompletableFuture<Void> reading =
        CompletableFuture.runAsync(
            () -> fails(ErrorCode.ENGINE_CLOSED, () -> Database.rows(engine, MANY)));
    engine.close();
    running.join();
    reading.join();
  }

  @Test
  void aResultClosedByAnotherThreadStopsItsReader() {
    try (SqliteOltpEngine engine = Database.open(dir)) {
      RowCursor cursor = Database.query(engine, MANY);
      CompletableFuture<Void> reading =
          CompletableFuture.runAsync(
              () -> {
                while (cursor.next() != null) {
                  // until it is closed
                }
              });
      cursor.close();
      assertThat(reading.handle((nothing, failure) -> failure).join())
          .isInstanceOf(CompletionException.class)
          .hasCauseInstanceOf(HtapException.class)
          .hasMessageContaining("ENGINE_CLOSED");
      assertThat(Database.value(engine, "SELECT 1")).isEqualTo(1);
    }
  }

  @Test
  void aPoolWithoutFreeConnectionsSaysSo() {
    SqliteConfig config =
        SqliteConfig.at(Database.file(dir))
            .readConnections(2)
            .readWait(Duration.ofMillis(5))
            .build();
    try (SqliteOltpEngine engine = SqliteOltpEngine.open(config);
        RowCursor first = Database.query(engine, MANY)) {
      RowCursor second = Database.query(engine, MANY);
      fails(ErrorCode.POOL_EXHAUSTED, () -> Database.rows(engine, "SELECT 1"))
          .hasMessageContaining("within 5 ms (total=2, active=2, waiting=0)")
          .hasMessageContaining("Close each QueryResult, or raise readConnections");
      second.close();
      assertThat(Database.value(engine, "SELECT 1")).isEqualTo(1);
      assertThat(first.next()).isNotNull();
    }
  }

  @Test
  void connectionsOfFailedQueriesGoBackToThePool() {
    SqliteConfig config =
        SqliteConfig.at(Database.file(dir)).readConnections(1).readWait(Duration.ZERO).build();
    try (SqliteOltpEngine engine = SqliteOltpEngine.open(config)) {
      for (String sql :
          List.of(
              "SELECT nope", "nonsense", "SELECT ?", "SELECT 1; SELECT 2", "CREATE TABLE t (a)")) {
        assertThatExceptionOfType(HtapException.class).isThrownBy(() -> Database.rows(engine, sql));
      }
      assertThat(Database.value(engine, "SELECT 1")).isEqualTo(1);
    }
  }

  @Test
  void aQueryThatTakesTooLongIsStoppedAndItsConnectionGoesOn() {
    SqliteConfig config =
        SqliteConfig.at(Database.file(dir)).readConnections(1).readWait(Duration.ZERO).build();
    try (SqliteOltpEngine engine = SqliteOltpEngine.open(config)) {
      for (int i = 0; i < 3; i++) {
        fails(ErrorCode.QUERY_TIMEOUT, () -> query(engine, ENDLESS, Duration.ofMillis(20)))
            .hasMessageContaining("longer than its timeout of 20 ms")
            .hasMessageContaining("WITH RECURSIVE");
        assertThat(Database.value(engine, "SELECT 1")).isEqualTo(1);
      }
    }
  }

  @Test
  void theLimitHoldsUntilTheLastRow() {
    try (SqliteOltpEngine engine = Database.open(dir)) {
      RowCursor cursor = query(engine, MANY, Duration.ofMillis(20));
      fails(
          ErrorCode.QUERY_TIMEOUT,
          () -> {
            while (cursor.next() != null) {
              // until time is up
            }
          });
      fails(ErrorCode.ENGINE_CLOSED, cursor::next);
      assertThat(Database.value(engine, "SELECT 1")).isEqualTo(1);
    }
  }

  @Test
  void aLimitOfNothingStopsEvenAQueryThatHasNotBegun() {
    try (SqliteOltpEngine engine = Database.open(dir)) {
      fails(ErrorCode.QUERY_TIMEOUT, () -> query(engine, ENDLESS, Duration.ZERO));
      fails(ErrorCode.QUERY_TIMEOUT, () -> query(engine, ENDLESS, Duration.ofNanos(1)));
    }
  }

  @Test
  void aQueryInTimeIsLeftAlone() {
    try (SqliteOltpEngine engine = Database.open(dir);
        RowCursor cursor = query(engine, "VALUES (1), (2)", Duration.ofDays(100_000))) {
      assertThat(cursor.next()).containsExactly(1);
      assertThat(cursor.next()).containsExactly(2);
      assertThat(cursor.next()).isNull();
    }
  }
}
