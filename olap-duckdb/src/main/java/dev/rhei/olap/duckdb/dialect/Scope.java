package dev.rhei.olap.duckdb.dialect;

import dev.rhei.olap.duckdb.dialect.Source.SourceColumn;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import net.sf.jsqlparser.expression.Expression;
import org.jspecify.annotations.Nullable;

/**
 * What names mean inside one SELECT: its FROM, its result aliases, and the SELECT around it. Also
 * where the groups of a grouped SELECT are kept: such a query becomes an inner SELECT that computes
 * keys {@code k0..} and aggregates {@code a0..}, and an outer one over these. Lives for one
 * translation.
 */
final class Scope {
  /** Which of the two SELECTs of a grouped query an expression is for. */
  enum Place {
    /** Sees the rows of FROM: WHERE, ON, GROUP BY, arguments of aggregates. */
    ROW,
    /** Sees groups, if there are any: the result, HAVING, ORDER BY. */
    RESULT
  }

  private final @Nullable Scope outer;
  private final CommonTables commonTables;
  private final List<Source> sources = new ArrayList<>();
  private final Set<SourceColumn> merged = new HashSet<>(); // by USING, into the left one
  private final Map<String, Expression> aliases = new HashMap<>();
  private boolean aliasesVisible = true;
  private final Map<String, String> keys = new LinkedHashMap<>(); // text over rows -> k column
  private final Map<String, String> aggregates = new LinkedHashMap<>(); // over rows -> a column
  private final Map<String, String> computed = new LinkedHashMap<>(); // over a columns -> s column
  private @Nullable String groups; // alias of the inner SELECT; null if not grouped
  private Place place = Place.ROW;

  Scope(@Nullable Scope outer, CommonTables commonTables) {
    this.outer = outer;
    this.commonTables = commonTables;
  }

  @Nullable Scope outer() {
    return outer;
  }

  CommonTables commonTables() {
    return commonTables;
  }

  Place place() {
    return place;
  }

  /** Sets the place and returns the one before. */
  Place moveTo(Place next) {
    Place before = place;
    place = next;
    return before;
  }

  void add(Source source) {
    sources.add(source);
  }

  List<Source> sources() {
    return sources;
  }

  /** Hides a column that USING merged: only its table's name leads to it. */
  void merge(SourceColumn column) {
    merged.add(column);
  }

  boolean isMerged(SourceColumn column) {
    return merged.contains(column);
  }

  void addAlias(String folded, Expression expression) {
    aliases.putIfAbsent(folded, expression);
  }

  /** The expression of that alias, where aliases can be seen: not in the result's own columns. */
  @Nullable Expression alias(String folded) {
    return aliasesVisible ? aliases.get(folded) : null;
  }

  /** Shows or hides the aliases and returns how it was before. */
  boolean showAliases(boolean visible) {
    boolean before = aliasesVisible;
    aliasesVisible = visible;
    return before;
  }

  /** A column of this SELECT's FROM; null if it has none of that name. */
  @Nullable SourceColumn column(@Nullable String qualifier, String folded) {
    SourceColumn found = null;
    for (Source source : sources) {
      if (qualifier != null && !source.name().equals(qualifier)) {
        continue;
      }
      for (SourceColumn column : source.columns()) {
        if (column.isNamed(folded) && (qualifier != null || !isMerged(column))) {
          Refusal.unless(found == null, "the name '" + folded + "', which is ambiguous");
          found = column;
        }
      }
    }
    return found != null || !Names.isRowid(folded) ? found : rowid(qualifier, folded);
  }

  private @Nullable SourceColumn rowid(@Nullable String qualifier, String folded) {
    SourceColumn found = null;
    for (Source source : sources) {
      if (qualifier == null || source.name().equals(qualifier)) {
        Refusal.unless(
            found == null && source.rowid() != null, "'" + folded + "' of what has no one rowid");
        found = source.rowid();
      }
    }
    return found;
  }

  /** From now on this SELECT has groups, read under that alias. */
  void group(String alias) {
    groups = alias;
  }

  boolean isGrouped() {
    return groups != null;
  }

  /** The alias of the inner SELECT. */
  String groups() {
    if (groups == null) {
      throw new Refusal("an aggregate where rows are not grouped");
    }
    return groups;
  }

  /** Whether expressions have to be made of keys and aggregates. */
  boolean seesGroups() {
    return groups != null && place == Place.RESULT;
  }

  void addKey(Typed key) {
    keys.putIfAbsent(key.value(), "k" + keys.size());
  }

  /** Whether there is at most one group, and so one row. */
  boolean isOneGroup() {
    return groups != null && keys.isEmpty();
  }

  /** The columns of the inner SELECT that are grouped by. */
  Map<String, String> keys() {
    return keys;
  }

  /** The columns of the inner SELECT that are aggregates. */
  Map<String, String> aggregates() {
    return aggregates;
  }

  /** What is computed from these before the result. */
  Map<String, String> computed() {
    return computed;
  }

  /** The key of that text as the outer SELECT reads it; null if there is none. */
  @Nullable Typed key(Typed row) {
    String column = keys.get(row.value());
    return column == null ? null : row.asColumn(groups() + "." + column);
  }

  /** All keys as the outer SELECT reads them. */
  List<String> keyColumns() {
    return keys.values().stream().map(key -> groups() + "." + key).toList();
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
    };
  }

  private String column(Map<String, String> columns, String text, String prefix) {
    columns.putIfAbsent(text, prefix + columns.size());
    return groups() + "." + columns.get(text);
  }

  /**
   * What the outer SELECT reads for a column of the inner one: the key, or, where the keys tell the
   * rows of its table apart, the one value of the group.
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
          && source.key().stream().allMatch(part -> keys.containsKey(part.value()))) {
        String value = sink("").aggregate("any_value(" + column.typed().sql() + ")");
        return column.typed().asColumn(value);
      }
    }
    throw new Refusal(
        "the column '" + column.name() + "' beside groups: SQLite takes it from any row");
  }
}
