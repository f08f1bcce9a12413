package dev.rhei.oltp.sqlite;

import dev.rhei.core.engine.Cancellation;
import dev.rhei.core.engine.QueryOptions;
import dev.rhei.core.error.ErrorCode;
import dev.rhei.core.error.HtapException;
import java.time.Duration;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Interrupts queries whose time is over, or that are cancelled. Its thread starts with the first
 * that needs it.
 */
final class SqliteTimeouts implements AutoCloseable {
  private static final Duration AGAIN = Duration.ofMillis(20);

  private @Nullable ScheduledThreadPoolExecutor timer;
  private boolean closed;

  /** Watches a query on a connection that the caller holds alone; null if nobody may end it. */
  @Nullable Guard start(QueryOptions options, SqliteConnection connection) {
    Duration limit = options.timeoutOrNull();
    Cancellation cancellation = options.cancellationOrNull();
    if (limit == null && cancellation == null) {
      return null;
    }
    Guard guard = new Guard(limit, connection);
    if (limit != null) {
      guard.future = interrupting(guard::expire, limit);
    }
    if (cancellation != null) {
      cancellation.onCancel(
          () -> {
            if (guard.cancel()) {
              guard.keep(interrupting(guard::cancel, AGAIN));
            }
          });
    }
    return guard;
  }

  /** Again and again: a query that is just about to start does not notice. */
  private ScheduledFuture<?> interrupting(Runnable interrupt, Duration after) {
    return timer()
        .scheduleWithFixedDelay(interrupt, after.toNanos(), AGAIN.toNanos(), TimeUnit.NANOSECONDS);
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
  static final class Guard {
    private final @Nullable Duration limit;
    private final SqliteConnection connection;
    private volatile @Nullable ScheduledFuture<?> future;
    private boolean ended; // guarded by this: a connection given back must not be interrupted
    private boolean expired; // guarded by this
    private boolean cancelled; // guarded by this

    private Guard(@Nullable Duration limit, SqliteConnection connection) {
      this.limit = limit;
      this.connection = connection;
    }

    private synchronized void expire() {
      if (!ended) {
        expired = true;
        connection.interrupt();
      }
    }

    /** False if the query was over. */
    private synchronized boolean cancel() {
      if (!ended) {
        cancelled = true;
        connection.interrupt();
      }
      return !ended;
    }

    private synchronized void keep(ScheduledFuture<?> interrupting) {
      ScheduledFuture<?> before = future;
      if (before != null) {
        before.cancel(false);
      }
      future = interrupting;
      if (ended) {
        interrupting.cancel(false);
      }
    }

    /** The query is over; from here on the connection is left alone. True if it was stopped. */
    boolean end() {
      boolean stopped;
      synchronized (this) {
        ended = true;
        stopped = expired || cancelled;
      }
      ScheduledFuture<?> scheduled = future;
      if (scheduled != null) {
        scheduled.cancel(false);
      }
      return stopped;
    }

    synchronized boolean stopped() {
      return expired || cancelled;
    }

    /** Why it was stopped. */
    synchronized HtapException failure(String sql, @Nullable Throwable cause) {
      String text = ". SQL: " + HtapException.sqlForMessage(sql);
      return limit == null || cancelled
          ? new HtapException(ErrorCode.QUERY_CANCELLED, "the query was cancelled" + text, cause)
          : new HtapException(
              ErrorCode.QUERY_TIMEOUT,
              "the query ran longer than its timeout of " + limit.toMillis() + " ms" + text,
              cause);
    }
  }
}
