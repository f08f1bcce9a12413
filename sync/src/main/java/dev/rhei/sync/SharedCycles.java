package dev.rhei.sync;

import dev.rhei.core.error.ErrorCode;
import dev.rhei.core.error.HtapException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * Cycles that queries wait for. Who comes before the next cycle has begun shares it, whoever runs
 * it: a thread of ours, the background loop, or another caller. A waiter may leave at any time; the
 * cycle goes on. Thread-safe.
 */
final class SharedCycles implements AutoCloseable {
  private static final long IDLE_SECONDS = 10;

  private final Executor executor;
  private final @Nullable ThreadPoolExecutor own;
  private @Nullable Shared next; // waits for its cycle to begin; guarded by this

  /**
   * Cycles run by an executor.
   *
   * @param executor stays the caller's; null for a daemon thread of our own, there when needed
   */
  SharedCycles(@Nullable Executor executor, String threadName) {
    if (executor == null) {
      ThreadPoolExecutor thread = thread(threadName);
      this.own = thread;
      this.executor = thread;
    } else {
      this.own = null;
      this.executor = executor;
    }
  }

  private static ThreadPoolExecutor thread(String name) {
    ThreadPoolExecutor one =
        new ThreadPoolExecutor(
            1,
            1,
            IDLE_SECONDS,
            TimeUnit.SECONDS,
            new LinkedBlockingQueue<>(), // never more than one task: the cycle that is waited for
            task -> {
              Thread thread = new Thread(task, name);
              thread.setDaemon(true);
              return thread;
            });
    one.allowCoreThreadTimeOut(true);
    return one;
  }

  /** A cycle that several may wait for. */
  static final class Shared {
    private final CompletableFuture<Outcome> end = new CompletableFuture<>();

    private record Outcome(@Nullable HtapException failure) {}

    boolean isOver() {
      return end.isDone();
    }

    /** It succeeded, or why it failed. */
    void ended(@Nullable HtapException failure) {
      end.complete(new Outcome(failure));
    }

    /**
     * Waits for its end.
     *
     * @return whether it succeeded; false if the time was over before
     * @throws HtapException why it failed; INTERRUPTED
     */
    boolean await(Duration limit) {
      try {
        Outcome outcome = end.get(Math.max(0, limit.toNanos()), TimeUnit.NANOSECONDS);
        HtapException failure = outcome.failure;
        if (failure != null) {
          HtapException mine =
              new HtapException(failure.code(), failure.detail(), failure.getCause());
          mine.addSuppressed(failure); // where it happened, which others who waited are told too
          throw mine;
        }
        return true;
      } catch (TimeoutException e) {
        return false;
      } catch (ExecutionException e) {
        throw new IllegalStateException("completed with an outcome only", e);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new HtapException(
            ErrorCode.INTERRUPTED, "a query was interrupted while it waited for a sync cycle", e);
      }
    }
  }

  /**
   * Joins the next cycle to begin; asks for one if nobody has.
   *
   * @param cycle runs one; it calls {@link #begins} when it begins
   */
  Shared join(Runnable cycle) {
    Shared joined;
    synchronized (this) {
      if (next != null) {
        return next;
      }
      joined = new Shared();
      next = joined;
    }
    try {
      executor.execute(() -> run(joined, cycle));
    } catch (RejectedExecutionException e) { // the application shut its executor down
      run(joined, cycle);
    }
    return joined;
  }

  private void run(Shared joined, Runnable cycle) {
    try {
      if (!joined.isOver()) {
        cycle.run();
      }
    } catch (HtapException e) {
      joined.ended(e);
    } catch (RuntimeException | Error e) {
      joined.ended(new HtapException(ErrorCode.INTERNAL, "a sync cycle failed: " + e, e));
      throw e;
    } finally {
      synchronized (this) {
        if (next == joined) { // it never began
          next = null;
        }
      }
      joined.ended(
          new HtapException(ErrorCode.INTERNAL, "a sync cycle ended without having begun"));
    }
  }

  /** Whether somebody waits for a cycle that has not begun. */
  synchronized boolean isAwaited() {
    return next != null;
  }

  /** A cycle begins now: those who wait for one, if any; who comes later waits for the next. */
  synchronized @Nullable Shared begins() {
    Shared begun = next;
    next = null;
    return begun;
  }

  /** Ends our thread; the cycles themselves are the gate's to refuse. */
  @Override
  public void close() {
    if (own != null) {
      own.shutdown();
    }
  }
}
