package dev.rhei.benchmarks.routing;

import dev.rhei.benchmarks.report.Arguments;
import dev.rhei.workloads.Workload;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * What the command line asks for, as {@code name=value}.
 *
 * @param data where databases are made, and found again by the next run
 * @param out where the report goes
 * @param workloads in the order of measuring
 * @param limit after how long a query is stopped
 * @param statistics whether SQLite has the statistics of ANALYZE
 */
record Options(Path data, Path out, List<Workload> workloads, Duration limit, boolean statistics) {
  static final String USAGE =
      """
      Options, with their defaults:
        data=target/rhei-routing  where databases are made, and found again by the next run
        out=<data>                where routing[-workload].md, .csv and .svg go
        workload=shop             or tpch, ch, or several with commas
        scale=1                   of each: 1 is 20 million order lines, 6 million line items,
                                  1 warehouse; shop from 0.001, tpch from 0.01
        limit=60                  seconds after which a query is stopped, which then is its time
        statistics=yes            whether SQLite has the statistics of ANALYZE""";

  /** Copies the list. */
  Options {
    workloads = List.copyOf(workloads);
  }

  static Options parse(String... arguments) {
    Arguments values = Arguments.of(arguments);
    Path data = Path.of(values.take("data", "target/rhei-routing"));
    Path out = Path.of(values.take("out", data.toString()));
    String names = values.take("workload", "shop");
    double scale = Double.parseDouble(values.take("scale", "1"));
    Duration limit = Duration.ofSeconds(Long.parseLong(values.take("limit", "60")));
    boolean statistics =
        switch (values.take("statistics", "yes")) {
          case "yes" -> true;
          case "no" -> false;
          default -> throw new IllegalArgumentException("statistics is yes or no");
        };
    values.requireAllTaken();
    List<Workload> workloads = new ArrayList<>();
    for (String name : List.of(names.split(",", -1))) {
      workloads.add(workload(name, scale));
    }
    return new Options(data, out, workloads, limit, statistics);
  }

  private static Workload workload(String name, double scale) {
    return switch (name) {
      case "shop" -> Workload.shop(scale);
      case "tpch" -> Workload.tpch(scale);
      case "ch" -> Workload.chBenchmark((int) Math.max(1, Math.round(scale)), Math.min(1, scale));
      default -> throw new IllegalArgumentException(name + " is not one of shop, tpch, ch");
    };
  }
}
