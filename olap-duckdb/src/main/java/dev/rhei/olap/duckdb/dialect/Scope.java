package dev.rhei.olap.duckdb.dialect;

import dev.rhei.olap.duckdb.dialect.Source.SourceColumn;
import dev.rhei.sql.Expr;
import dev.rhei.sql.Name;
import dev.rhei.sql.Window;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What names mean inside one SELECT: its FROM, its result aliases, its windows, and the SELECT
 * around it. Lives for one translation.
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
  private final List<Operand> operands = new ArrayList<>();
  private final Map<String, Expr> aliases = new HashMap<>();
  private final Map<String, Window> windows = new HashMap<>();
  private boolean aliasesVisible = true;
  private boolean severalWindows;
  private @Nullable Groups groups;
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

  void add(Operand operand) {
    operands.add(operand);
  }

  List<Operand> operands() {
    return operands;
  }

  /** All sources, those in parentheses too. */
  List<Source> sources() {
    return operands.stream().flatMap(operand -> operand.sources().stream()).toList();
  }

  /**
   * Whether joins in parentheses have several columns of that name: SQLite takes such joins for a
   * select, and numbers its columns.
   */
  boolean isDoubleInGroup(Name name) {
    for (Operand operand : operands) {
      long columns =
          operand.sources().stream()
              .flatMap(source -> source.columns().stream())
              .filter(column -> column.isNamed(name.folded()))
              .count();
      if (operand.sources().size() > 1 && columns > 1) {
        return true;
      }
    }
    return false;
  }

  void addAlias(String folded, Expr expression) {
    aliases.putIfAbsent(folded, expression);
  }

  /** The expression of that alias, where aliases can be seen: not in the result's own columns. */
  @Nullable Expr alias(String folded) {
    return aliasesVisible ? aliases.get(folded) : null;
  }

  /** Shows or hides the aliases and returns how it was before. */
  boolean showAliases(boolean visible) {
    boolean before = aliasesVisible;
    aliasesVisible = visible;
    return before;
  }

  /** Different windows are computed one after the other, each in the order of the one before. */
  void haveSeveralWindows() {
    severalWindows = true;
  }

  boolean hasSeveralWindows() {
    return severalWindows;
  }

  void addWindow(String folded, Window window) {
    windows.putIfAbsent(folded, window);
  }

  Window window(String folded) {
    Window window = windows.get(folded);
    if (window == null) {
      throw new Refusal("the window '" + folded + "', which is not defined");
    }
    return window;
  }

  /** A column of this SELECT's FROM; null if it has none of that name. */
  @Nullable SourceColumn column(@Nullable String qualifier, String folded) {
    SourceColumn found =
        qualifier == null ? Operand.find(operands, folded) : qualified(qualifier, folded);
    return found != null || !Names.isRowid(folded) ? found : rowid(qualifier, folded);
  }

  private @Nullable SourceColumn qualified(String qualifier, String folded) {
    SourceColumn found = null;
    for (Source source : sources()) {
      if (source.name().equals(qualifier)) {
        for (SourceColumn column : source.columns()) {
          if (column.isNamed(folded)) {
            Refusal.unless(found == null, "the name '" + folded + "', which is ambiguous");
            found = column;
          }
        }
      }
    }
    return found;
  }

  private @Nullable SourceColumn rowid(@Nullable String qualifier, String folded) {
    SourceColumn found = null;
    for (Source source : sources()) {
      if (qualifier == null || source.name().equals(qualifier)) {
        Refusal.unless(
            found == null && source.rowid() != null, "'" + folded + "' of what has no one rowid");
        found = source.rowid();
      }
    }
    return found;
  }

  /** From now on this SELECT has groups. */
  void group(Groups made) {
    groups = made;
  }

  /** The groups; null if rows are not grouped. */
  @Nullable Groups groups() {
    return groups;
  }

  /** The groups, if expressions have to be made of keys and aggregates here; else null. */
  @Nullable Groups seenGroups() {
    return place == Place.RESULT ? groups : null;
  }
}
