package dev.rhei.olap.duckdb;

import dev.rhei.core.engine.Column;
import dev.rhei.core.engine.OlapCursor;
import dev.rhei.core.engine.OlapQuery;
import dev.rhei.core.error.ErrorCode;
import dev.rhei.core.error.HtapException;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Future;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * One query: a session with a read transaction open on it. DuckDB frees the memory behind a result
 * when it is closed, whoever reads it, so {@code lock} is held around everything native. Who wants
 * the query to end while another thread is inside interrupts it until the lock is free. {@code
 * gate} keeps a late interrupt from a session that already belongs to the next query.
 */
final class DuckDbCursor implements OlapCursor {
  /** Why a query ended before its last row. */
  enum Stop {
    CLOSED,
    TIMEOUT,
    CANCELLED,
    ENGINE_CLOSED
  }

  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private final DuckDbConnections connections;
  private final OlapQuery query;
  private final Consumer<DuckDbCursor> afterRelease;
  private final ReentrantLock lock = new ReentrantLock();
  private final Object gate = new Object();
  private volatile @Nullable Stop stopped; // set once, under gate
  private @Nullable DuckDbSession session; // set under lock and gate
  private boolean interrupted; // guarded by gate
  private boolean ended; // this and all below: guarded by lock
  private @Nullable PreparedStatement statement;
  private @Nullable ResultSet rows;
  private @Nullable DuckDbValues values;
  private @Nullable Future<?> timeout;
  private volatile List<Column> columns = List.of();
  private volatile long appliedThrough;

  /**
   * A query that has not begun.
   *
   * @param afterRelease called once the session was given back
   */
  DuckDbCursor(
      DuckDbConnections connections, OlapQuery query, Consumer<DuckDbCursor> afterRelease) {
    this.connections = connections;
    this.query = query;
    this.afterRelease = afterRelease;
  }

  /** Begins the query; on failure everything is given back. */
  void start(DuckDbState state, DuckDbTimeouts timeouts) {
    lock.lock();
    try {
      query.options().timeout().ifPresent(limit -> timeout = timeouts.start(limit, this));
      query
          .options()
          .cancellation()
          .ifPresent(c -> c.onCancel(() -> timeouts.stop(this, Stop.CANCELLED)));
      DuckDbSession own = connections.acquire();
      synchronized (gate) {
        session = own;
      }
      requireRunning();
      appliedThrough = state.beginRead(own, query.tablesVersion());
      String sql = query.translated().sql();
      PreparedStatement prepared = own.prepare(sql);
      statement = prepared;
      DuckDbParameters.bind(prepared, query);
      requireRunning();
      ResultSet result = prepared.executeQuery();
      rows = result;
      DuckDbValues described = DuckDbValues.of(result, query.translated().columns());
      values = described;
      columns = described.columns();
      requireRunning();
    } catch (SQLException e) {
      HtapException failure = failure(e);
      abandon(failure);
      throw failure;
    } catch (RuntimeException | Error e) {
      abandon(e);
      throw e;
    } finally {
      lock.unlock();
    }
  }

  @Override
  public long appliedThrough() {
    return appliedThrough;
  }

  @Override
  public List<Column> columns() {
    return columns;
  }

  @Override
  public @Nullable Object @Nullable [] next() {
    lock.lock();
    try {
      requireRunning();
      if (ended) {
        return null;
      }
      ResultSet result = rows;
      DuckDbValues reader = values;
      if (result == null || reader == null) {
        throw new HtapException(
            ErrorCode.ENGINE_CLOSED, "the query failed before; its rows are not all there");
      }
      if (result.next()) {
        return reader.row(result);
      }
      ended = true;
      release(true);
      return null;
    } catch (SQLException e) {
      HtapException failure = failure(e);
      abandon(failure);
      throw failure;
    } catch (RuntimeException | Error e) {
      abandon(e);
      throw e;
    } finally {
      lock.unlock();
    }
  }

  @Override
  public void close() {
    stopAndWait(Stop.CLOSED);
  }

  /**
   * Ends the query if nobody is inside it, else interrupts it.
   *
   * @return whether the query is over and its session given back; if not, try again
   */
  boolean stop(Stop why) {
    synchronized (gate) {
      if (stopped == null) {
        stopped = why;
      }
    }
    if (lock.tryLock()) {
      try {
        release(true);
      } finally {
        lock.unlock();
      }
      return true;
    }
    synchronized (gate) {
      if (session != null) {
        interrupted = true;
        session.interrupt();
      }
    }
    return false;
  }

  /** Ends the query, whatever it is doing. */
  void stopAndWait(Stop why) {
    if (!DuckDbInterrupt.insist(lock, () -> stop(why), PATIENCE)) {
      throw new HtapException(
          ErrorCode.CLOSE_FAILED,
          "a query still runs "
              + PATIENCE.toSeconds()
              + " s after its interrupt. SQL: "
              + HtapException.sqlForMessage(query.translated().sql()));
    }
  }

  private void requireRunning() {
    Stop why = stopped;
    if (why != null) {
      throw stopped(why, null);
    }
  }

  private HtapException failure(SQLException e) {
    Stop why = stopped;
    return why == null ? DuckDbErrors.query(e, query.translated().sql()) : stopped(why, e);
  }

  private HtapException stopped(Stop why, @Nullable SQLException e) {
    String sql = ". SQL: " + HtapException.sqlForMessage(query.translated().sql());
    return switch (why) {
      case CLOSED ->
          new HtapException(
              ErrorCode.ENGINE_CLOSED, "the result was closed while it was read" + sql, e);
      case ENGINE_CLOSED ->
          new HtapException(
              ErrorCode.ENGINE_CLOSED, "the DuckDB engine was closed while the query ran" + sql, e);
      case CANCELLED ->
          new HtapException(ErrorCode.QUERY_CANCELLED, "the query was cancelled" + sql, e);
      case TIMEOUT ->
          new HtapException(
              ErrorCode.QUERY_TIMEOUT,
              "the query ran longer than its timeout of "
                  + query.options().timeout().map(Duration::toMillis).orElse(0L)
                  + " ms"
                  + sql,
              e);
    };
  }

  private void abandon(Throwable failure) {
    try {
      release(false);
    } catch (RuntimeException e) {
      failure.addSuppressed(e);
    }
  }

  /** Ends the transaction and gives the session back, once. The lock is held. */
  private void release(boolean healthy) {
    DuckDbSession own;
    boolean reusable;
    synchronized (gate) {
      own = session;
      session = null;
      reusable = healthy && !interrupted;
    }
    if (timeout != null) {
      timeout.cancel(false);
      timeout = null;
    }
    ResultSet result = rows;
    PreparedStatement prepared = statement;
    rows = null;
    statement = null;
    if (own == null) {
      afterRelease.accept(this);
      return;
    }
    try {
      if (result != null) {
        result.close(); // stops the query if it still has rows
      }
      if (prepared != null && reusable) {
        prepared.clearParameters(); // they may be large
      }
      if (reusable) {
        own.execute("ROLLBACK");
      }
    } catch (SQLException e) {
      reusable = false; // closing the connection ends the transaction just as well
    } finally {
      try {
        if (reusable) {
          connections.release(own);
        } else {
          connections.discard(own);
        }
      } finally {
        afterRelease.accept(this);
      }
    }
  }
}
