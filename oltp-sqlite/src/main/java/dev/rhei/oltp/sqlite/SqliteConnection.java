package dev.rhei.oltp.sqlite;

import dev.rhei.core.engine.SqlStatement;
import dev.rhei.core.error.ErrorCode;
import dev.rhei.core.error.HtapException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.sqlite.SQLiteConnection;

/**
 * One connection and its prepared statements. Statements are run by one thread at a time; {@link
 * #interrupt}, {@link #stop} and {@link #release} may come from any.
 */
final class SqliteConnection implements AutoCloseable {
  private final Connection connection;
  private final SchemaWatch schema;
  private final StatementCache idle; // guarded by itself

  /** Schema version at which every idle statement was prepared, or an older one. */
  private long preparedAt = -1;

  private @Nullable PreparedStatement readVersion;
  private volatile boolean stopped;

  SqliteConnection(Connection connection, int statementCache, SchemaWatch schema) {
    this.connection = connection;
    this.schema = schema;
    this.idle = new StatementCache(statementCache);
  }

  /**
   * A prepared statement that nobody else uses; hand it back to {@link #release}.
   *
   * <p>SQLite itself prepares a statement anew when tables have changed, whoever changed them. But
   * the driver keeps the columns of the first time, which is wrong for what a {@code *} stands for.
   */
  private PreparedSql prepare(String sql) throws SQLException {
    if (sql.indexOf('*') >= 0) {
      forgetOlderSchemas();
    }
    PreparedSql cached = idle.remove(sql);
    if (cached != null) {
      return cached;
    }
    if (SqlText.isEmpty(sql)) { // the driver would prepare nothing, and fail when it closes that
      throw new HtapException(
          ErrorCode.SQL_REFUSED,
          "there is no statement in the text. SQL: " + HtapException.sqlForMessage(sql));
    }
    if (SqlText.hasSecondStatement(sql)) {
      throw new HtapException(
          ErrorCode.SQL_REFUSED,
          "one statement at a time: a second one follows the first. Use executeBatch or"
              + " transaction. SQL: "
              + HtapException.sqlForMessage(sql));
    }
    return new PreparedSql(connection.prepareStatement(sql), schema);
  }

  private void forgetOlderSchemas() throws SQLException {
    if (readVersion == null) {
      readVersion = connection.prepareStatement("PRAGMA schema_version");
    }
    long version;
    try (ResultSet rows = readVersion.executeQuery()) {
      version = rows.next() ? rows.getLong(1) : -1;
    }
    if (version != preparedAt) {
      idle.closeAll();
      preparedAt = version;
    }
  }

  /** Takes back a statement, which must not be used any more. */
  void release(String sql, PreparedSql prepared) {
    try {
      prepared.statement().clearParameters();
      idle.put(sql, prepared);
    } catch (SQLException e) {
      idle.closeQuietly(prepared);
    }
  }

  /** Prepares a statement and binds its parameters, and no more. */
  void check(SqlStatement statement) {
    String sql = statement.sql();
    try {
      PreparedSql prepared = prepare(sql);
      try {
        SqliteParameters.bind(prepared.statement(), sql, statement.parameters());
      } finally {
        release(sql, prepared);
      }
    } catch (SQLException e) {
      throw failure(e, sql);
    }
  }

  /** The labels of a query's columns. */
  List<String> labels(String sql) {
    try {
      PreparedSql prepared = prepare(sql);
      try {
        List<String> labels = new ArrayList<>();
        ResultSetMetaData columns = prepared.statement().getMetaData();
        for (int i = 1; i <= columns.getColumnCount(); i++) {
          labels.add(columns.getColumnLabel(i));
        }
        return labels;
      } finally {
        release(sql, prepared);
      }
    } catch (SQLException e) {
      throw failure(e, sql);
    }
  }

  /** Starts a query; {@link #release} its statement at the end. */
  Started start(SqlStatement statement) {
    String sql = statement.sql();
    try {
      PreparedSql prepared = prepare(sql);
      try {
        SqliteParameters.bind(prepared.statement(), sql, statement.parameters());
        return new Started(prepared, prepared.statement().executeQuery());
      } catch (SQLException | RuntimeException e) {
        release(sql, prepared);
        throw e;
      }
    } catch (SQLException e) {
      throw failure(e, sql);
    }
  }

  /** A query whose first row is ready. */
  record Started(PreparedSql prepared, ResultSet rows) {}

