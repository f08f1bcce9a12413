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
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
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
  private final SqliteQueryPlanner planner;
  private final PinnedReader pinned;
  private final FileIdentity file;
  private final PeerConnections peers = new PeerConnections();

  private SqliteOltpEngine(SqliteConfig config) {
    try {
      connections = open.push(new SqliteConnections(config));
      timeouts = open.push(new SqliteTimeouts());
      writer = open.push(new SqliteWriter(connections, config.writeWait(), peers));
      capture =
          SqliteCapture.open(connections, writer, config.triggers() ? config.logForm() : null);
      consumer = open.push(new SqliteCdcConsumer(connections, writer, capture.sourceId()));
      planner = open.push(new SqliteQueryPlanner(connections));
      pinned = open.push(new PinnedReader(connections));
      file = FileIdentity.of(config.path());
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

  /** What SQLite knows of queries before they run. Closed with this engine. */
  public SqliteQueryPlanner planner() {
    return planner;
  }

  /** Runs queries at one position of the log. Closed with this engine. */
  public PinnedReader pinned() {
    return pinned;
  }

  /**
   * Grows with every change of the schema that this engine made, or found when it looked at the
   * log, and with every ANALYZE of its own. Costs nothing.
   */
  public long schemaChanges() {
    return connections.schema().changes();
  }

  /**
   * Whether the path of the database names another file now, or none: then what is written here,
   * nobody else will see. Cheap.
   */
  public boolean isFileGone() {
    return file.isGone();
  }

  /** Looks whether the schema was changed, by whomever, and counts that. */
  public void lookAtSchema() {
    long version = connections.read(reader -> reader.queryLong("PRAGMA schema_version"));
    connections.schema().seen(version);
  }

  /** The application's tables, in the order they were created; virtual ones are left out. */
  public List<String> tableNames() {
    return connections.read(SqliteSchemaReader::tableNames);
  }

  /** CREATE VIEW of each view, by its name. */
  public Map<String, String> views() {
    return connections.read(
        connection -> {
          Map<String, String> views = new LinkedHashMap<>();
          connection.query(
              "SELECT name, sql FROM sqlite_schema WHERE type = 'view' AND sql IS NOT NULL",
              row -> views.put(row.getString(1), row.getString(2)));
          return views;
        });
  }

  /**
   * The labels that SQLite gives the columns of a query, which is not run.
   *
   * @throws HtapException SQL_INVALID if it is none
   */
  public List<String> labels(String sql) {
    return connections.read(connection -> connection.labels(sql));
  }

  /** Is told of every commit of this engine, on the committing thread; should be quick. */
  public void onCommit(Runnable listener) {
    writer.afterCommit(listener);
  }

  /** Connections of others that this engine does not disturb. */
  public PeerConnections peers() {
    return peers;
  }

  /** Whether the calling thread is inside a transaction of this engine. */
  public boolean inTransaction() {
    return writer.isMine();
  }

  /**
   * Runs one statement that changes the schema; captures that it touches are renewed by the same
   * transaction. Takes its turn with the writers.
   *
   * @param applied the position up to which the copy has applied the log
   * @param catchUp brings the copy to the end of the log, if it can, and returns where it then
   *     stands; called inside the transaction, when nobody else can write, and only if it is behind
   */
  public SchemaChange changeSchema(SqlStatement statement, long applied, LongSupplier catchUp) {
    SqlGuard.check(statement.sql(), false);
    if (!SqlText.isSchemaChange(statement.sql())) { // VACUUM, which needs to be alone
      long rows = execute(statement.sql(), statement.parameters().toArray());
      return new SchemaChange(rows, List.of());
    }
    return writer.inTransaction(
        connection ->
            writer.noting(
                statement.sql(),
                connection,
                own -> capture.changeSchema(own, statement, applied, catchUp)));
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
      cursor = start(connection, statement, options, own -> connections.release(connection, own));
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
   * As {@link #query}, if the first rows are there soon: up to 4,096 are read at once, and whoever
   * reads slowly later is not hurried.
   *
   * @param statement a query; one that may write is run by {@link #query}
   * @param patience how long it may take
   * @return null if the time was over before
   */
  public @Nullable RowCursor tryQuery(
      SqlStatement statement, QueryOptions options, Duration patience) {
    SqlGuard.check(statement.sql(), false);
    SqliteConnection connection = connections.borrow();
    Patience limit = connection.patience(patience);
    SqliteCursor cursor = null;
    RowCursor headed;
    try {
      cursor =
          start(
              connection,
              statement,
              options,
              own -> {
                limit.close(); // the next to use the connection has a limit of its own, or none
                connections.release(connection, own);
              });
      headed = HeadedCursor.of(cursor);
      limit.close();
    } catch (RuntimeException | Error e) {
      if (cursor == null) {
        limit.close();
        connections.release(connection, null);
      } else {
        cursor.close();
      }
      if (limit.isOver() && e instanceof HtapException) {
        return null;
      }
      throw e;
    }
    if (!connections.opened(cursor)) {
      headed.close();
      throw connections.closedError();
    }
    return headed;
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
      SqliteConnection connection,
      SqlStatement statement,
      QueryOptions options,
      Consumer<SqliteCursor> afterClose) {
    // The limit runs before the query does: the first row may take longest.
    SqliteTimeouts.Guard guard = timeouts.start(options, connection);
    try {
      return SqliteCursor.start(connection, statement, true, guard, afterClose);
    } catch (HtapException e) {
      throw guard != null && guard.end() ? guard.failure(statement.sql(), e.getCause()) : e;
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
