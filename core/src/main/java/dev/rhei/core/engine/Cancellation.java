package dev.rhei.core.engine;

import org.jspecify.annotations.Nullable;

/**
 * Lets another thread end one query: before it begins, while it runs, or while its rows are read.
 * The query ends with QUERY_CANCELLED; one that is over is left alone. Thread-safe.
 */
public final class Cancellation {
  private @Nullable Runnable stop; // guarded by this
  private boolean requested; // guarded by this

  /** A query's that was not cancelled. */
  public Cancellation() {}

  /** Ends the query. Returns at once; idempotent. */
  public void cancel() {
    Runnable running;
    synchronized (this) {
      requested = true;
      running = stop;
    }
    if (running != null) {
      running.run();
    }
  }

  /**
   * For engines: what ends the query from now on, and at once if it was cancelled before. It may be
   * called by any thread, again, and after the query has ended.
   */
  public void onCancel(Runnable newStop) {
    boolean now;
    synchronized (this) {
      stop = newStop;
      now = requested;
    }
    if (now) {
      newStop.run();
    }
  }
}
