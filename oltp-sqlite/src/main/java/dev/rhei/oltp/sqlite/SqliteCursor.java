package dev.rhei.oltp.sqlite;

import dev.rhei.core.engine.Column;
import dev.rhei.core.engine.RowCursor;
import dev.rhei.core.engine.SqlStatement;
import dev.rhei.core.error.ErrorCode;
import dev.rhei.core.error.HtapException;
import dev.rhei.core.schema.SqliteAffinity;
import dev.rhei.core.schema.SqliteField;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.apache.arrow.vector.types.pojo.ArrowType;
import org.jspecify.annotations.Nullable;

/**
 * Rows as SQLite steps through them. Holds a connection until it is closed; reaching the end closes
 * it. The monitor guards the statement; {@code connection} is interrupted only while this cursor
 * still holds it, so nobody else's query is ever stopped.
 */
final class SqliteCursor implements RowCursor {
  private final String sql;
  private final SqliteConnection connection;
  private final PreparedStatement statement;
  private final ResultSet rows;
  private final Consumer<SqliteCursor> afterClose;
  private final boolean ownsConnection;
  private final SqliteTimeouts.@Nullable Guard guard;
  private final List<Column> columns;
  private final Object holding = new Object();
  private boolean held = true; // guarded by holding
  private volatile boolean closing;
  private @Nullable Object @Nullable [] ahead;

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
    this.statement = started.statement();
    this.rows = started.rows();
    this.ownsConnection = ownsConnection;
    this.guard = guard;
    this.afterClose = afterClose;
    this.ahead = rows.next() ? read() : null;
    this.columns = describe();
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
      connection.release(sql, started.statement());
      throw connection.failure(e, sql);
    }
  }

  @Override
  public List<Column> columns() {
    return columns;
  }

  @Override
  public synchronized @Nullable Object @Nullable [] next() {
    if (closing) {
      throw new HtapException(
          ErrorCode.ENGINE_CLOSED,
          "the result was closed while it was read. SQL: " + HtapException.sqlForMessage(sql));
    }
    @Nullable Object[] current = ahead;
    if (current == null) {
      return null;
    }
    try {
      ahead = rows.next() ? read() : null;
    } catch (SQLException e) {
      HtapException failure = failure(e);
      close();
      throw failure;
    }
    return current;
  }

  private HtapException failure(SQLException e) {
    if (guard != null && guard.expired()) {
      return guard.timeout(sql, e);
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
    interrupt();
    synchronized (this) {
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
      connection.release(sql, statement);
      afterClose.accept(this);
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
    int count = rows.getMetaData().getColumnCount();
    @Nullable Object[] row = new @Nullable Object[count];
    for (int i = 0; i < count; i++) {
      row[i] = rows.getObject(i + 1);
    }
    return row;
  }

  private List<Column> describe() throws SQLException {
    ResultSetMetaData metadata = rows.getMetaData();
    @Nullable Object[] first = ahead;
    List<Column> described = new ArrayList<>();
    for (int i = 0; i < metadata.getColumnCount(); i++) {
      Object value = first == null ? null : first[i];
      described.add(new Column(metadata.getColumnLabel(i + 1), type(value, metadata, i + 1)));
    }
    return List.copyOf(described);
  }

  /** What the first value is, as the driver does; without one, what the column was declared. */
  private static ArrowType type(@Nullable Object value, ResultSetMetaData metadata, int column)
      throws SQLException {
    String declared = metadata.getColumnTypeName(column);
    String table = metadata.getTableName(column);
    boolean isColumn = declared != null && !declared.isEmpty() && table != null && !table.isEmpty();
    boolean numeric = isColumn && SqliteAffinity.of(declared) == SqliteAffinity.NUMERIC;
    if (value instanceof Double || (numeric && value instanceof Number)) {
      return SqliteField.FLOAT64;
    }
    if (value instanceof Number) {
      return SqliteField.INT64;
    }
    if (value instanceof String) {
      return SqliteField.UTF8;
    }
    if (value instanceof byte[]) {
      return SqliteField.BINARY;
    }
    if (!isColumn) {
      return ArrowType.Null.INSTANCE;
    }
    return switch (SqliteAffinity.of(declared)) {
      case INTEGER -> SqliteField.INT64;
      case REAL, NUMERIC -> SqliteField.FLOAT64;
      case TEXT -> SqliteField.UTF8;
      case BLOB -> SqliteField.BINARY;
    };
  }
}
