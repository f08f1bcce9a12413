package dev.rhei.benchmarks.freshness;

import dev.rhei.benchmarks.report.Percentiles;
import dev.rhei.core.sync.SyncListener;
import dev.rhei.core.sync.SyncResult;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** When the copy came to stand where. Costs the cycles nothing that could be measured. */
final class VisibleAt implements SyncListener {
  private static final Duration WAIT = Duration.ofMinutes(5);

  private final List<Moment> moments = new ArrayList<>(); // guarded by this

  /** The copy stands at that position, as of that time of the JVM's clock. */
  record Moment(long sequence, long nanos, SyncResult cycle) {}

  @Override
  public void onCycle(SyncResult result) {
    long now = System.nanoTime();
    synchronized (this) {
      moments.add(new Moment(result.lastSequence(), now, result));
      notifyAll();
    }
  }

  @Override
  public void onError(Throwable error) {
    System.err.println("a cycle failed: " + error);
  }

  synchronized void clear() {
    moments.clear();
  }

  /** Waits until that position is told, which is a moment after the copy stands there. */
  synchronized void await(long sequence) throws InterruptedException {
    long deadline = System.nanoTime() + WAIT.toNanos();
    while (moments.isEmpty() || moments.get(moments.size() - 1).sequence() < sequence) {
      if (System.nanoTime() - deadline > 0) {
        throw new IllegalStateException("the copy did not come to stand at " + sequence);
      }
      TimeUnit.SECONDS.timedWait(this, 1);
    }
  }

  /** What each cycle took. */
  synchronized Percentiles cycles() {
    return new Percentiles(
        moments.stream().mapToLong(m -> m.cycle().elapsed().toNanos()).toArray());
  }

  /**
   * From each commit's return until the copy shows it.
   *
   * @param before position of the log before the first commit
   * @param changes of each commit
   * @param skip as many of the first commits, which warm things up
   */
  synchronized Percentiles delays(CommitTimes commits, long before, int changes, int skip) {
    long[] delays = new long[commits.count() - skip];
    int next = 0;
    for (int i = skip; i < commits.count(); i++) {
      long sequence = before + (i + 1L) * changes;
      while (moments.get(next).sequence() < sequence) {
        next++;
      }
      delays[i - skip] = Math.max(0, moments.get(next).nanos() - commits.at(i));
    }
    return new Percentiles(delays);
  }
}
