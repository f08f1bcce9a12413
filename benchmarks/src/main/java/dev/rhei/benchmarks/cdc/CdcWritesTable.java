package dev.rhei.benchmarks.cdc;

import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;

/**
 * Runs {@link CdcWrites} in this JVM, with one thread and with four, and prints rows a second and
 * their ratio to {@link Sinks#NONE}. {@code quick} measures for half a second each, to see that it
 * works.
 */
public final class CdcWritesTable {
  private static final int[] THREADS = {1, 4};
  private static final int[] ROWS = {1, 1_000};

  private CdcWritesTable() {}

  /** Runs all and prints. */
  public static void main(String[] arguments) throws Exception {
    Map<String, Double> rates = new TreeMap<>();
    for (int threads : THREADS) {
      OptionsBuilder options = new OptionsBuilder();
      options.include(CdcWrites.class.getName()).forks(0).threads(threads);
      if (arguments.length > 0 && arguments[0].equals("quick")) {
        options.warmupIterations(0);
        options.measurementIterations(1).measurementTime(TimeValue.milliseconds(500));
      }
      for (RunResult result : new Runner(options.build()).run()) {
        int rows = Integer.parseInt(result.getParams().getParam("rows"));
        rates.put(
            key(result.getParams().getParam("sink"), rows, threads),
            rows * result.getPrimaryResult().getScore());
      }
    }
    print(rates);
  }

  private static String key(String sink, int rows, int threads) {
    return sink + " " + rows + " " + threads;
  }

  private static void print(Map<String, Double> rates) {
    StringBuilder head = new StringBuilder("\n| rows/s |");
    StringBuilder line = new StringBuilder("|---|");
    for (int rows : ROWS) {
      for (int threads : THREADS) {
        head.append(
            String.format(Locale.ROOT, " %,d to a transaction, %d threads |", rows, threads));
        line.append("---:|");
      }
    }
    System.out.println(head + "\n" + line);
    for (Sinks sink : Sinks.values()) {
      StringBuilder row = new StringBuilder("| " + sink + " |");
      for (int rows : ROWS) {
        for (int threads : THREADS) {
          double rate = rates.getOrDefault(key(sink.name(), rows, threads), Double.NaN);
          double none = rates.getOrDefault(key(Sinks.NONE.name(), rows, threads), Double.NaN);
          row.append(String.format(Locale.ROOT, " %,.0f (%.2f) |", rate, rate / none));
        }
      }
      System.out.println(row);
    }
  }
}