  /** What the driver's exception means to the caller. */
  HtapException failure(SQLException e, String sql) {
    return stopped
        ? new HtapException(
            ErrorCode.ENGINE_CLOSED,
            "the SQLite engine was closed while a statement ran. SQL: "
                + HtapException.sqlForMessage(sql),
            e)
        : SqliteErrors.of(e, sql);
  }

  /** Runs a statement; returns the number of rows it wrote. A text without one does nothing. */
  long execute(SqlStatement statement) {
    String sql = statement.sql();
    if (SqlText.isEmpty(sql)) {
      return 0;
    }
    try {
      if (SqlText.verb(sql).equals("VACUUM")) {
        idle.closeAll(); // SQLite takes a prepared INSERT that has run once for one that runs
      }
      PreparedSql prepared = prepare(sql);
      try {
        SqliteParameters.bind(prepared.statement(), sql, statement.parameters());
        long before = SqlText.verb(sql).equals("WITH") ? totalChanges() : -1;
        // Not executeUpdate: it refuses statements that return rows, which some PRAGMAs do.
        PreparedStatement run = prepared.statement();
        long rows = run.execute() ? drain(run) : run.getLargeUpdateCount();
        // For what writes nothing the driver repeats the count of an earlier statement.
        boolean wrote = before >= 0 ? totalChanges() != before : SqlText.isWrite(sql);
        return wrote ? rows : 0;
      } finally {
        release(sql, prepared);
      }
    } catch (SQLException e) {
      throw failure(e, sql);
    }
  }

  private long totalChanges() throws SQLException {
    return connection.unwrap(SQLiteConnection.class).getDatabase().total_changes();
  }

  /** Steps through to the end; how many rows there were. */
  private static long drain(PreparedStatement prepared) throws SQLException {
    long count = 0;
    try (ResultSet rows = prepared.getResultSet()) {
      while (rows.next()) {
        count++;
      }
    }
    return count;
  }

  /** Runs a statement of our own. */
  long execute(String sql, @Nullable Object... parameters) {
    return execute(SqlStatement.of(sql, parameters));
  }

  /** The first column of the first row as a number; 0 for no row or NULL. */
  long queryLong(String sql, @Nullable Object... parameters) {
    long[] value = new long[1];
    query(sql, row -> value[0] = row.getLong(1), parameters);
    return value[0];
  }

  /** Calls back for every row; for statements of our own. */
  void query(String sql, RowReader reader, @Nullable Object... parameters) {
    Started started = start(SqlStatement.of(sql, parameters));
    try (ResultSet rows = started.rows) {
      while (rows.next()) {
        reader.read(rows);
      }
    } catch (SQLException e) {
      throw failure(e, sql);
    } finally {
      release(sql, started.prepared);
    }
  }

  /** As {@link #query}, for a statement that is run once and whose parameters do not matter. */
  void queryUnbound(String sql, RowReader reader) {
    try (Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(sql)) {
      while (rows.next()) {
        reader.read(rows);
      }
    } catch (SQLException e) {
      throw failure(e, sql);
    }
  }

  /** Stops what this thread runs here once the time is over. Close it when that has ended. */
  Patience patience(Duration limit) {
    return Patience.start(connection, limit);
  }

  /** Stops what runs on this connection; nothing if nothing does. */
  void interrupt() {
    try {
      connection.unwrap(SQLiteConnection.class).getDatabase().interrupt();
    } catch (SQLException e) {
      throw new HtapException(ErrorCode.INTERNAL, "cannot interrupt SQLite", e);
    }
  }

  /** As {@link #interrupt}, because the engine closes: errors from now on say so. */
  void stop() {
    stopped = true;
    interrupt();
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
    stopped = true;
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
    private final Map<String, PreparedSql> bySql = new LinkedHashMap<>(16, 0.75f, true);

    StatementCache(int limit) {
      this.limit = limit;
    }

    synchronized @Nullable PreparedSql remove(String sql) {
      return bySql.remove(sql);
    }

    synchronized void put(String sql, PreparedSql statement) {
      PreparedSql replaced = bySql.put(sql, statement);
      if (replaced != null) {
        closeQuietly(replaced);
      }
      if (bySql.size() > limit) {
        String eldest = bySql.keySet().iterator().next();
        PreparedSql evicted = bySql.remove(eldest);
        if (evicted != null) {
          closeQuietly(evicted);
        }
      }
    }

    synchronized void closeAll() {
      bySql.values().forEach(this::closeQuietly);
      bySql.clear();
    }

    void closeQuietly(PreparedSql prepared) {
      try {
        prepared.statement().close();
      } catch (SQLException e) {
        // Finalizing reports the statement's last error again, which its caller already has.
      }
    }
  }
}
