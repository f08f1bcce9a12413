package dev.rhei.benchmarks;

import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;

/**
 * Runs {@link RoutingBenchmark} in this JVM and prints what the engine adds to the drivers. {@code
 * quick} measures for a second each, to see that it works.
 */
public final class RoutingOverhead {
  private RoutingOverhead() {}

  /** Runs all and prints. */
  public static void main(String[] arguments) throws RunnerException {
    OptionsBuilder options = new OptionsBuilder();
    options.include(RoutingBenchmark.class.getName()).forks(0);
    if (arguments.length > 0 && arguments[0].equals("quick")) {
      options.warmupIterations(1).warmupTime(TimeValue.milliseconds(500));
      options.measurementIterations(1).measurementTime(TimeValue.seconds(1));
    }
    Map<String, Double> nanos = new TreeMap<>();
    double firstSight = 0;
    for (RunResult result : new Runner(options.build()).run()) {
      String label = result.getPrimaryResult().getLabel();
      if (label.equals("firstSight")) {
        firstSight = result.getPrimaryResult().getStatistics().getPercentile(50);
      } else {
        nanos.put(label, result.getPrimaryResult().getScore());
      }
    }
    System.out.println("\n| added to the driver | µs | driver | engine |\n|---|---:|---:|---:|");
    print(nanos, "look-up by key, on SQLite", "pointDriver", "pointEngine");
    print(nanos, "groups, on DuckDB, LATEST", "groupsDriver", "groupsEngineLatest");
    print(nanos, "groups, on DuckDB, EVENTUAL", "groupsDriver", "groupsEngineEventual");
    System.out.printf(
        Locale.ROOT,
        "%nThe decision alone, of a text seen before: %.2f µs for SQLite, %.2f µs for DuckDB%n",
        nanos.getOrDefault("pointDecision", Double.NaN) / 1e3,
        nanos.getOrDefault("groupsDecision", Double.NaN) / 1e3);
    System.out.printf(
        Locale.ROOT,
        "First sight of a query of 20 lines (route, translation, plan), median: %.0f µs%n",
        firstSight);
  }

  private static void print(Map<String, Double> nanos, String what, String driver, String engine) {
    double without = nanos.getOrDefault(driver, Double.NaN) / 1e3;
    double with = nanos.getOrDefault(engine, Double.NaN) / 1e3;
    System.out.printf(
        Locale.ROOT, "| %s | %.2f | %.2f | %.2f |%n", what, with - without, without, with);
  }
}
