package dev.rhei.oltp.sqlite;

import dev.rhei.core.cdc.CdcConsumer;
import dev.rhei.core.cdc.TableCapture;
import dev.rhei.core.engine.OltpEngine;
import dev.rhei.core.engine.QueryOptions;
import dev.rhei.core.engine.RowCursor;
import dev.rhei.core.engine.SqlStatement;
import dev.rhei.core.engine.TransactionBody;
import dev.rhei.core.error.HtapException;
import dev.rhei.core.internal.CloseStack;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * SQLite as the database of record: one writer at a time in the order they come, a pool of readers,
 * and the log of changes that its triggers keep. Thread-safe.
 */
public final class SqliteOltpEngine implements OltpEngine {
  private final CloseStack open = new CloseStack();
  private final SqliteConnections connections;
  private final SqliteWriter writer;
  private final SqliteCapture capture;
  private final SqliteCdcConsumer consumer;
  private final SqliteTimeouts timeouts;

  private SqliteOltpEngine(SqliteConfig config) {
    try {
      connections = open.push(new SqliteConnections(config));
      timeouts = open.push(new SqliteTimeouts());
      writer = open.push(new SqliteWriter(connections));
      capture = SqliteCapture.open(writer, config.logForm());
      consumer = open.push(new SqliteCdcConsumer(connections, writer, capture.sourceId()));
    } catch (RuntimeException e) {
      open.closeAfter(e);
      throw e;
    }
  }

  /**
   * Opens the file, or creates it.
   *
   * @throws HtapException OLTP_OPEN_FAILED with what to do
   */
  public static SqliteOltpEngine open(SqliteConfig config) {
    return new SqliteOltpEngine(config);
  }

  /** Switches capture on and off. Lives as long as this engine. */
  public TableCapture capture() {
    return capture;
  }

  /** The log of changes. Closed with this engine. */
  public CdcConsumer changes() {
    return consumer;
  }

  /** Is told of every commit of this engine, on the committing thread; should be quick. */
  public void onCommit(Runnable listener) {
    writer.afterCommit(listener);
  }

  @Override
  public long execute(String sql, @Nullable Object... parameters) {
    SqlGuard.check(sql, false);
    SqlStatement statement = SqlStatement.of(sql, parameters);
    return writer.alone(sql, connection -> connection.execute(statement));
  }

  @Override
  public long[] executeBatch(List<SqlStatement> statements) {
    List<SqlStatement> batch = List.copyOf(statements);
    return transaction(
        transaction -> {
          long[] counts = new long[batch.size()];
          for (int i = 0; i < counts.length; i++) {
            SqlStatement statement = batch.get(i);
            counts[i] = transaction.execute(statement.sql(), statement.parameters().toArray());
          }
          return counts;
        });
  }

  @Override
  public <T, X extends Exception> T transaction(TransactionBody<T, X> body) throws X {
    try {
      return writer.inTransaction(
          connection -> {
            SqliteTransaction transaction = new SqliteTransaction(writer, connection);
            try {
              T result = body.run(transaction);
              transaction.requireAlive();
              return result;
            } catch (RuntimeException | Error e) {
              throw e;
            } catch (Exception e) {
              throw new BodyFailure(e);
            } finally {
              transaction.end();
            }
          });
    } catch (BodyFailure e) {
      @SuppressWarnings("unchecked") // the body declares X as its only checked exception
      X checked = (X) e.getCause();
      throw checked;
    }
  }

  @Override
  public RowCursor query(SqlStatement statement, QueryOptions options) {
    SqlGuard.check(statement.sql(), false);
    if (SqlText.isWrite(statement.sql())) {
      return queryOnWriter(statement);
    }
    String sql = statement.sql();
    SqliteConnection connection = connections.borrow();
    boolean handedOver = false;
    try {
      PreparedStatement prepared = connection.prepare(sql);
      try {
        SqliteParameters.bind(prepared, sql, statement.parameters());
        SqliteCursor cursor = start(sql, connection, prepared, options);
        handedOver = true;
        return cursor;
      } finally {
        if (!handedOver) {
          connection.release(sql, prepared);
        }
      }
    } catch (SQLException e) {
      if (SqliteErrors.isReadOnly(e)) {
        connections.release(connection);
        connection = null;
        return queryOnWriter(statement); // WITH ... INSERT ... RETURNING, PRAGMA x = y
      }
      throw SqliteErrors.of(e, sql);
    } finally {
      if (!handedOver && connection != null) {
        connections.release(connection);
      }
    }
  }

  /** Executes with the timeout already running: the first row may take longest. */
  private SqliteCursor start(
      String sql, SqliteConnection connection, PreparedStatement prepared, QueryOptions options)
      throws SQLException {
    Duration limit = options.timeoutOrNull();
    SqliteTimeouts.Guard guard = limit == null ? null : timeouts.start(limit, connection);
    try {
      return new SqliteCursor(
          sql,
          connection,
          prepared,
          prepared.executeQuery(),
          true,
          guard,
          () -> connections.release(connection));
    } catch (SQLException e) {
      if (guard != null) {
        guard.end();
        if (guard.expired()) {
          throw guard.timeout(sql, e);
        }
      }
      throw e;
    }
  }

  private RowCursor queryOnWriter(SqlStatement statement) {
    return writer.alone(
        statement.sql(),
        connection -> MaterializedCursor.drain(SqliteTransaction.query(connection, statement)));
  }

  @Override
  public void close() {
    open.close();
  }

  /** Carries a checked exception of a transaction's body through code that declares none. */
  private static final class BodyFailure extends RuntimeException {
    private static final long serialVersionUID = 1L;

    BodyFailure(Exception cause) {
      super(null, cause, false, false);
    }
  }
}
