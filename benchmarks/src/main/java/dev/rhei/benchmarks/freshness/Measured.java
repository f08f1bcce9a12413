package dev.rhei.benchmarks.freshness;

import dev.rhei.benchmarks.report.Percentiles;
import java.util.Locale;

/**
 * What was measured at one rate of commits.
 *
 * @param rate that was asked for, commits a second
 * @param achieved without queries
 * @param lateness of commits, against the schedule
 * @param visible from a commit's return until the copy shows it
 * @param cycles of the background
 * @param queried what holds while queries run
 */
record Measured(
    int rate,
    double achieved,
    Percentiles lateness,
    Percentiles visible,
    Percentiles cycles,
    Queried queried) {

  /**
   * With a query every 50 ms.
   *
   * @param achieved commits a second
   * @param visible from a commit's return until the copy shows it
   * @param latest times of queries with LATEST
   * @param eventual times of queries with EVENTUAL
   * @param staleLatest HATtrick's freshness of those with LATEST
   * @param staleEventual and of those with EVENTUAL
   */
  record Queried(
      double achieved,
      Percentiles visible,
      Percentiles latest,
      Percentiles eventual,
      Percentiles staleLatest,
      Percentiles staleEventual) {}

  @Override
  public String toString() {
    return String.format(
        Locale.ROOT,
        "%,d commits/s (%,.1f): visible p50 %.2f p95 %.2f p99 %.2f max %.2f ms, late p99 %.2f;"
            + " %,d cycles, p50 %.2f p99 %.2f ms; with queries (%,.1f/s): visible p50 %.2f p99 %.2f"
            + " ms, LATEST %.2f EVENTUAL %.2f ms at the median, stale p95 %.2f and %.2f ms",
        rate,
        achieved,
        visible.median(),
        visible.at(0.95),
        visible.at(0.99),
        visible.max(),
        lateness.at(0.99),
        cycles.count(),
        cycles.median(),
        cycles.at(0.99),
        queried.achieved(),
        queried.visible().median(),
        queried.visible().at(0.99),
        queried.latest().median(),
        queried.eventual().median(),
        queried.staleLatest().at(0.95),
        queried.staleEventual().at(0.95));
  }
}
