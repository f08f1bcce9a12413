package dev.rhei.oltp.sqlite;

import dev.rhei.core.engine.SqlStatement;
import dev.rhei.core.error.ErrorCode;
import dev.rhei.core.error.HtapException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * One connection and its prepared statements. Used by one thread at a time; {@link #interrupt} may
 * come from any.
 */
final class SqliteConnection implements AutoCloseable {
  private final Connection connection;
  private final StatementCache idle;
  private final LongSupplier schemaEpoch;
  private long cachedEpoch;

  SqliteConnection(Connection connection, int statementCache, LongSupplier schemaEpoch) {
    this.connection = connection;
    this.idle = new StatementCache(statementCache);
    this.schemaEpoch = schemaEpoch;
  }

  /** A prepared statement that nobody else uses; hand it back to {@link #release}. */
  PreparedStatement prepare(String sql) throws SQLException {
    long epoch = schemaEpoch.getAsLong();
    if (epoch != cachedEpoch) {
      idle.closeAll(); // the driver keeps column counts of before the change
      cachedEpoch = epoch;
    }
    PreparedStatement cached = idle.remove(sql);
    if (cached != null) {
      return cached;
    }
    if (SqlText.hasSecondStatement(sql)) {
      throw new HtapException(
          ErrorCode.SQL_REFUSED,
          "one statement at a time: a second one follows the first. Use executeBatch or"
              + " transaction. SQL: "
              + HtapException.sqlForMessage(sql));
    }
    return connection.prepareStatement(sql);
  }

  void release(String sql, PreparedStatement statement) {
    try {
      if (cachedEpoch == schemaEpoch.getAsLong()) {
        statement.clearParameters();
        idle.put(sql, statement);
      } else {
        statement.close();
      }
    } catch (SQLException e) {
      idle.closeQuietly(statement);
    }
  }

  /** Runs a statement without rows; returns the number of rows changed. */
  long execute(SqlStatement statement) {
    String sql = statement.sql();
    try {
      PreparedStatement prepared = prepare(sql);
      try {
        SqliteParameters.bind(prepared, sql, statement.parameters());
        // Not executeUpdate: it refuses statements that return rows, which some PRAGMAs do.
        boolean hasRows = prepared.execute();
        if (hasRows) {
          return drain(prepared, SqlText.isWrite(sql));
        }
        return Math.max(0, prepared.getLargeUpdateCount());
      } finally {
        release(sql, prepared);
      }
    } catch (SQLException e) {
      throw SqliteErrors.of(e, sql);
    }
  }

  /** Steps through to the end, as RETURNING takes effect row by row; how many rows it wrote. */
  private static long drain(PreparedStatement prepared, boolean write) throws SQLException {
    long returned = 0;
    try (ResultSet rows = prepared.getResultSet()) {
      while (rows.next()) {
        returned++;
      }
    }
    return write ? returned : 0;
  }

  /** Runs a statement of our own. */
  long execute(String sql, @Nullable Object... parameters) {
    return execute(SqlStatement.of(sql, parameters));
  }

  /** The first column of the first row as a number; 0 for no row or NULL. */
  long queryLong(String sql, @Nullable Object... parameters) {
    try {
      PreparedStatement prepared = prepare(sql);
      try {
        SqliteParameters.bind(prepared, sql, SqlStatement.of(sql, parameters).parameters());
        try (ResultSet rows = prepared.executeQuery()) {
          return rows.next() ? rows.getLong(1) : 0;
        }
      } finally {
        release(sql, prepared);
      }
    } catch (SQLException e) {
      throw SqliteErrors.of(e, sql);
    }
  }

  /** Calls back for every row; for statements of our own. */
  void query(String sql, RowReader reader, @Nullable Object... parameters) {
    try {
      PreparedStatement prepared = prepare(sql);
      try {
        SqliteParameters.bind(prepared, sql, SqlStatement.of(sql, parameters).parameters());
        try (ResultSet rows = prepared.executeQuery()) {
          while (rows.next()) {
            reader.read(rows);
          }
        }
      } finally {
        release(sql, prepared);
      }
    } catch (SQLException e) {
      throw SqliteErrors.of(e, sql);
    }
  }

  /** Stops what runs on this connection; nothing if nothing does. */
  void interrupt() {
    try {
      connection.unwrap(org.sqlite.SQLiteConnection.class).getDatabase().interrupt();
    } catch (SQLException e) {
      throw new HtapException(ErrorCode.INTERNAL, "cannot interrupt SQLite", e);
    }
  }

  /**
   * Whether a transaction is open. SQLite itself rolls back on some errors (disk full, ON CONFLICT
   * ROLLBACK), and the driver does not tell; but BEGIN fails inside a transaction.
   */
  boolean inTransaction() {
    try (Statement probe = connection.createStatement()) {
      probe.executeUpdate("BEGIN");
      probe.executeUpdate("ROLLBACK");
      return false;
    } catch (SQLException e) {
      return true;
    }
  }

  @Override
  public void close() throws SQLException {
    idle.closeAll();
    connection.close();
  }

  /** Reads the current row. */
  @FunctionalInterface
  interface RowReader {
    void read(ResultSet row) throws SQLException;
  }

  /** Idle statements by text, least recently used first. */
  private static final class StatementCache {
    private final int limit;
    private final Map<String, PreparedStatement> bySql = new LinkedHashMap<>(16, 0.75f, true);

    StatementCache(int limit) {
      this.limit = limit;
    }

    @Nullable PreparedStatement remove(String sql) {
      return bySql.remove(sql);
    }

    void put(String sql, PreparedStatement statement) {
      PreparedStatement replaced = bySql.put(sql, statement);
      if (replaced != null) {
        closeQuietly(replaced);
      }
      if (bySql.size() > limit) {
        String eldest = bySql.keySet().iterator().next();
        PreparedStatement evicted = bySql.remove(eldest);
        if (evicted != null) {
          closeQuietly(evicted);
        }
      }
    }

    void closeAll() {
      bySql.values().forEach(this::closeQuietly);
      bySql.clear();
    }

    void closeQuietly(PreparedStatement statement) {
      try {
        statement.close();
      } catch (SQLException e) {
        // Finalizing reports the statement's last error again, which its caller already has.
      }
    }
  }
}
