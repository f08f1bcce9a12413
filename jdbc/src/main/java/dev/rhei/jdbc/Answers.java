package dev.rhei.jdbc;

import dev.rhei.HtapEngine;
import dev.rhei.Query;
import dev.rhei.core.engine.Cancellation;
import dev.rhei.core.engine.QueryResult;
import dev.rhei.core.error.HtapException;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.sqlite.core.CoreStatement;

/**
 * The answers of a statement that did not come from its own connection: at most one at a time. Used
 * by the statement's thread; {@link #cancel} by any.
 */
final class Answers {
  private final RheiConnection connection;
  private volatile @Nullable Cancellation asking;
  private @Nullable RoutedResultSet current;
  private boolean handedOut;

  Answers(RheiConnection connection) {
    this.connection = connection;
  }

  /**
   * Asks the engine.
   *
   * @param parameters asked for if they matter
   * @param seconds how long it may take; 0 for no limit
   * @return null if SQLite is to answer
   */
  @Nullable QueryResult ask(String sql, Supplier<@Nullable Object[]> parameters, int seconds)
      throws SQLException {
    HtapEngine engine = connection.router();
    if (engine == null) {
      return null;
    }
    try {
      if (engine.leavesToOltp(sql)) {
        return null;
      }
      Cancellation cancellation = new Cancellation();
      asking = cancellation;
      Query query = Query.of(sql, parameters.get()).cancellation(cancellation);
      Optional<QueryResult> answer =
          engine.queryUnlessOltp(seconds > 0 ? query.timeout(Duration.ofSeconds(seconds)) : query);
      return answer.orElse(null);
    } catch (HtapException e) {
      if (JdbcErrors.isForSqlite(e) || connection.router() != engine) { // closed to begin anew
        return null;
      }
      throw JdbcErrors.of(e);
    }
  }

  /** Makes an answer the statement's, whose SQL is prepared on SQLite by now. */
  RoutedResultSet put(CoreStatement statement, AnswerRows rows) throws SQLException {
    boolean done = false;
    try {
      RoutedResultSet result = new RoutedResultSet(connection, statement, rows);
      current = result;
      handedOut = false;
      connection.opened(result);
      done = true;
      return result;
    } finally {
      if (!done) {
        rows.close();
      }
    }
  }

  /** Whether the statement's last answer was one of these. */
  boolean isCurrent() {
    return current != null;
  }

  /** As {@link java.sql.Statement#getResultSet} hands it out, once. */
  ResultSet take() throws SQLException {
    RoutedResultSet result = current;
    if (result == null || handedOut) {
      throw new SQLException("ResultSet already requested");
    }
    handedOut = true;
    return result;
  }

  void close() throws SQLException {
    RoutedResultSet result = current;
    current = null;
    if (result != null) {
      result.close();
    }
  }

  void cancel() {
    Cancellation running = asking;
    if (running != null) {
      running.cancel();
    }
  }
}
