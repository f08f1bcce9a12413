package dev.rhei.benchmarks.routing;

import dev.rhei.benchmarks.report.Machine;
import dev.rhei.benchmarks.report.Numbers;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.stream.Stream;

/** What was measured, as a page, as values, and as a plot. */
final class Report {
  private final String database;
  private final List<Measured> all;
  private final Regret regret;

  Report(String database, List<Measured> all) {
    this.database = database;
    this.all = all;
    this.regret = new Regret(all);
  }

  /** Writes {@code stem.md}, {@code stem.csv} and {@code stem.svg}. */
  void write(Path directory, String stem) throws IOException {
    Files.write(directory.resolve(stem + ".md"), page(stem));
    Files.write(directory.resolve(stem + ".csv"), values());
    Files.write(directory.resolve(stem + ".svg"), new Plot(all).lines());
  }

  /** The figures that all queries make together. */
  List<String> summary() {
    long wrong = all.stream().filter(each -> !each.difference().isEmpty()).count();
    long onDuckDb = all.stream().filter(each -> each.duckDb().problem().isEmpty()).count();
    return List.of(
        format("Regret, sum of routed / sum of the better side: %.3f", regret.byMedian()),
        format("... by each query's fastest run: %.3f", regret.byBest()),
        format("... geometric mean over queries: %.3f", regret.geometricMean()),
        format(
            "All queries on SQLite %.1f s, on DuckDB where it can answer %.1f s, as routed %.1f s,"
                + " each on its better side %.1f s",
            regret.secondsOf(each -> each.sqlite().median()),
            regret.secondsOf(
                each -> (each.duckDb().isTimed() ? each.duckDb() : each.sqlite()).median()),
            regret.secondsOf(each -> each.routed().median()),
            regret.secondsOf(Measured::bestMedian)),
        format("Answered by DuckDB: %d of %d; different answers: %d", onDuckDb, all.size(), wrong),
        format("Routed to the wrong side (over 2x + 1 ms): %d", regret.regretted().size()));
  }

  private List<String> page(String stem) {
    List<String> lines = new ArrayList<>();
    lines.add("# Where queries run, and what that costs");
    lines.add("");
    lines.add(database);
    lines.add(Machine.line(Routing.class));
    lines.add("Milliseconds are medians of several runs when warm; what takes seconds ran once.");
    lines.add("");
    summary().forEach(line -> lines.add("- " + line));
    lines.add("");
    lines.add("![Times of each query](" + stem + ".svg)");
    lines.add("");
    lines.add(
        "| query | rows | SQLite ms | DuckDB ms | routed ms | to | x better side | answers |");
    lines.add("|---|---:|---:|---:|---:|---|---:|---|");
    all.forEach(each -> lines.add(row(each)));
    section(lines, "Routed to the wrong side", regret.regretted(), Report::regretted);
    section(
        lines,
        "Without an answer of DuckDB",
        all.stream().filter(each -> each.duckDb().problem().isPresent()).toList(),
        each -> each.name() + ": " + each.duckDb().problem().orElse(""));
    section(
        lines,
        "Different answers",
        all.stream().filter(each -> !each.difference().isEmpty()).toList(),
        each -> each.name() + ": " + each.difference());
    return lines;
  }

  private static String row(Measured each) {
    return Stream.of(
            each.name(),
            each.rows() < 0 ? "" : format("%,d", each.rows()),
            shown(each.sqlite()),
            shown(each.duckDb()),
            shown(each.routed()),
            each.engine(),
            format(each.isRegretted() ? "**%.1f**" : "%.2f", each.factor()),
            each.verdict())
        .reduce("|", (line, cell) -> line + " " + cell + " |");
  }

  private static String shown(Timing timing) {
    if (!timing.isTimed()) {
      return "-";
    }
    return (timing.problem().isPresent() ? "> " : "") + Numbers.shown(timing.median());
  }

  private static String regretted(Measured each) {
    return format(
        "%s: %.1f x, %s ms on %s, because: %s",
        each.name(),
        each.factor(),
        Numbers.shown(each.routed().median()),
        each.engine(),
        each.reason());
  }

  private static void section(
      List<String> lines, String title, List<Measured> measured, Function<Measured, String> text) {
    if (!measured.isEmpty()) {
      lines.add("");
      lines.add("## " + title);
      lines.add("");
      measured.forEach(each -> lines.add("- " + text.apply(each)));
    }
  }

  private List<String> values() {
    List<String> lines = new ArrayList<>();
    lines.add(
        "query,rows,sqlite_ms,sqlite_best_ms,duckdb_ms,duckdb_best_ms,routed_ms,routed_best_ms,"
            + "engine,reason,answers,duckdb_problem");
    for (Measured each : all) {
      lines.add(
          String.join(
              ",",
              quoted(each.name()),
              Integer.toString(each.rows()),
              Numbers.exact(each.sqlite().median()),
              Numbers.exact(each.sqlite().best()),
              Numbers.exact(each.duckDb().median()),
              Numbers.exact(each.duckDb().best()),
              Numbers.exact(each.routed().median()),
              Numbers.exact(each.routed().best()),
              each.engine(),
              quoted(each.reason()),
              each.verdict(),
              quoted(each.duckDb().problem().orElse(""))));
    }
    return lines;
  }

  private static String quoted(String text) {
    return '"' + text.replace("\"", "\"\"").replaceAll("\\s+", " ") + '"';
  }

  private static String format(String format, Object... values) {
    return String.format(Locale.ROOT, format, values);
  }
}
