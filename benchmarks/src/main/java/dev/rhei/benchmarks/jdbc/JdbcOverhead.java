package dev.rhei.benchmarks.jdbc;

import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;

/**
 * Runs {@link JdbcBenchmark} in this JVM and prints the drivers' rates beside SQLite's. {@code
 * quick} measures for a second each, to see that it works.
 */
public final class JdbcOverhead {
  private JdbcOverhead() {}

  /** Runs all and prints. */
  public static void main(String[] arguments) throws RunnerException {
    OptionsBuilder options = new OptionsBuilder();
    options.include(JdbcBenchmark.class.getName()).forks(0);
    if (arguments.length > 0 && arguments[0].equals("quick")) {
      options.warmupIterations(1).warmupTime(TimeValue.milliseconds(500));
      options.measurementIterations(1).measurementTime(TimeValue.seconds(1));
    }
    Map<String, Map<String, Double>> nanos = new TreeMap<>();
    for (RunResult result : new Runner(options.build()).run()) {
      nanos
          .computeIfAbsent(result.getPrimaryResult().getLabel(), label -> new TreeMap<>())
          .put(result.getParams().getParam("driver"), result.getPrimaryResult().getScore());
    }
    System.out.println(
        "\n| µs | SQLite's driver | no table mirrored | captured | captured and replayed |\n"
            + "|---|---:|---:|---:|---:|");
    nanos.forEach(
        (what, times) ->
            System.out.printf(
                Locale.ROOT,
                "| %s | %.2f | %s | %s | %s |%n",
                what,
                times.getOrDefault("sqlite", Double.NaN) / 1e3,
                beside(times, "none"),
                beside(times, "captured"),
                beside(times, "replayed")));
  }

  /** The time, and SQLite's rate shared by it. */
  private static String beside(Map<String, Double> times, String driver) {
    double own = times.getOrDefault(driver, Double.NaN);
    double share = times.getOrDefault("sqlite", Double.NaN) / own;
    return String.format(Locale.ROOT, "%.2f, %.2f of SQLite's rate", own / 1e3, share);
  }
}
