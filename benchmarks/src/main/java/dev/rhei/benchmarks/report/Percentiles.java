package dev.rhei.benchmarks.report;

import java.util.Arrays;

/** Times of many, in milliseconds. */
public final class Percentiles {
  private final long[] sorted; // nanoseconds

  /**
   * Copies them.
   *
   * @param nanos in any order
   */
  public Percentiles(long... nanos) {
    sorted = nanos.clone();
    Arrays.sort(sorted);
  }

  /** How many there are. */
  public int count() {
    return sorted.length;
  }

  /** The smallest time that this share of all does not exceed; NaN if there are none. */
  public double at(double share) {
    if (sorted.length == 0) {
      return Double.NaN;
    }
    int index = (int) Math.ceil(share * sorted.length) - 1;
    return sorted[Math.max(0, Math.min(sorted.length - 1, index))] / 1e6;
  }

  /** The time that half of all do not exceed. */
  public double median() {
    return at(0.5);
  }

  /** The longest. */
  public double max() {
    return at(1);
  }
}
