package dev.rhei.parity;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Why queries were not answered by the copy; reasons that differ in names and values are one. */
final class Reasons {
  private static final int EXAMPLES = 3;

  private final Map<String, Reason> byText = new LinkedHashMap<>();

  /** A reason, how often it was given, and for what. */
  record Reason(String text, int count, List<Outcome> examples) {}

  void add(Outcome outcome) {
    byText.merge(
        general(outcome.reason()),
        new Reason(general(outcome.reason()), 1, List.of(outcome)),
        Reasons::joined);
  }

  private static Reason joined(Reason one, Reason other) {
    List<Outcome> examples = new ArrayList<>(one.examples());
    if (examples.size() < EXAMPLES) {
      examples.addAll(other.examples());
    }
    return new Reason(one.text(), one.count() + other.count(), examples);
  }

  List<Reason> mostFrequentFirst() {
    return byText.values().stream()
        .sorted(Comparator.comparingInt(Reason::count).reversed())
        .toList();
  }

  private static String general(String reason) {
    String text =
        reason
            .replaceAll("\\s+", " ")
            .replaceAll("reads [^ ]+, which is not", "reads …, which is not")
            .replaceAll("'(?:[^']|'')*'", "'…'")
            .replaceAll("\"[^\"]*\"", "\"…\"")
            .replaceAll("\\b\\d[\\d.]*\\b", "N");
    return text.length() > 200 ? text.substring(0, 200) + "…" : text;
  }
}
