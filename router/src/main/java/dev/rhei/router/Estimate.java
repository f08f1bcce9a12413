package dev.rhei.router;

import dev.rhei.core.route.CostEstimate;
import java.time.Duration;

/**
 * What a query costs with certain values, in microseconds; rows handed out included.
 *
 * @param visited rows that SQLite visits
 * @param oltp what SQLite takes
 * @param olap what the copy takes
 */
record Estimate(Interval visited, Interval oltp, Interval olap) {

  /** For callers. */
  CostEstimate shown(double expectedOltp, double expectedOlap) {
    return new CostEstimate(
        Math.round(visited.low()),
        Math.round(visited.high()),
        new CostEstimate.Time(duration(oltp.low()), duration(oltp.high()), duration(expectedOltp)),
        new CostEstimate.Time(duration(olap.low()), duration(olap.high()), duration(expectedOlap)));
  }

  /** Back from what callers were shown. */
  static Interval interval(CostEstimate.Time time) {
    return new Interval(micros(time.least()), micros(time.most()));
  }

  static Duration duration(double micros) {
    return Duration.ofNanos((long) Math.min(1e18, micros * 1_000));
  }

  static double micros(Duration duration) {
    return duration.toNanos() / 1_000.0;
  }
}
