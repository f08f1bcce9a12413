package dev.rhei.olap.duckdb;

import dev.rhei.core.engine.KeyRange;
import dev.rhei.core.engine.MirrorTable;
import dev.rhei.core.engine.OlapSnapshot;
import dev.rhei.core.error.ErrorCode;
import dev.rhei.core.error.HtapException;
import dev.rhei.core.schema.TableSchema;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A session with a read transaction that stays open. As in {@link DuckDbCursor}, {@code lock} is
 * held around everything native, and who wants it to end interrupts until the lock is free.
 */
final class DuckDbSnapshot implements OlapSnapshot {
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private final DuckDbConnections connections;
  private final Consumer<DuckDbSnapshot> afterRelease;
  private final ReentrantLock lock = new ReentrantLock();
  private final Object gate = new Object();
  private volatile boolean stopped;
  private @Nullable DuckDbSession session; // set under lock and gate
  private DuckDbState.@Nullable Snapshot content; // set once, by start

  /**
   * A snapshot that has not begun.
   *
   * @param afterRelease called once the session was given back
   */
  DuckDbSnapshot(DuckDbConnections connections, Consumer<DuckDbSnapshot> afterRelease) {
    this.connections = connections;
    this.afterRelease = afterRelease;
  }

  /** Begins the transaction; on failure everything is given back. */
  void start() {
    lock.lock();
    try {
      DuckDbSession own = connections.acquire();
      synchronized (gate) {
        session = own;
      }
      requireOpen();
      own.execute("BEGIN TRANSACTION READ ONLY");
      content = DuckDbMeta.load(own);
    } catch (SQLException e) {
      HtapException failure = failure("opening a snapshot of the copy", e);
      releaseAfter(failure);
      throw failure;
    } catch (RuntimeException | Error e) {
      releaseAfter(e);
      throw e;
    } finally {
      lock.unlock();
    }
  }

  @Override
  public long appliedThrough() {
    return content().appliedThrough();
  }

  @Override
  public Collection<MirrorTable> tables() {
    return content().tables().values();
  }

  @Override
  public void rows(TableSchema table, KeyRange range, Consumer<@Nullable Object[]> sink) {
    String sql = DuckDbDdl.select(table, range);
    lock.lock();
    try {
      DuckDbSession own = requireOpen();
      PreparedStatement statement = own.prepare(sql);
      List<Object> keys = DuckDbDdl.bounds(range);
      for (int i = 0; i < keys.size(); i++) {
        statement.setObject(i + 1, keys.get(i));
      }
      DuckDbTypes[] types =
          table.storedColumns().stream().map(DuckDbTypes::of).toArray(DuckDbTypes[]::new);
      try (ResultSet rows = statement.executeQuery()) {
        while (rows.next()) {
          requireOpen();
          @Nullable Object[] row = new @Nullable Object[types.length];
          for (int i = 0; i < row.length; i++) {
            row[i] = types[i].read(rows, i + 1);
          }
          sink.accept(row);
        }
      }
      statement.clearParameters(); // they may be large
    } catch (SQLException e) {
      throw failure("reading '" + table.name() + "'", e);
    } finally {
      lock.unlock();
    }
  }

  /** The session; only with the lock. */
  private DuckDbSession requireOpen() {
    DuckDbSession own = session;
    if (stopped || own == null) {
      throw new HtapException(ErrorCode.ENGINE_CLOSED, "this snapshot of the copy is closed");
    }
    return own;
  }

  private DuckDbState.Snapshot content() {
    DuckDbState.Snapshot known = content;
    if (known == null) {
      throw new HtapException(ErrorCode.INTERNAL, "this snapshot of the copy has not begun");
    }
    return known;
  }

  private HtapException failure(String what, SQLException e) {
    return stopped
        ? new HtapException(
            ErrorCode.ENGINE_CLOSED, what + ": this snapshot of the copy was closed", e)
        : DuckDbErrors.of(what, e);
  }

  @Override
  public void close() {
    stopped = true;
    if (!DuckDbInterrupt.insist(lock, this::tryRelease, PATIENCE)) {
      throw new HtapException(
          ErrorCode.CLOSE_FAILED,
          "a snapshot of the copy is still read "
              + PATIENCE.toSeconds()
              + " s after its interrupt");
    }
  }

  private boolean tryRelease() {
    if (lock.tryLock()) {
      try {
        release();
      } finally {
        lock.unlock();
      }
      return true;
    }
    synchronized (gate) {
      if (session != null) {
        session.interrupt();
      }
    }
    return false;
  }

  private void releaseAfter(Throwable failure) {
    try {
      release();
    } catch (RuntimeException e) {
      failure.addSuppressed(e);
    }
  }

  /** Closes the session, once, and with it the transaction. The lock is held. */
  private void release() {
    DuckDbSession own;
    synchronized (gate) {
      own = session;
      session = null;
    }
    try {
      if (own != null) {
        connections.discard(own);
      }
    } finally {
      afterRelease.accept(this);
    }
  }
}
