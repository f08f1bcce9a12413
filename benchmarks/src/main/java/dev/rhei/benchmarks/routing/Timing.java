package dev.rhei.benchmarks.routing;

import java.util.Arrays;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * How long a query took on one side.
 *
 * @param best milliseconds, or the limit if the query was stopped; not a number without an answer
 * @param median likewise
 * @param runs how many were counted
 * @param problemOrNull why there is no answer; null if there is
 */
record Timing(double best, double median, int runs, @Nullable String problemOrNull) {
  static Timing of(long[] nanos, @Nullable String problem) {
    long[] sorted = nanos.clone();
    Arrays.sort(sorted);
    return new Timing(sorted[0] / 1e6, sorted[sorted.length / 2] / 1e6, sorted.length, problem);
  }

  /** The side does not answer at all. */
  static Timing none(String problem) {
    return new Timing(Double.NaN, Double.NaN, 0, problem);
  }

  /** Why there is no answer; empty if there is. */
  Optional<String> problem() {
    return Optional.ofNullable(problemOrNull);
  }

  /** Whether there is a time to compare: that of an answer, or the limit. */
  boolean isTimed() {
    return runs > 0;
  }
}
