package dev.rhei.benchmarks.routing;

import dev.rhei.HtapConfig;
import dev.rhei.HtapEngine;
import dev.rhei.workloads.Workload;
import dev.rhei.workloads.WorkloadQuery;
import java.nio.file.Files;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Times the queries of a workload on SQLite, on the copy and as routed, compares the answers, and
 * writes a report: {@code routing.md}, {@code routing.csv}, {@code routing.svg}. Options are those
 * of {@link Options#USAGE}. The first run makes the databases, later ones find them.
 */
public final class Routing {
  private Routing() {}

  /** Runs the workloads asked for. */
  public static void main(String[] arguments) throws Exception {
    Options options;
    try {
      options = Options.parse(arguments);
    } catch (IllegalArgumentException e) {
      System.err.println(e.getMessage() + "\n" + Options.USAGE);
      return;
    }
    for (Workload workload : options.workloads()) {
      run(workload, options);
    }
  }

  private static void run(Workload workload, Options options) throws Exception {
    long started = System.nanoTime();
    Database database = Database.prepare(workload, options);
    List<Measured> all = new ArrayList<>();
    String tables;
    try (HtapEngine engine =
        HtapEngine.open(HtapConfig.at(database.file()).olap(database.copy()))) {
      database.mirror(engine);
      tables = database.tables(engine);
      QueryTimer timer = new QueryTimer(engine, options.limit());
      timer.warmUp(workload.queries().get(0));
      for (WorkloadQuery query : workload.queries()) {
        Measured measured = timer.measure(query);
        System.out.println(measured);
        all.add(measured);
      }
    }
    Report report = new Report(tables + " " + database.files(), all);
    report.write(Files.createDirectories(options.out()), stem(workload));
    report.summary().forEach(System.out::println);
    System.out.printf(
        Locale.ROOT,
        "%s: %d s in all%n",
        workload.name(),
        Duration.ofNanos(System.nanoTime() - started).toSeconds());
  }

  /** The shop's report is the one that documentation shows. */
  private static String stem(Workload workload) {
    String name = workload.name().replaceFirst("-.*", "");
    return name.equals("shop") ? "routing" : "routing-" + name;
  }
}
