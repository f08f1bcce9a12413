package dev.rhei.oltp.sqlite;

import dev.rhei.core.error.ErrorCode;
import dev.rhei.core.error.HtapException;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;

/**
 * Lets one thread at a time write, in the order they come, and keeps book of the schema versions
 * that this engine's own statements led to.
 */
final class SqliteWriter implements AutoCloseable {
  private static final Set<String> DDL_VERBS =
      Set.of("CREATE", "ALTER", "DROP", "REINDEX", "ANALYZE", "VACUUM");
  private static final long NO_DDL = -1;

  private final SqliteConnections connections;
  private final ReentrantLock turn = new ReentrantLock(true);
  private volatile Runnable afterCommit = () -> {};
  private boolean closed; // guarded by turn

  /** The schema version before the first DDL of this turn. Guarded by turn. */
  private long schemaBefore = NO_DDL;

  /** Schema version after one of our own changes, by the version before it. */
  private final Map<Long, Long> ownSchemaChanges = new ConcurrentHashMap<>();

  SqliteWriter(SqliteConnections connections) {
    this.connections = connections;
  }

  /** Is told of every commit, on the thread that committed, after its turn has ended. */
  void afterCommit(Runnable listener) {
    afterCommit = listener;
  }

  /** Runs one statement outside a transaction: SQLite makes one of it. */
  <T> T alone(String sql, Function<SqliteConnection, T> work) {
    T result;
    begin();
    try {
      SqliteConnection connection = connections.writer();
      result = noting(sql, connection, work);
      // Another process may come between the statement and the look at the version; one step
      // further is surely ours. VACUUM is one step too, but gives rows new rowids.
      long after = endOfDdl(connection);
      if (after == schemaBefore + 1 && !SqlText.verb(sql).equals("VACUUM")) {
        ownSchemaChanges.put(schemaBefore, after);
      }
    } finally {
      schemaBefore = NO_DDL;
      turn.unlock();
    }
    afterCommit.run();
    return result;
  }

  /** Runs the work in one transaction that took the write lock at its start. */
  <T> T inTransaction(Function<SqliteConnection, T> work) {
    T result;
    begin();
    try {
      SqliteConnection connection = connections.writer();
      connection.execute("BEGIN IMMEDIATE");
      try {
        result = work.apply(connection);
        long after = endOfDdl(connection);
        connection.execute("COMMIT");
        if (after > schemaBefore) {
          ownSchemaChanges.put(schemaBefore, after);
          connections.schemaChanged(); // readers see it only now
        }
      } catch (RuntimeException | Error e) {
        rollback(connection, e);
        throw e;
      }
    } finally {
      schemaBefore = NO_DDL;
      turn.unlock();
    }
    afterCommit.run();
    return result;
  }

  /** Runs a statement of this turn, and takes note if it changes the schema. */
  <T> T noting(String sql, SqliteConnection connection, Function<SqliteConnection, T> work) {
    if (!DDL_VERBS.contains(SqlText.verb(sql))) {
      return work.apply(connection);
    }
    if (schemaBefore == NO_DDL) {
      schemaBefore = schemaVersion(connection);
    }
    try {
      return work.apply(connection);
    } finally {
      connections.schemaChanged();
    }
  }

  /** Whether only our own changes, none of them VACUUM, lie between the two schema versions. */
  boolean onlyOwnChanges(long from, long to) {
    Long version = from;
    while (version != null && version < to) {
      version = ownSchemaChanges.get(version);
    }
    return version != null && version == to;
  }

  /** The schema version as this connection sees it. */
  static long schemaVersion(SqliteConnection connection) {
    return connection.queryLong("PRAGMA schema_version");
  }

  private long endOfDdl(SqliteConnection connection) {
    return schemaBefore == NO_DDL ? NO_DDL : schemaVersion(connection);
  }

  private void begin() {
    if (turn.isHeldByCurrentThread()) {
      throw new HtapException(
          ErrorCode.TRANSACTION_NESTED,
          "this thread is already in a transaction; use the transaction object it was given");
    }
    turn.lock();
    if (closed) {
      turn.unlock();
      throw connections.closedError();
    }
  }

  private void rollback(SqliteConnection connection, Throwable reason) {
    if (schemaBefore != NO_DDL) {
      connections.schemaChanged(); // back again
    }
    try {
      if (connection.inTransaction()) {
        connection.execute("ROLLBACK");
      }
    } catch (RuntimeException e) {
      reason.addSuppressed(e);
    }
  }

  /** Waits for the writer of the moment; later ones are refused. */
  @Override
  public void close() {
    if (turn.isHeldByCurrentThread()) {
      throw new HtapException(
          ErrorCode.CLOSE_FAILED, "close() inside a transaction; end the transaction first");
    }
    turn.lock();
    try {
      closed = true;
    } finally {
      turn.unlock();
    }
  }
}
