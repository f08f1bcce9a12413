package dev.rhei;

import dev.rhei.core.error.ErrorCode;
import dev.rhei.core.error.HtapException;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Work that nobody waits for: one daemon thread, which starts with the first task and ends when
 * there was none for a while, and a short queue. Thread-safe.
 */
final class Upkeep {
  private static final Logger LOG = LoggerFactory.getLogger(Upkeep.class);
  private static final int WAITING = 64;
  private static final long IDLE_SECONDS = 10;
  private static final long CLOSE_SECONDS = 30;

  private final ThreadPoolExecutor executor;
  private final AtomicBoolean stopped = new AtomicBoolean();

  Upkeep(String name) {
    executor =
        new ThreadPoolExecutor(
            1,
            1,
            IDLE_SECONDS,
            TimeUnit.SECONDS,
            new ArrayBlockingQueue<>(WAITING),
            task -> {
              Thread thread = new Thread(task, name);
              thread.setDaemon(true);
              return thread;
            },
            (task, full) -> {
              throw new Full();
            });
    executor.allowCoreThreadTimeOut(true);
  }

  /** Takes the task; false if too many wait already, or it is the end. */
  boolean offer(Runnable task) {
    if (stopped.get()) {
      return false;
    }
    try {
      executor.execute(() -> run(task));
      return true;
    } catch (Full e) {
      return false;
    }
  }

  private void run(Runnable task) {
    if (stopped.get()) {
      return;
    }
    try {
      task.run();
    } catch (RuntimeException e) { // at the engine's end all may fail
      LOG.debug("a task in the background failed", e);
    }
  }

  boolean isStopped() {
    return stopped.get();
  }

  /** Takes no more tasks and forgets those that wait. */
  void stop() {
    stopped.set(true);
    executor.getQueue().clear();
    executor.shutdown();
  }

  /** Waits for the running task, whose queries the engines' close has stopped. */
  void await() throws InterruptedException {
    if (!executor.awaitTermination(CLOSE_SECONDS, TimeUnit.SECONDS)) {
      throw new HtapException(
          ErrorCode.CLOSE_FAILED,
          "a task in the background still runs after " + CLOSE_SECONDS + " s");
    }
  }

  /** The queue is full, or closed. Without a stack trace: it is an answer. */
  private static final class Full extends RuntimeException {
    private static final long serialVersionUID = 1L;

    Full() {
      super(null, null, false, false);
    }
  }
}
