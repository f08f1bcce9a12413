package dev.rhei.parity;

import dev.rhei.parity.Outcome.Place;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/** A report as a page that can be committed. */
final class MarkdownReport {
  private static final int REASONS = 40;
  private static final int LISTED = 20;

  private final ParityReport report;
  private final StringBuilder page = new StringBuilder();

  private MarkdownReport(ParityReport report) {
    this.report = report;
  }

  static void write(ParityReport report, Path file) {
    try {
      Files.createDirectories(file.toAbsolutePath().getParent());
      Files.writeString(file, new MarkdownReport(report).page());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private String page() {
    add(
        "# Parity",
        "",
        "Every query runs through the engine with the hint `PREFER_OLAP`, and on plain sqlite-jdbc on"
            + " the same file. The answers are compared: labels, rows, values, Java types, and the"
            + " order where the query orders. Made by",
        "",
        "```",
        "mvn -B verify -pl htap -am -Pparity -Dtest=ParityCorpusTest -Dsurefire.failIfNoSpecifiedTests=false \\",
        "    -Drhei.parity.report=../docs/parity.md",
        "```",
        "",
        "- *SQLite fails*: the query is an error on SQLite, and must be one with us.",
        "- *unmirrored*: answered by SQLite, as a table of the query cannot be mirrored.",
        "- *DuckDB*, *SQLite*: who answered the others; *share* is DuckDB's of them.",
        "- *ties*: rows that are equal under ORDER BY come in another order, or a LIMIT lets others of"
            + " them through; or SQLite itself answers otherwise when it visits the rows backwards.",
        "- *wrong*: any other difference.",
        "");
    table("corpus", report.corpora().stream().toList(), report::total);
    report.corpora().forEach(this::corpus);
    return page.toString();
  }

  private void corpus(String corpus) {
    add("", "## " + corpus, "");
    if (report.groups(corpus).size() > 1) {
      table("group", List.copyOf(report.groups(corpus).keySet()), report.groups(corpus)::get);
    }
    reasons("Why SQLite answered", report.onSqlite(corpus));
    reasons("Why tables were not mirrored", report.unmirrored(corpus));
    List<Outcome> wrong =
        report.different().stream()
            .filter(outcome -> outcome.script().corpus().equals(corpus))
            .filter(outcome -> outcome.verdict() == Verdict.WRONG)
            .toList();
    if (!wrong.isEmpty()) {
      add("", "### Wrong", "");
      for (Outcome outcome : wrong.subList(0, Math.min(LISTED, wrong.size()))) {
        add("```", ParityReport.listed(outcome), "```");
      }
    }
  }

  private void reasons(String title, Reasons reasons) {
    List<Reasons.Reason> first = reasons.mostFrequentFirst();
    if (first.isEmpty()) {
      return;
    }
    add("", "### " + title, "", "| queries | reason | for instance |", "|---:|---|---|");
    for (Reasons.Reason reason : first.subList(0, Math.min(REASONS, first.size()))) {
      add(
          "| "
              + reason.count()
              + " | "
              + cell(reason.text())
              + " | `"
              + cell(reason.examples().get(0).ask().sql())
              + "` |");
    }
    int others = first.stream().skip(REASONS).mapToInt(Reasons.Reason::count).sum();
    if (others > 0) {
      add("| " + others + " | other reasons | |");
    }
  }

  private interface Tallies {
    Tally of(String name);
  }

  private void table(String what, List<String> names, Tallies tallies) {
    add(
        "| "
            + what
            + " | queries | SQLite fails | unmirrored | DuckDB | SQLite | share | ties | wrong |",
        "|---|---:|---:|---:|---:|---:|---:|---:|---:|");
    for (String name : names) {
      Tally tally = tallies.of(name);
      add(
          String.format(
              Locale.ROOT,
              "| %s | %d | %d | %d | %d | %d | %.1f %% | %d | %d |",
              name,
              tally.queries(),
              tally.count(Place.REFUSED),
              tally.count(Place.UNMIRRORED),
              tally.count(Place.COPY),
              tally.count(Place.SQLITE),
              tally.share(),
              tally.ties(),
              tally.count(Verdict.WRONG)));
    }
  }

  private static String cell(String text) {
    String line = text.replaceAll("\\s+", " ").replace("|", "\\|").replace("`", "'");
    return line.length() > 160 ? line.substring(0, 160) + "…" : line;
  }

  private void add(String... lines) {
    for (String line : lines) {
      page.append(line).append('\n');
    }
  }
}
