package dev.rhei.oltp.sqlite;

import dev.rhei.core.error.ErrorCode;
import dev.rhei.core.error.HtapException;
import java.time.Duration;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Interrupts queries whose time is over. Its thread starts with the first query that has a limit.
 */
final class SqliteTimeouts implements AutoCloseable {
  private static final Duration AGAIN = Duration.ofMillis(20);

  private @Nullable ScheduledThreadPoolExecutor timer;
  private boolean closed;

  /** Watches a query on a connection that the caller holds alone. */
  Guard start(Duration limit, SqliteConnection connection) {
    Guard guard = new Guard(limit, connection);
    // Again and again: a query that is just about to start does not notice.
    guard.future =
        timer()
            .scheduleWithFixedDelay(guard, limit.toNanos(), AGAIN.toNanos(), TimeUnit.NANOSECONDS);
    return guard;
  }

  private synchronized ScheduledExecutorService timer() {
    if (closed) {
      throw new HtapException(ErrorCode.ENGINE_CLOSED, "the SQLite engine is closed");
    }
    if (timer == null) {
      timer =
          new ScheduledThreadPoolExecutor(
              1,
              task -> {
                Thread thread = new Thread(task, "rhei-sqlite-timeout");
                thread.setDaemon(true);
                return thread;
              });
      timer.setRemoveOnCancelPolicy(true);
    }
    return timer;
  }

  @Override
  public synchronized void close() {
    closed = true;
    if (timer != null) {
      timer.shutdownNow();
    }
  }

  /** The limit of one query. */
  static final class Guard implements Runnable {
    private final Duration limit;
    private final SqliteConnection connection;
    private volatile @Nullable ScheduledFuture<?> future;
    private boolean ended; // guarded by this: a connection given back must not be interrupted
    private boolean expired; // guarded by this

    Guard(Duration limit, SqliteConnection connection) {
      this.limit = limit;
      this.connection = connection;
    }

    @Override
    public synchronized void run() {
      if (!ended) {
        expired = true;
        connection.interrupt();
      }
    }

    /** The query is over; from here on the connection is left alone. True if it was stopped. */
    boolean end() {
      boolean stopped;
      synchronized (this) {
        ended = true;
        stopped = expired;
      }
      ScheduledFuture<?> scheduled = future;
      if (scheduled != null) {
        scheduled.cancel(false);
      }
      return stopped;
    }

    synchronized boolean expired() {
      return expired;
    }

    HtapException timeout(String sql, @Nullable Throwable cause) {
      return new HtapException(
          ErrorCode.QUERY_TIMEOUT,
          "the query ran longer than its timeout of "
              + limit.toMillis()
              + " ms. SQL: "
              + HtapException.sqlForMessage(sql),
          cause);
    }
  }
}
