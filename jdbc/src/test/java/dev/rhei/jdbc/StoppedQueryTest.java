package dev.rhei.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rhei.HtapEngine;
import dev.rhei.testkit.LeakGuard;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.SQLTimeoutException;
import java.sql.Statement;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.sqlite.SQLiteErrorCode;

/** Queries on the copy that take longer than anybody waits. */
@ExtendWith(LeakGuard.class)
class StoppedQueryTest {
  private static final String ENDLESS =
      "/*+ olap */ SELECT count(*) FROM t a, t b, t c WHERE a.v * b.v * c.v % 1000003 = 5";

  @TempDir Path folder;
  private Connection connection;

  @BeforeEach
  void open() throws SQLException {
    connection = DriverManager.getConnection("jdbc:rhei:" + folder.resolve("app.db"));
    try (Statement statement = connection.createStatement()) {
      statement.executeUpdate("CREATE TABLE t (id INTEGER PRIMARY KEY, v INT)");
      statement.executeUpdate(
          "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n LIMIT 20000)"
              + " INSERT INTO t SELECT i, i FROM n");
    }
    connection.unwrap(HtapEngine.class).syncNow();
  }

  @AfterEach
  void close() throws SQLException {
    connection.close();
  }

  @Test
  void cancelFromAnotherThreadEndsItAsSqliteWould() throws Exception {
    ExecutorService other = Executors.newSingleThreadExecutor();
    try (PreparedStatement query = connection.prepareStatement(ENDLESS)) {
      Future<ResultSet> running = other.submit(() -> query.executeQuery());
      assertThatThrownBy(() -> cancelUntilItEnds(query, running))
          .isInstanceOfSatisfying(
              SQLException.class,
              e -> assertThat(e.getErrorCode()).isEqualTo(SQLiteErrorCode.SQLITE_INTERRUPT.code));
      try (Statement next = connection.createStatement();
          ResultSet rows = next.executeQuery("/*+ olap */ SELECT count(*) FROM t")) {
        rows.next();
        assertThat(rows.getInt(1)).isEqualTo(20_000);
      }
    } finally {
      other.shutdownNow();
    }
  }

  /** A cancel before the query has begun is for nobody. */
  private static void cancelUntilItEnds(Statement query, Future<ResultSet> running)
      throws Exception {
    for (int i = 0; i < 3_000; i++) {
      query.cancel();
      try {
        running.get(10, TimeUnit.MILLISECONDS);
      } catch (TimeoutException e) {
        // it runs on
      } catch (ExecutionException e) {
        throw (Exception) e.getCause();
      }
    }
    throw new AssertionError("it was not cancelled");
  }

  @Test
  void aTimeoutEndsIt() throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.setQueryTimeout(1);
      assertThatThrownBy(() -> statement.executeQuery(ENDLESS))
          .isInstanceOf(SQLTimeoutException.class)
          .hasMessageContaining("QUERY_TIMEOUT");
    }
  }

  @Test
  void aCopyThatIsForcedAndCannotAnswerIsAnError() throws SQLException {
    try (Statement statement = connection.createStatement()) {
      assertThatThrownBy(
              () -> statement.executeQuery("/*+ olap */ SELECT last_insert_rowid() FROM t"))
          .isInstanceOf(SQLException.class)
          .hasMessageContaining("OLAP_REFUSED");
      assertThatThrownBy(() -> statement.executeQuery("/*+ olap */ SELECT v FROM nowhere"))
          .isInstanceOf(SQLException.class)
          .hasMessageContaining("no such table: nowhere");
    }
  }
}
