package dev.rhei.olap.duckdb.dialect;

import dev.rhei.olap.duckdb.dialect.Source.SourceColumn;
import dev.rhei.olap.duckdb.function.Certainty;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The groups of a grouped SELECT. Such a query becomes an inner SELECT that computes keys {@code
 * k0..} and aggregates {@code a0..}, and an outer one over these. Lives for one translation.
 */
final class Groups {
  private final String alias;
  private final List<Source> sources;
  private final Map<String, String> keys = new LinkedHashMap<>(); // text over rows -> k column
  private final Map<String, String> aggregates = new LinkedHashMap<>(); // over rows -> a column
  private final Map<String, String> computed = new LinkedHashMap<>(); // over a columns -> s column
  private final boolean marking;
  private @Nullable BareColumns extreme;

  /**
   * Groups of these sources' rows.
   *
   * @param marking whether a real that cannot be known becomes NaN instead of an error
   */
  Groups(String alias, List<Source> sources, boolean marking) {
    this.alias = alias;
    this.sources = sources;
    this.marking = marking;
  }

  /** Bare columns are from now on those of the row that has the one max() or min(). */
  void takeBareColumnsFrom(BareColumns row) {
    extreme = row;
  }

  void addKey(Typed key) {
    keys.putIfAbsent(key.sortKey(), "k" + keys.size());
  }

  /** Whether there is at most one group, and so one row. */
  boolean isOne() {
    return keys.isEmpty();
  }

  boolean hasKeys() {
    return !keys.isEmpty();
  }

  /** All keys as the outer SELECT reads them. */
  List<String> keyColumns() {
    return keys.values().stream().map(key -> alias + "." + key).toList();
  }

  /** The key of that text as the outer SELECT reads it; null if there is none. */
  @Nullable Typed key(Typed row) {
    String column = keys.get(row.sortKey());
    if (column == null) {
      return null;
    }
    boolean same = row.sortKey().equals(row.value());
    return same ? row.asColumn(alias + "." + column) : BareColumns.onlyValue(row, sink(""));
  }

  /** Where the aggregates of this SELECT go; the filter is put behind each. */
  GroupSink sink(String filter) {
    return new GroupSink() {
      @Override
      public String aggregate(String call) {
        return column(aggregates, call + filter, "a");
      }

      @Override
      public String computed(String expression) {
        return column(computed, expression, "s");
      }

      @Override
      public String suffix() {
        return filter;
      }

      @Override
      public String complete(String expression) {
        return column(aggregates, expression, "a");
      }

      @Override
      public String unknown(String what) {
        return marking ? Certainty.UNKNOWN : Typed.error(what);
      }
    };
  }

  private String column(Map<String, String> columns, String text, String prefix) {
    columns.putIfAbsent(text, prefix + columns.size());
    return alias + "." + columns.get(text);
  }

  /**
   * What the outer SELECT reads for a column of the inner one: the key; or, where the keys tell the
   * rows of its table apart, the one value of the group; or what SQLite takes from some row, as far
   * as that is determined.
   */
  Typed inGroup(SourceColumn column) {
    Typed key = key(column.typed());
    if (key != null) {
      return key;
    }
    for (Source source : sources) {
      boolean has = source.columns().contains(column) || column.equals(source.rowid());
      if (has
          && !source.key().isEmpty()
          && column.typed().integral() == null
          && source.key().stream().allMatch(part -> keys.containsKey(part.sortKey()))) {
        String value = sink("").aggregate("any_value(" + column.typed().sql() + ")");
        return column.typed().asColumn(value);
      }
    }
    Refusal.unless(column.typed().kind() != Kind.TYPED, "a typed column beside groups");
    return extreme != null
        ? extreme.value(column.typed(), sink(""))
        : BareColumns.onlyValue(column.typed(), sink(""));
  }

  /** The inner SELECT as a FROM; by now the outer one has asked for every aggregate. */
  String from(String from, String where) {
    List<String> columns = new ArrayList<>();
    List<String> positions = new ArrayList<>();
    for (Map.Entry<String, String> key : keys.entrySet()) {
      columns.add(key.getKey() + " AS " + key.getValue());
      positions.add(Integer.toString(columns.size()));
    }
    aggregates.forEach((call, column) -> columns.add(call + " AS " + column));
    if (columns.isEmpty()) {
      columns.add("count(*)"); // an aggregate that only ORDER BY had: still one row
    }
    String grouped =
        "SELECT "
            + String.join(", ", columns)
            + from
            + where
            + (positions.isEmpty() ? "" : " GROUP BY " + String.join(", ", positions));
    if (!computed.isEmpty()) {
      StringBuilder above = new StringBuilder("SELECT *");
      computed.forEach((text, column) -> above.append(", ").append(text).append(" AS " + column));
      grouped = above + " FROM (" + grouped + ") " + alias;
    }
    return " FROM (" + grouped + ") " + alias;
  }
}
