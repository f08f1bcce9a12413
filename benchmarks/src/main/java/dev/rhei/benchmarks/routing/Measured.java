package dev.rhei.benchmarks.routing;

import dev.rhei.core.route.Route;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What was measured of a query.
 *
 * @param name of the query
 * @param rows of the answer; -1 without one
 * @param sqlite the time on SQLite
 * @param duckDb the time on the copy
 * @param routed the time where the router sends it
 * @param routeOrNull who answered when it was routed, and why; null if nobody did
 * @param difference of the answers; empty if there is none, or no two to compare
 */
record Measured(
    String name,
    int rows,
    Timing sqlite,
    Timing duckDb,
    Timing routed,
    @Nullable Route routeOrNull,
    String difference) {
  /** Slower than this many times the better side... */
  private static final double TIMES = 2;

  /** ... and this many milliseconds more is a query on the wrong side. */
  private static final double MILLISECONDS = 1;

  Optional<Route> route() {
    return Optional.ofNullable(routeOrNull);
  }

  /** The median on the better side, in milliseconds. */
  double bestMedian() {
    return duckDb.isTimed() ? Math.min(sqlite.median(), duckDb.median()) : sqlite.median();
  }

  /** The fastest run on the better side, in milliseconds. */
  double best() {
    return duckDb.isTimed() ? Math.min(sqlite.best(), duckDb.best()) : sqlite.best();
  }

  /** How many times the better side's time the router's choice takes. */
  double factor() {
    return routed.median() / bestMedian();
  }

  boolean isRegretted() {
    return routed.median() > TIMES * bestMedian() + MILLISECONDS;
  }

  /** Who answered when it was routed. */
  String engine() {
    return route()
        .map(
            route ->
                switch (route.target()) {
                  case OLTP -> "SQLite";
                  case OLAP -> "DuckDB";
                })
        .orElse("nobody");
  }

  /** Why it was routed there. */
  String reason() {
    return route().map(route -> Contender.shortened(route.reason())).orElse("no answer");
  }

  /** Whether the answers are the same. */
  String verdict() {
    if (!difference.isEmpty()) {
      return "DIFFERENT";
    }
    return sqlite.problem().isEmpty() && duckDb.problem().isEmpty() ? "same" : "not compared";
  }

  @Override
  public String toString() {
    return String.format(
        Locale.ROOT,
        "%-50s SQLite %10.3f  DuckDB %10.3f  routed %10.3f ms by %s %s %s",
        name,
        sqlite.median(),
        duckDb.median(),
        routed.median(),
        engine(),
        isRegretted() ? String.format(Locale.ROOT, "(%.1fx)", factor()) : "",
        verdict().equals("same") ? "" : verdict() + " " + difference);
  }
}
