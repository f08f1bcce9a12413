package dev.rhei.benchmarks.freshness;

import dev.rhei.benchmarks.report.Percentiles;
import java.util.Arrays;

/** When each commit returned. Written by one thread, read once that has ended. */
final class CommitTimes {
  private long[] returned = new long[1 << 16]; // nanoseconds of the JVM's clock
  private long[] late = new long[1 << 16];
  private int count;

  /**
   * A commit has returned.
   *
   * @param lateBy how long after its turn it began
   */
  void add(long at, long lateBy) {
    if (count == returned.length) {
      returned = Arrays.copyOf(returned, 2 * count);
      late = Arrays.copyOf(late, 2 * count);
    }
    returned[count] = at;
    late[count++] = lateBy;
  }

  int count() {
    return count;
  }

  /** When the commit with that number, from 0, returned. */
  long at(int commit) {
    return returned[commit];
  }

  /** How long after their turns commits began. */
  Percentiles lateness() {
    return new Percentiles(Arrays.copyOf(late, count));
  }

  /** Commits a second, over all of them. */
  double rate() {
    return count < 2 ? 0 : (count - 1) * 1e9 / (returned[count - 1] - returned[0]);
  }
}
