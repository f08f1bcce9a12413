package dev.rhei.oltp.sqlite;

import dev.rhei.core.engine.Column;
import dev.rhei.core.engine.RowCursor;
import dev.rhei.core.engine.SqlStatement;
import dev.rhei.core.error.ErrorCode;
import dev.rhei.core.error.HtapException;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Rows as SQLite steps through them. Holds a connection until it is closed. {@code reading} guards
 * the statement; {@code connection} is interrupted only while another thread is inside of it and
 * this cursor still holds it, so nobody else's query is ever stopped.
 */
final class SqliteCursor implements RowCursor {
  private final String sql;
  private final SqliteConnection connection;
  private final PreparedSql prepared;
  private final ResultSet rows;
  private final Consumer<SqliteCursor> afterClose;
  private final boolean ownsConnection;
  private final SqliteTimeouts.@Nullable Guard guard;
  private final List<Column> columns;
  private final ReentrantLock reading = new ReentrantLock();
  private final Object holding = new Object();
  private boolean held = true; // guarded by holding
  private volatile boolean closing;
  private final int width;
  private @Nullable Object @Nullable [] first; // until it is handed out
  private boolean ended;

  private SqliteCursor(
      String sql,
      SqliteConnection connection,
      SqliteConnection.Started started,
      boolean ownsConnection,
      SqliteTimeouts.@Nullable Guard guard,
      Consumer<SqliteCursor> afterClose)
      throws SQLException {
    this.sql = sql;
    this.connection = connection;
    this.prepared = started.prepared();
    this.rows = started.rows();
    this.ownsConnection = ownsConnection;
    this.guard = guard;
    this.afterClose = afterClose;
    this.width = rows.getMetaData().getColumnCount();
    this.first = rows.next() ? read() : null;
    this.columns = prepared.columns(rows, first);
    this.ended = first == null;
  }

  /**
   * Runs a query up to its first row.
   *
   * @param ownsConnection whether nobody else uses the connection, so that it may be interrupted
   * @param guard the query's time limit, ended with the cursor
   * @param afterClose gives the connection back; not called if this method throws
   */
  static SqliteCursor start(
      SqliteConnection connection,
      SqlStatement statement,
      boolean ownsConnection,
      SqliteTimeouts.@Nullable Guard guard,
      Consumer<SqliteCursor> afterClose) {
    String sql = statement.sql();
    SqliteConnection.Started started = connection.start(statement);
    try {
      return new SqliteCursor(sql, connection, started, ownsConnection, guard, afterClose);
    } catch (SQLException e) {
      connection.release(sql, started.prepared());
      throw connection.failure(e, sql);
    }
  }

  @Override
  public List<Column> columns() {
    return columns;
  }

  @Override
  public @Nullable Object @Nullable [] next() {
    reading.lock();
    try {
      return step();
    } finally {
      reading.unlock();
    }
  }

  private @Nullable Object @Nullable [] step() {
    if (closing) {
      throw new HtapException(
          ErrorCode.ENGINE_CLOSED,
          "the result was closed while it was read. SQL: " + HtapException.sqlForMessage(sql));
    }
    @Nullable Object[] row = first;
    if (row != null) {
      first = null;
      return row;
    }
    if (ended) {
      return null;
    }
    try {
      row = rows.next() ? read() : null;
      ended = row == null;
      return row;
    } catch (SQLException e) {
      HtapException failure = failure(e);
      close();
      throw failure;
    }
  }

  private HtapException failure(SQLException e) {
    if (guard != null && guard.stopped()) {
      return guard.failure(sql, e);
    }
    return closing
        ? new HtapException(
            ErrorCode.ENGINE_CLOSED,
            "the result was closed while it was read. SQL: " + HtapException.sqlForMessage(sql),
            e)
        : connection.failure(e, sql);
  }

  @Override
  public void close() {
    closing = true;
    if (!reading.tryLock()) {
      interrupt(); // another thread is inside of next
      reading.lock();
    }
    try {
      synchronized (holding) {
        if (!held) {
          return;
        }
        held = false;
      }
      if (guard != null) {
        guard.end();
      }
      try {
        rows.close();
      } catch (SQLException e) {
        // Resetting reports the error that stopped the query, which its reader already has.
      }
      connection.release(sql, prepared);
      afterClose.accept(this);
    } finally {
      reading.unlock();
    }
  }

  private void interrupt() {
    synchronized (holding) {
      if (held && ownsConnection) {
        connection.interrupt();
      }
    }
  }

  private @Nullable Object[] read() throws SQLException {
    @Nullable Object[] row = new @Nullable Object[width];
    for (int i = 0; i < width; i++) {
      row[i] = rows.getObject(i + 1);
    }
    return row;
  }
}
