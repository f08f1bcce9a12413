package dev.rhei.benchmarks.freshness;

import dev.rhei.HtapEngine;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;

/**
 * Commits by a schedule, whatever the commits before took: a slow one does not thin out those that
 * follow, they catch up.
 */
final class PacedWriter extends Thread {
  private final HtapEngine engine;
  private final Commits commits;
  private final int rate;
  private final long total;
  private final CommitTimes times = new CommitTimes();

  /** Makes a commit. */
  @FunctionalInterface
  interface Commits {
    /**
     * Commits.
     *
     * @param number from 0
     */
    void make(HtapEngine engine, long number);
  }

  PacedWriter(HtapEngine engine, Commits commits, int rate, Duration time) {
    super("paced-writer");
    this.engine = engine;
    this.commits = commits;
    this.rate = rate;
    this.total = Math.max(1, rate * time.toMillis() / 1_000);
  }

  @Override
  public void run() {
    long start = System.nanoTime();
    for (long i = 0; i < total; i++) {
      long turn = start + i * 1_000_000_000L / rate;
      long now = System.nanoTime();
      while (now < turn) {
        LockSupport.parkNanos(turn - now);
        now = System.nanoTime();
      }
      commits.make(engine, i);
      times.add(System.nanoTime(), now - turn);
    }
  }

  /** What it did, once it has ended. */
  CommitTimes times() throws InterruptedException {
    join();
    return times;
  }
}
