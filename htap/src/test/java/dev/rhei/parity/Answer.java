package dev.rhei.parity;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * What a query returned: labels, and rows of values as {@code getObject} gives them, Java types
 * included. Blobs are {@link Blob}, to be comparable.
 */
record Answer(List<String> labels, List<List<Object>> rows) {
  /** SQLite tells the fourth of several equal names in a subquery from the others by chance. */
  private static final Pattern RANDOM_LABEL = Pattern.compile(":[0-9]{5,10}$");

  Answer {
    labels = labels.stream().map(l -> RANDOM_LABEL.matcher(l).replaceAll(":<any>")).toList();
  }

  /** A blob's bytes. */
  record Blob(String hex) {
    @Override
    public String toString() {
      return "x'" + hex + "'";
    }
  }

  static Object value(Object value) {
    return value instanceof byte[] bytes ? new Blob(HexFormat.of().formatHex(bytes)) : value;
  }

  boolean sameInOrder(Answer other) {
    return labels.equals(other.labels) && rows.equals(other.rows);
  }

  boolean sameInAnyOrder(Answer other) {
    return labels.equals(other.labels)
        && rows.size() == other.rows.size()
        && bag(rows).equals(bag(other.rows));
  }

  /** With 0.0 for -0.0. */
  Answer withoutSignsOfZero() {
    List<List<Object>> changed = new ArrayList<>();
    for (List<Object> row : rows) {
      List<Object> values = new ArrayList<>(row);
      values.replaceAll(value -> value instanceof Double real && real == 0 ? (Object) 0.0 : value);
      changed.add(values);
    }
    return new Answer(labels, changed);
  }

  static Map<List<Object>, Integer> bag(List<List<Object>> rows) {
    Map<List<Object>, Integer> bag = new HashMap<>();
    rows.forEach(row -> bag.merge(row, 1, Integer::sum));
    return bag;
  }

  @Override
  public String toString() {
    StringBuilder text = new StringBuilder().append(labels).append(' ').append(rows.size());
    text.append(rows.size() == 1 ? " row:" : " rows:");
    for (List<Object> row : rows) {
      text.append(' ').append(row.stream().map(Answer::literal).toList());
      if (text.length() > 1_000) {
        return text.append(" …").toString();
      }
    }
    return text.toString();
  }

  /** With its type: 1 is no 1L, no 1.0 and no '1'. */
  private static String literal(Object value) {
    if (value == null) {
      return "NULL";
    }
    if (value instanceof String text) {
      return "'" + text.replace("'", "''") + "'";
    }
    if (value instanceof Integer || value instanceof Double || value instanceof Blob) {
      return value.toString();
    }
    return value instanceof Long ? value + "L" : value + " (" + value.getClass().getName() + ")";
  }
}
