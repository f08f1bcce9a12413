package dev.rhei.parity;

import dev.rhei.parity.Outcome.Place;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** What became of the queries of a run, by corpus and group. */
final class ParityReport {
  private final Map<String, Map<String, Tally>> tallies = new LinkedHashMap<>();
  private final Map<String, Reasons> onSqlite = new LinkedHashMap<>();
  private final Map<String, Reasons> unmirrored = new LinkedHashMap<>();
  private final Map<String, Reasons> refused = new LinkedHashMap<>();
  private final List<Outcome> different = new ArrayList<>();

  void add(Outcome outcome) {
    String corpus = outcome.script().corpus();
    tallies
        .computeIfAbsent(corpus, c -> new LinkedHashMap<>())
        .computeIfAbsent(outcome.script().group(), g -> new Tally())
        .add(outcome);
    switch (outcome.place()) {
      case SQLITE -> onSqlite.computeIfAbsent(corpus, c -> new Reasons()).add(outcome);
      case UNMIRRORED -> unmirrored.computeIfAbsent(corpus, c -> new Reasons()).add(outcome);
      case REFUSED -> refused.computeIfAbsent(corpus, c -> new Reasons()).add(outcome);
      case COPY -> {}
    }
    if (outcome.verdict() != Verdict.SAME && outcome.verdict() != Verdict.VOLATILE) {
      different.add(outcome);
    }
  }

  void add(ParityReport other) {
    other.tallies.forEach(
        (corpus, groups) ->
            tallies.computeIfAbsent(corpus, c -> new LinkedHashMap<>()).putAll(groups));
    onSqlite.putAll(other.onSqlite);
    unmirrored.putAll(other.unmirrored);
    refused.putAll(other.refused);
    different.addAll(other.different);
  }

  Set<String> corpora() {
    return tallies.keySet();
  }

  /** The groups of a corpus. */
  Map<String, Tally> groups(String corpus) {
    return tallies.getOrDefault(corpus, Map.of());
  }

  Tally total(String corpus) {
    Tally total = new Tally();
    groups(corpus).values().forEach(total::add);
    return total;
  }

  Reasons onSqlite(String corpus) {
    return onSqlite.getOrDefault(corpus, new Reasons());
  }

  Reasons unmirrored(String corpus) {
    return unmirrored.getOrDefault(corpus, new Reasons());
  }

  Reasons refused(String corpus) {
    return refused.getOrDefault(corpus, new Reasons());
  }

  /** Queries whose answers differ, those that chance or the time explains left out. */
  List<Outcome> different() {
    return List.copyOf(different);
  }

  /** Queries whose answer was this, in a form to be read. */
  List<String> listed(Verdict verdict) {
    return different.stream()
        .filter(outcome -> outcome.verdict() == verdict)
        .map(ParityReport::listed)
        .toList();
  }

  static String listed(Outcome outcome) {
    return outcome.where()
        + "\n"
        + outcome.ask().sql()
        + bound(outcome.ask())
        + "\n"
        + outcome.difference();
  }

  private static String bound(Step.Ask ask) {
    return ask.parameters().isEmpty() ? "" : "   -- with " + ask.parameters();
  }

  /** A table for the console. */
  @Override
  public String toString() {
    StringBuilder text = new StringBuilder();
    line(
        text,
        "parity",
        "queries",
        "SQLite fails",
        "unmirrored",
        "DuckDB",
        "share",
        "SQLite",
        "ties",
        "wrong");
    tallies.forEach(
        (corpus, groups) -> {
          groups.forEach((group, tally) -> line(text, corpus + "/" + group, tally));
          if (groups.size() > 1) {
            line(text, corpus, total(corpus));
          }
        });
    return text.toString();
  }

  private static void line(StringBuilder text, String name, Tally tally) {
    line(
        text,
        name,
        tally.queries(),
        tally.count(Place.REFUSED),
        tally.count(Place.UNMIRRORED),
        tally.count(Place.COPY),
        String.format(Locale.ROOT, "%.1f %%", tally.share()),
        tally.count(Place.SQLITE),
        tally.ties(),
        tally.count(Verdict.WRONG));
  }

  private static void line(StringBuilder text, Object... cells) {
    text.append(String.format(Locale.ROOT, "%-34s %8s %12s %10s %8s %8s %8s %6s %6s%n", cells));
  }
}
