package dev.rhei.sync;

import dev.rhei.core.error.ErrorCode;
import dev.rhei.core.error.HtapException;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;

/**
 * Lets through one at a time, in the order they come: a cycle, or a change of schema. Thread-safe.
 * Who holds it may take a turn of the SQLite writer; a thread that holds such a turn must not come
 * here.
 */
final class CycleGate {
  private final ReentrantLock lock = new ReentrantLock(true);
  private final Duration wait;
  private volatile boolean closed;

  CycleGate(Duration wait) {
    this.wait = wait;
  }

  <T> T pass(String what, Supplier<T> work) {
    enter(what);
    try {
      requireOpen();
      return work.get();
    } finally {
      lock.unlock();
    }
  }

  /** Refuses a thread that would wait for itself. */
  void requireNotInside(String what) {
    if (lock.isHeldByCurrentThread()) {
      throw new HtapException(
          ErrorCode.SQL_REFUSED, what + " inside a change of schema; do it after the change");
    }
  }

  private void enter(String what) {
    requireOpen();
    requireNotInside(what);
    try {
      if (!lock.tryLock(wait.toNanos(), TimeUnit.NANOSECONDS)) {
        throw new HtapException(
            ErrorCode.SYNC_FAILED,
            what
                + " waited "
                + wait.toMillis()
                + " ms for the sync cycle of another thread (waiting="
                + lock.getQueueLength()
                + "); raise gateWait, or load large tables before");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new HtapException(
          ErrorCode.INTERRUPTED, what + " was interrupted while it waited for a sync cycle", e);
    }
  }

  private void requireOpen() {
    if (closed) {
      throw new HtapException(ErrorCode.ENGINE_CLOSED, "the sync engine is closed");
    }
  }

  /**
   * Later comers are refused; waits for who is inside, no longer than the gate's own limit.
   *
   * @param last is done when nobody is inside any more, by the first call
   */
  void close(Runnable last) {
    boolean first = !closed;
    closed = true;
    try {
      if (lock.tryLock(wait.toNanos(), TimeUnit.NANOSECONDS)) {
        try {
          if (first) {
            last.run();
          }
        } finally {
          lock.unlock();
        }
      } else {
        throw new HtapException(
            ErrorCode.CLOSE_FAILED,
            "a sync cycle is still running after " + wait.toMillis() + " ms");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
