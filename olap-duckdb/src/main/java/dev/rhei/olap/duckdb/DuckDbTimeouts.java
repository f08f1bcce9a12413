package dev.rhei.olap.duckdb;

import dev.rhei.core.error.ErrorCode;
import dev.rhei.core.error.HtapException;
import java.time.Duration;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Stops queries whose time is over, or that are cancelled. Its thread starts with the first that
 * needs it.
 */
final class DuckDbTimeouts implements AutoCloseable {
  private static final long AGAIN_MILLIS = 10;

  private @Nullable ScheduledThreadPoolExecutor timer;
  private boolean closed;

  /** Stops the cursor after that time unless the returned task is cancelled. */
  Future<?> start(Duration limit, DuckDbCursor cursor) {
    long nanos = limit.compareTo(Duration.ofDays(365)) > 0 ? Long.MAX_VALUE / 2 : limit.toNanos();
    return timer()
        .schedule(
            () -> stop(cursor, DuckDbCursor.Stop.TIMEOUT),
            Math.max(0, nanos),
            TimeUnit.NANOSECONDS);
  }

  /** Stops the cursor, soon if not at once. Does not wait. */
  void stop(DuckDbCursor cursor, DuckDbCursor.Stop why) {
    if (!cursor.stop(why)) {
      try {
        Future<?> unused =
            timer().schedule(() -> stop(cursor, why), AGAIN_MILLIS, TimeUnit.MILLISECONDS);
      } catch (HtapException | RejectedExecutionException e) {
        // Closed meanwhile: closing stops every query itself.
      }
    }
  }

  private synchronized ScheduledThreadPoolExecutor timer() {
    if (closed) {
      throw new HtapException(ErrorCode.ENGINE_CLOSED, "the DuckDB engine is closed");
    }
    if (timer == null) {
      timer =
          new ScheduledThreadPoolExecutor(
              1,
              task -> {
                Thread thread = new Thread(task, "rhei-duckdb-timeout");
                thread.setDaemon(true);
                return thread;
              });
      timer.setRemoveOnCancelPolicy(true);
    }
    return timer;
  }

  @Override
  public void close() {
    ScheduledThreadPoolExecutor running;
    synchronized (this) {
      closed = true;
      running = timer;
    }
    if (running == null) {
      return;
    }
    running.shutdownNow();
    try {
      if (!running.awaitTermination(10, TimeUnit.SECONDS)) {
        throw new HtapException(
            ErrorCode.CLOSE_FAILED, "rhei-duckdb-timeout still runs after 10 s");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt(); // the caller must still see it; the thread ends by itself
    }
  }
}
