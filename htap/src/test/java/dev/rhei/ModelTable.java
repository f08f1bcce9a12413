package dev.rhei;

import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.function.Predicate;

/** What a table should hold, kept in plain Java: rows, and what must be unique among them. */
final class ModelTable {
  private final List<List<String>> uniques;
  private final List<String> columns;
  private final List<Map<String, Object>> rows = new ArrayList<>();

  /**
   * An empty table.
   *
   * @param columns in order
   * @param uniques sets of columns; text in them is compared without regard to case
   */
  ModelTable(List<String> columns, List<List<String>> uniques) {
    this.columns = new ArrayList<>(columns);
    this.uniques = uniques;
  }

  ModelTable copy() {
    ModelTable copy = new ModelTable(columns, uniques);
    rows.forEach(row -> copy.rows.add(new LinkedHashMap<>(row)));
    return copy;
  }

  int size() {
    return rows.size();
  }

  Map<String, Object> row(Object... values) {
    Map<String, Object> row = new LinkedHashMap<>();
    for (int i = 0; i < columns.size(); i++) {
      row.put(columns.get(i), i < values.length ? values[i] : 5L); // the default of added columns
    }
    return row;
  }

  /** INSERT, where nothing collides. */
  void insert(Map<String, Object> row) {
    rows.add(row);
  }

  /** INSERT OR REPLACE. */
  void replace(Map<String, Object> row) {
    rows.removeIf(other -> collides(row, other));
    rows.add(row);
  }

  /** INSERT OR IGNORE. */
  void insertOrIgnore(Map<String, Object> row) {
    if (rows.stream().noneMatch(other -> collides(row, other))) {
      rows.add(row);
    }
  }

  /** INSERT ... ON CONFLICT DO UPDATE. */
  void upsert(Map<String, Object> row, Consumer<Map<String, Object>> update) {
    for (Map<String, Object> other : rows) {
      if (collides(row, other)) {
        update.accept(other);
        return;
      }
    }
    rows.add(row);
  }

  /** UPDATE, where nothing collides. */
  void update(Predicate<Map<String, Object>> where, Consumer<Map<String, Object>> change) {
    rows.stream().filter(where).forEach(change);
  }

  /** UPDATE OR REPLACE of one row at most. */
  void updateOrReplace(Predicate<Map<String, Object>> where, Consumer<Map<String, Object>> change) {
    rows.stream()
        .filter(where)
        .findFirst()
        .ifPresent(
            row -> {
              change.accept(row);
              rows.removeIf(other -> other != row && collides(row, other));
            });
  }

  void delete(Predicate<Map<String, Object>> where) {
    rows.removeIf(where);
  }

  void addColumn(String name) {
    columns.add(name);
    rows.forEach(row -> row.put(name, 5L));
  }

  void dropColumn(String name) {
    columns.remove(name);
    rows.forEach(row -> row.remove(name));
  }

  private boolean collides(Map<String, Object> a, Map<String, Object> b) {
    return uniques.stream()
        .anyMatch(unique -> unique.stream().allMatch(column -> same(a.get(column), b.get(column))));
  }

  static boolean same(Object a, Object b) {
    if (a instanceof String left && b instanceof String right) {
      return left.equalsIgnoreCase(right);
    }
    return a != null && Objects.equals(a, b);
  }

  /** As {@link BothSides} writes rows. */
  List<String> texts() {
    List<String> texts = new ArrayList<>();
    for (Map<String, Object> row : rows) {
      texts.add(columns.stream().map(column -> text(row.get(column))).toList().toString());
    }
    texts.sort(null);
    return texts;
  }

  private static String text(Object value) {
    if (value instanceof byte[] bytes) {
      return "'x'" + HexFormat.of().formatHex(bytes) + "'";
    }
    return value instanceof String ? "'" + value + "'" : String.valueOf(value);
  }
}
