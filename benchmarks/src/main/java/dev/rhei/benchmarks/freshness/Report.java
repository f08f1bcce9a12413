package dev.rhei.benchmarks.freshness;

import dev.rhei.benchmarks.report.Machine;
import dev.rhei.benchmarks.report.Numbers;
import dev.rhei.benchmarks.report.Percentiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** What was measured, as a page, as values, and as a plot. */
final class Report {
  private static final String PERCENTILES = "| %s | %,.0f | %s | %s | %s | %s |";

  private final Options options;
  private final double load; // of the machine, before
  private final List<Measured> all;
  private final List<WalWatch.Growth> growth;

  Report(Options options, double load, List<Measured> all, List<WalWatch.Growth> growth) {
    this.options = options;
    this.load = load;
    this.all = all;
    this.growth = growth;
  }

  /** Writes {@code freshness.md}, {@code freshness.csv} and {@code freshness.svg}. */
  void write(Path directory) throws IOException {
    Files.write(directory.resolve("freshness.md"), page());
    Files.write(directory.resolve("freshness.csv"), values());
    Files.write(directory.resolve("freshness.svg"), new Plot(all).lines());
  }

  private List<String> page() {
    List<String> lines = new ArrayList<>();
    lines.add("# How soon the copy shows a commit");
    lines.add("");
    lines.add(
        format(
            "A table of %,d rows at the start, both sides in files, replay in the background, one"
                + " writer; %d s for each rate, the first fifth not counted.",
            options.rows(), options.time().toSeconds()));
    lines.add(Machine.line(FreshnessRun.class));
    lines.add(
        format(
            "All times are milliseconds. Others had the machine before at a load of %.1f.", load));
    lines.add("");
    lines.add("![Time until commits are visible, by share of commits](freshness.svg)");
    lines.add("");
    lines.add("## From a commit's return until the copy shows it");
    lines.add("");
    lines.add(
        "By turns an insert and an update of a random row, each a commit of its own, by a schedule"
            + " that does not wait.");
    lines.add("");
    lines.add("| commits/s asked | achieved | p50 | p95 | p99 | max |");
    lines.add("|---|---:|---:|---:|---:|---:|");
    all.forEach(each -> lines.add(row(each.rate(), each.achieved(), each.visible())));
    lines.add("");
    lines.add("Commits began after their time by, and cycles took:");
    lines.add("");
    lines.add("| commits/s asked | late p50 | late p99 | cycles | p50 | p99 | max |");
    lines.add("|---|---:|---:|---:|---:|---:|---:|");
    for (Measured each : all) {
      lines.add(
          format(
              "| %,d | %s | %s | %,d | %s | %s | %s |",
              each.rate(),
              Numbers.shown(each.lateness().median()),
              Numbers.shown(each.lateness().at(0.99)),
              each.cycles().count(),
              Numbers.shown(each.cycles().median()),
              Numbers.shown(each.cycles().at(0.99)),
              Numbers.shown(each.cycles().max())));
    }
    queries(lines);
    if (!growth.isEmpty()) {
      lines.add("");
      lines.add("## How far the WAL grows");
      lines.add("");
      growth.forEach(each -> lines.add(each + "."));
    }
    return lines;
  }

  private void queries(List<String> lines) {
    lines.add("");
    lines.add("## What LATEST adds to a query");
    lines.add("");
    lines.add(
        "`"
            + Shop.QUERY
            + "` on the copy, with LATEST and EVENTUAL by turns, 50 ms between two queries; each"
            + " commit inserts an order and notes its number. The last two columns are HATtrick's"
            + " freshness: from the commit of the first transaction that a query did not see to the"
            + " query's start, 95th percentile.");
    lines.add("");
    lines.add(
        "| commits/s | achieved | visible p50 | p99 | LATEST p50 | p95 | EVENTUAL p50 | p95 |"
            + " LATEST adds p50 | stale, LATEST | stale, EVENTUAL |");
    lines.add("|---|---:|---:|---:|---:|---:|---:|---:|---:|---:|---:|");
    for (Measured each : all) {
      Measured.Queried queried = each.queried();
      lines.add(
          format(
              "| %,d | %,.0f | %s | %s | %s | %s | %s | %s | %.2f | %s | %s |",
              each.rate(),
              queried.achieved(),
              Numbers.shown(queried.visible().median()),
              Numbers.shown(queried.visible().at(0.99)),
              Numbers.shown(queried.latest().median()),
              Numbers.shown(queried.latest().at(0.95)),
              Numbers.shown(queried.eventual().median()),
              Numbers.shown(queried.eventual().at(0.95)),
              queried.latest().median() - queried.eventual().median(),
              Numbers.shown(queried.staleLatest().at(0.95)),
              Numbers.shown(queried.staleEventual().at(0.95))));
    }
  }

  private static String row(int rate, double achieved, Percentiles times) {
    return format(
        PERCENTILES,
        format("%,d", rate),
        achieved,
        Numbers.shown(times.median()),
        Numbers.shown(times.at(0.95)),
        Numbers.shown(times.at(0.99)),
        Numbers.shown(times.max()));
  }

  private List<String> values() {
    List<String> lines = new ArrayList<>();
    lines.add("what,commits_per_second,achieved,count,p50_ms,p95_ms,p99_ms,max_ms");
    for (Measured each : all) {
      Measured.Queried queried = each.queried();
      int rate = each.rate();
      lines.add(value("visible", rate, each.achieved(), each.visible()));
      lines.add(value("late", rate, each.achieved(), each.lateness()));
      lines.add(value("cycle", rate, each.achieved(), each.cycles()));
      lines.add(value("visible, queried", rate, queried.achieved(), queried.visible()));
      lines.add(value("query, LATEST", rate, queried.achieved(), queried.latest()));
      lines.add(value("query, EVENTUAL", rate, queried.achieved(), queried.eventual()));
      lines.add(value("stale, LATEST", rate, queried.achieved(), queried.staleLatest()));
      lines.add(value("stale, EVENTUAL", rate, queried.achieved(), queried.staleEventual()));
    }
    return lines;
  }

  private static String value(String what, int rate, double achieved, Percentiles times) {
    return format(
        "\"%s\",%d,%.1f,%d,%s,%s,%s,%s",
        what,
        rate,
        achieved,
        times.count(),
        Numbers.exact(times.median()),
        Numbers.exact(times.at(0.95)),
        Numbers.exact(times.at(0.99)),
        Numbers.exact(times.max()));
  }

  private static String format(String format, Object... values) {
    return String.format(Locale.ROOT, format, values);
  }
}
