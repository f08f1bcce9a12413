package dev.rhei.sync;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.AbstractExecutorService;
import java.util.concurrent.Callable;
import java.util.concurrent.Delayed;
import java.util.concurrent.FutureTask;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;

/** An executor that runs what it is given when the test says so, on the test's thread. */
final class HandExecutor extends AbstractExecutorService implements ScheduledExecutorService {
  /** What was scheduled. */
  static final class Task extends FutureTask<Void> implements ScheduledFuture<Void> {
    private final Runnable work;
    private final long delayNanos;
    private final boolean repeats;

    Task(Runnable work, long delayNanos, boolean repeats) {
      super(work, null);
      this.work = work;
      this.delayNanos = delayNanos;
      this.repeats = repeats;
    }

    @Override
    public void run() {
      if (repeats) {
        work.run();
      } else {
        super.run();
      }
    }

    @Override
    public long getDelay(TimeUnit unit) {
      return unit.convert(delayNanos, TimeUnit.NANOSECONDS);
    }

    @Override
    public int compareTo(Delayed other) {
      return Long.compare(delayNanos, other.getDelay(TimeUnit.NANOSECONDS));
    }
  }

  private final List<Task> tasks = new ArrayList<>();
  private Task poll;
  private boolean shutdown;

  /** Pauses before what is waiting. */
  List<Duration> waiting() {
    return tasks.stream()
        .filter(task -> !task.isCancelled())
        .map(task -> Duration.ofNanos(task.delayNanos))
        .toList();
  }

  /** Runs what has waited longest. */
  void runNext() {
    tasks.remove(0).run();
  }

  /** Runs what is repeated, once. */
  void runPoll() {
    poll.run();
  }

  boolean pollIsCancelled() {
    return poll.isCancelled();
  }

  @Override
  public ScheduledFuture<?> schedule(Runnable command, long delay, TimeUnit unit) {
    if (shutdown) {
      throw new RejectedExecutionException("shut down");
    }
    Task task = new Task(command, unit.toNanos(delay), false);
    tasks.add(task);
    return task;
  }

  @Override
  public ScheduledFuture<?> scheduleWithFixedDelay(
      Runnable command, long initialDelay, long delay, TimeUnit unit) {
    poll = new Task(command, unit.toNanos(initialDelay), true);
    return poll;
  }

  @Override
  public <V> ScheduledFuture<V> schedule(Callable<V> callable, long delay, TimeUnit unit) {
    throw new UnsupportedOperationException();
  }

  @Override
  public ScheduledFuture<?> scheduleAtFixedRate(
      Runnable command, long initialDelay, long period, TimeUnit unit) {
    throw new UnsupportedOperationException();
  }

  @Override
  public void execute(Runnable command) {
    throw new UnsupportedOperationException();
  }

  @Override
  public void shutdown() {
    shutdown = true;
  }

  @Override
  public List<Runnable> shutdownNow() {
    shutdown = true;
    return List.of();
  }

  @Override
  public boolean isShutdown() {
    return shutdown;
  }

  @Override
  public boolean isTerminated() {
    return shutdown;
  }

  @Override
  public boolean awaitTermination(long timeout, TimeUnit unit) {
    return shutdown;
  }
}
