package dev.rhei.sync;

import dev.rhei.core.error.ErrorCode;
import dev.rhei.core.error.HtapException;
import dev.rhei.core.sync.SyncResult;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Repeats cycles in the background: at once after a commit that it is told of, but for a small rest
 * after the cycle before; at a slow poll for commits of other processes; and after a growing pause
 * when a cycle failed. Thread-safe.
 */
public final class SyncLoop implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(SyncLoop.class);
  private static final Duration CLOSE_TIMEOUT = Duration.ofSeconds(60);

  /** What the loop is about to do. */
  private enum State {
    /** Waits for a commit or the poll. */
    IDLE,
    /** A cycle is scheduled. */
    SCHEDULED,
    /** A cycle runs, and has seen all that was told. */
    RUNNING,
    /** A cycle runs, and another must follow. */
    RUNNING_AGAIN,
    /** Closed; nothing runs any more, or soon. */
    CLOSED
  }

  private final CdcSyncEngine engine;
  private final SourceWatch source;
  private final ScheduledExecutorService executor;
  private final boolean ownsExecutor;
  private final Pacing pacing;
  private final Backoff backoff = new Backoff(); // by the one running cycle
  private volatile State state = State.IDLE; // written under this
  private long restUntil = System.nanoTime(); // guarded by this
  private @Nullable Thread runner; // of the running cycle; guarded by this
  private @Nullable ScheduledFuture<?> next; // guarded by this
  private @Nullable ScheduledFuture<?> poll; // guarded by this

  /** Looks whether the source has changed since the last cycle. */
  @FunctionalInterface
  public interface SourceWatch {
    /** Whether there is something to do. */
    boolean hasNews();
  }

  private SyncLoop(
      CdcSyncEngine engine,
      SourceWatch source,
      ScheduledExecutorService executor,
      boolean ownsExecutor,
      Pacing pacing) {
    this.engine = engine;
    this.source = source;
    this.executor = executor;
    this.ownsExecutor = ownsExecutor;
    this.pacing = pacing;
  }

  /**
   * Starts a loop.
   *
   * @param executor runs the cycles and stays the caller's; null for a daemon thread of our own.
   *     One that is shut down already: CONFIG_INVALID
   * @param threadName names a thread of our own
   * @param pollInterval pause between two looks for commits of other processes
   * @param pacing longest pause between two cycles, see {@link SyncConfig#pacing}
   */
  public static SyncLoop start(
      CdcSyncEngine engine,
      SourceWatch source,
      @Nullable ScheduledExecutorService executor,
      String threadName,
      Duration pollInterval,
      Duration pacing) {
    boolean own = executor == null;
    SyncLoop loop =
        new SyncLoop(
            engine,
            source,
            executor == null ? thread(threadName) : executor,
            own,
            new Pacing(pacing));
    synchronized (loop) {
      loop.poll = loop.schedulePoll(Math.max(1, pollInterval.toMillis()));
    }
    return loop;
  }

  private ScheduledFuture<?> schedulePoll(long millis) {
    try {
      return executor.scheduleWithFixedDelay(this::lookAtSource, 0, millis, TimeUnit.MILLISECONDS);
    } catch (RejectedExecutionException e) {
      throw new HtapException(
          ErrorCode.CONFIG_INVALID, "the executor given for the sync loop is shut down", e);
    }
  }

  private static ScheduledExecutorService thread(String name) {
    return Executors.newSingleThreadScheduledExecutor(
        task -> {
          Thread thread = new Thread(task, name);
          thread.setDaemon(true);
          return thread;
        });
  }

  /** There is something to apply. Cheap: writers call it at every commit. */
  public void wake() {
    State now = state;
    if (now == State.SCHEDULED || now == State.RUNNING_AGAIN || now == State.CLOSED) {
      return;
    }
    synchronized (this) {
      if (state == State.IDLE) {
        schedule(Duration.ofNanos(Math.max(0, restUntil - System.nanoTime())));
      } else if (state == State.RUNNING) {
        state = State.RUNNING_AGAIN;
      }
    }
  }

  private void lookAtSource() {
    try {
      if (state == State.IDLE && (engine.isLoading() || source.hasNews())) {
        engine.changeKnown();
        wake();
      }
    } catch (RuntimeException e) { // whatever it is: the executor would end the poll
      if (!(e instanceof HtapException ours) || ours.code() != ErrorCode.ENGINE_CLOSED) {
        LOG.warn("cannot look for new changes; will try again", e);
      }
    }
  }

  private void schedule(Duration pause) { // under this
    state = State.SCHEDULED;
    try {
      next = executor.schedule(this::cycle, pause.toNanos(), TimeUnit.NANOSECONDS);
    } catch (RejectedExecutionException e) {
      state = State.CLOSED; // the application shut its executor down
      LOG.warn("the executor of the sync loop was shut down; changes wait for syncNow()", e);
    }
  }

  private void cycle() {
    synchronized (this) {
      if (state == State.CLOSED) {
        return;
      }
      state = State.RUNNING;
      runner = Thread.currentThread();
    }
    Duration pause = Duration.ZERO;
    boolean more = true;
    try {
      SyncResult result = engine.syncOnce();
      backoff.succeeded();
      more = engine.isLoading();
      pause = more ? Duration.ZERO : pacing.restAfter(result.elapsed());
    } catch (RuntimeException e) {
      pause = backoff.failed(); // the engine told the status and the listener
    } finally {
      ended(more, pause);
    }
  }

  private synchronized void ended(boolean more, Duration pause) {
    runner = null;
    notifyAll();
    if (state == State.CLOSED) {
      return;
    }
    restUntil = System.nanoTime() + pause.toNanos();
    if (more || state == State.RUNNING_AGAIN) {
      schedule(pause);
    } else {
      state = State.IDLE;
    }
  }

  /** Starts no further cycle and waits for the running one. Idempotent. */
  @Override
  public void close() {
    boolean interrupted = false;
    synchronized (this) {
      state = State.CLOSED;
      if (poll != null) {
        poll.cancel(false);
      }
      if (next != null) {
        next.cancel(false);
      }
      long deadline = System.nanoTime() + CLOSE_TIMEOUT.toNanos();
      while (runner != null && runner != Thread.currentThread()) { // a listener may close
        long left = deadline - System.nanoTime();
        if (left <= 0) {
          throw new HtapException(
              ErrorCode.CLOSE_FAILED,
              "a background sync cycle is still running after " + CLOSE_TIMEOUT.toSeconds() + " s");
        }
        try {
          TimeUnit.NANOSECONDS.timedWait(this, left);
        } catch (InterruptedException e) {
          interrupted = true;
          break;
        }
      }
    }
    if (ownsExecutor) {
      executor.shutdown(); // and not Now: a listener that closes would interrupt itself
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }
}
