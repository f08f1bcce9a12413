package dev.rhei.oltp.sqlite;

import dev.rhei.core.error.ErrorCode;
import dev.rhei.core.error.HtapException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * Lets one thread at a time write, in turns, and keeps book of the schema versions that this
 * engine's own statements led to.
 */
final class SqliteWriter implements AutoCloseable {
  private static final long NO_DDL = -1;

  /** How long our own writes wait for the connections of others to be idle. */
  private static final Duration PATIENCE = Duration.ofMillis(500);

  private static final long AGAIN_NANOS = 1_000_000;

  private final SqliteConnections connections;
  private final Duration wait;
  private final PeerConnections peers;
  private final WriterTurn turn = new WriterTurn();
  private volatile Runnable afterCommit = () -> {};
  private volatile boolean closed;

  /** The schema version before the first DDL of this turn. Guarded by turn. */
  private long schemaBefore = NO_DDL;

  /** Schema version after one of our own changes, by the version before it. */
  private final Map<Long, Long> ownSchemaChanges = new ConcurrentHashMap<>();

  SqliteWriter(SqliteConnections connections, Duration wait, PeerConnections peers) {
    this.connections = connections;
    this.wait = wait;
    this.peers = peers;
  }

  /** Is told of every commit, on the thread that committed, after its turn has ended. */
  void afterCommit(Runnable listener) {
    afterCommit = listener;
  }

  /** Runs one statement in a transaction of its own; SQLite makes one where it can. */
  <T> T alone(String sql, Function<SqliteConnection, T> work) {
    if (SqlText.isSchemaChange(sql)) {
      // Nobody else may come between the change and the looks at the schema version.
      return inTransaction(connection -> noting(sql, connection, work));
    }
    T result;
    begin();
    try {
      result = work.apply(connections.writer());
    } finally {
      turn.end();
    }
    afterCommit.run();
    return result;
  }

  /** Runs the work in one transaction that took the write lock at its start. */
  <T> T inTransaction(Function<SqliteConnection, T> work) {
    T result = quietly(work);
    afterCommit.run();
    return result;
  }

  /** As {@link #inTransaction}, for commits that nobody needs to be told of. */
  <T> T quietly(Function<SqliteConnection, T> work) {
    begin();
    return inTurn(work);
  }

  /**
   * As {@link #quietly}, at a moment that disturbs no connection of others.
   *
   * @return false, without having done it, if this is none
   */
  boolean whileOthersAreIdle(Consumer<SqliteConnection> work) {
    begin();
    long stamp = peers.tryStop(); // with the turn in hand: who stops them must not wait for it
    if (stamp == 0) {
      turn.end();
      return false;
    }
    try {
      withoutWaiting(
          () ->
              inTurn(
                  connection -> {
                    work.accept(connection);
                    return true;
                  }));
      return true;
    } catch (HtapException e) {
      if (e.code() != ErrorCode.OLTP_BUSY) {
        throw e;
      }
      return false; // another process writes
    } finally {
      peers.resume(stamp);
    }
  }

  /** Others stand still meanwhile, and are not to wait for a lock that somebody else has. */
  private void withoutWaiting(Runnable write) {
    SqliteConnection connection = connections.writer();
    long patience = connection.queryLong("PRAGMA busy_timeout");
    connection.queryLong("PRAGMA busy_timeout = 0");
    try {
      write.run();
    } finally {
      connection.queryLong("PRAGMA busy_timeout = " + patience);
    }
  }

  /** As {@link #quietly}, at such a moment if there is one soon. */
  <T> T gently(Function<SqliteConnection, T> work) {
    List<T> result = new ArrayList<>(1);
    long end = System.nanoTime() + PATIENCE.toNanos();
    while (System.nanoTime() - end < 0) {
      if (whileOthersAreIdle(connection -> result.add(work.apply(connection)))) {
        return result.get(0);
      }
      LockSupport.parkNanos(AGAIN_NANOS);
    }
    return quietly(work);
  }

  private <T> T inTurn(Function<SqliteConnection, T> work) {
    try {
      SqliteConnection connection = connections.writer();
      connection.execute("BEGIN IMMEDIATE");
      try {
        T result = work.apply(connection);
        long after = schemaBefore == NO_DDL ? NO_DDL : schemaVersion(connection);
        connection.execute("COMMIT");
        if (after > schemaBefore) {
          ownSchemaChanges.put(schemaBefore, after);
        }
        if (schemaBefore != NO_DDL) {
          connections.schema().changed();
        }
        return result;
      } catch (RuntimeException | Error e) {
        rollback(connection, e);
        throw e;
      }
    } finally {
      schemaBefore = NO_DDL;
      turn.end();
    }
  }

  /** Runs a statement of this transaction, and takes note if it changes the schema. */
  <T> T noting(String sql, SqliteConnection connection, Function<SqliteConnection, T> work) {
    if (schemaBefore == NO_DDL && SqlText.isSchemaChange(sql)) {
      schemaBefore = schemaVersion(connection);
    }
    return work.apply(connection);
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

  /** Whether the calling thread has its turn. */
  boolean isMine() {
    return turn.isMine();
  }

  private void begin() {
    if (isMine()) {
      throw new HtapException(
          ErrorCode.TRANSACTION_NESTED,
          "this thread is already in a transaction; use the transaction object it was given");
    }
    takeTurn();
    if (closed) {
      turn.end();
      throw connections.closedError();
    }
  }

  private void takeTurn() {
    try {
      if (!turn.take(wait.toNanos(), TimeUnit.NANOSECONDS)) {
        throw new HtapException(
            ErrorCode.OLTP_BUSY,
            "a write waited "
                + wait.toMillis()
                + " ms for the transactions of other threads before it (waiting="
                + turn.waiting()
                + "). Keep transactions short, or raise writeWait");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new HtapException(
          ErrorCode.INTERRUPTED, "interrupted while waiting for the turn to write", e);
    }
  }

  private static void rollback(SqliteConnection connection, Throwable reason) {
    try {
      if (connection.inTransaction()) {
        connection.execute("ROLLBACK");
      }
    } catch (RuntimeException e) {
      reason.addSuppressed(e);
    }
  }

  /** Waits for the writer of the moment; those that queue behind it are refused. */
  @Override
  public void close() {
    close(SqliteConnections.CLOSE_WAIT);
  }

  /** As {@link #close()}, with a limit after which the running transaction is stopped. */
  void close(Duration limit) {
    closed = true;
    boolean mine = false;
    try {
      mine = turn.take(limit.toNanos(), TimeUnit.NANOSECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    if (mine) {
      turn.end();
      return;
    }
    connections.writer().stop();
    throw new HtapException(
        ErrorCode.CLOSE_FAILED,
        "a transaction was still running after "
            + limit.toMillis()
            + " ms; it was stopped and takes no effect");
  }
}
