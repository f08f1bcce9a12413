package dev.rhei.oltp.sqlite;

import dev.rhei.core.cdc.CdcConsumer;
import dev.rhei.core.cdc.TableCapture;
import dev.rhei.core.engine.OltpEngine;
import dev.rhei.core.engine.QueryOptions;
import dev.rhei.core.engine.RowCursor;
import dev.rhei.core.engine.SqlStatement;
import dev.rhei.core.engine.TransactionBody;
import dev.rhei.core.error.ErrorCode;
import dev.rhei.core.error.HtapException;
import dev.rhei.core.internal.CloseStack;
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
      writer = open.push(new SqliteWriter(connections, config.writeWait()));
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

  /** Whether the calling thread is inside a transaction of this engine. */
  public boolean inTransaction() {
    return writer.isMine();
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
    SqliteConnection connection = connections.borrow();
    SqliteCursor cursor;
    try {
      cursor = start(connection, statement, options);
    } catch (RuntimeException | Error e) {
      connections.release(connection, null);
      if (e instanceof HtapException ours && SqliteErrors.isReadOnly(ours)) {
        return queryOnWriter(statement); // WITH ... INSERT ... RETURNING
      }
      throw e;
    }
    if (!connections.opened(cursor)) {
      cursor.close();
      throw connections.closedError();
    }
    return cursor;
  }

  /**
   * Does all that a query does before it runs.
   *
   * @throws HtapException SQL_INVALID or PARAMETER_INVALID, as {@link #query} would
   */
  public void check(SqlStatement statement) {
    SqlGuard.check(statement.sql(), false);
    SqliteConnection connection = connections.borrow();
    try {
      connection.check(statement);
    } finally {
      connections.release(connection, null);
    }
  }

  private SqliteCursor start(
      SqliteConnection connection, SqlStatement statement, QueryOptions options) {
    // The limit runs before the query does: the first row may take longest.
    Duration limit = options.timeoutOrNull();
    SqliteTimeouts.Guard guard = limit == null ? null : timeouts.start(limit, connection);
    try {
      return SqliteCursor.start(
          connection, statement, true, guard, own -> connections.release(connection, own));
    } catch (HtapException e) {
      throw guard != null && guard.end() ? guard.timeout(statement.sql(), e.getCause()) : e;
    }
  }

  private RowCursor queryOnWriter(SqlStatement statement) {
    return writer.alone(
        statement.sql(),
        connection ->
            MaterializedCursor.drain(
                SqliteCursor.start(connection, statement, false, null, own -> {})));
  }

  @Override
  public void close() {
    if (writer.isMine()) {
      throw new HtapException(
          ErrorCode.CLOSE_FAILED, "close() inside a transaction; end the transaction first");
    }
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
