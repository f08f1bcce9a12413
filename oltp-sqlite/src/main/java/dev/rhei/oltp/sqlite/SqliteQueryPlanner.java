package dev.rhei.oltp.sqlite;

import dev.rhei.core.error.ErrorCode;
import dev.rhei.core.error.HtapException;
import dev.rhei.core.route.QueryPlan;
import dev.rhei.core.route.QueryPlanner;
import dev.rhei.core.statistics.IndexStatistics;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * What SQLite knows of queries and tables before anything runs: on a connection of its own, which
 * is opened at the first question, so that nobody waits for readers. Thread-safe.
 */
public final class SqliteQueryPlanner implements QueryPlanner, AutoCloseable {
  private final SqliteConnections connections;
  private final ReentrantLock turn = new ReentrantLock();
  private @Nullable SqliteConnection connection; // guarded by turn
  private boolean closed; // guarded by turn

  SqliteQueryPlanner(SqliteConnections connections) {
    this.connections = connections;
  }

  @Override
  public QueryPlan plan(String sql) {
    List<QueryPlan.Step> steps = new ArrayList<>();
    return ask(
        own -> {
          own.queryUnbound(
              "EXPLAIN QUERY PLAN " + sql,
              row -> steps.add(new QueryPlan.Step(row.getInt(1), row.getInt(2), row.getString(4))));
          return new QueryPlan(steps);
        });
  }

  /** The indexes of a table, with the counts of ANALYZE where it was run. */
  public List<IndexStatistics> indexes(String table) {
    return ask(own -> IndexReader.read(own, table));
  }

  /** The span of a table's rowids: instant, and exact if it only grows; -1 if it has none. */
  public long rowidSpan(String table) {
    return ask(own -> IndexReader.rowidSpan(own, table));
  }

  private <T> T ask(Function<SqliteConnection, T> question) {
    turn.lock();
    try {
      if (closed) {
        throw connections.closedError();
      }
      SqliteConnection own = connection;
      if (own == null) {
        own = connections.openExtra();
        connection = own;
      }
      return question.apply(own);
    } finally {
      turn.unlock();
    }
  }

  @Override
  public void close() {
    turn.lock();
    try {
      closed = true;
      if (connection != null) {
        connection.close();
        connection = null;
      }
    } catch (java.sql.SQLException e) {
      throw new HtapException(ErrorCode.CLOSE_FAILED, "closing the planner's connection", e);
    } finally {
      turn.unlock();
    }
  }
}
