package dev.rhei.parity;

import java.util.ArrayList;
import java.util.List;

/**
 * What an expression may name.
 *
 * @param columns those it may read
 * @param tables those its subqueries may read
 */
record Scope(List<Visible> columns, List<Relation> tables) {
  Scope {
    columns = List.copyOf(columns);
    tables = List.copyOf(tables);
  }

  /** A column as a query writes it. */
  record Visible(String sql, ColumnKind kind) {}

  /** The columns of a relation. */
  static List<Visible> visible(String alias, Relation relation) {
    return relation.columns().stream()
        .map(column -> new Visible(alias + "." + column.name(), column.kind()))
        .toList();
  }

  /** The columns of a relation, without its name. */
  static List<Visible> unqualified(Relation relation) {
    return relation.columns().stream()
        .map(column -> new Visible(column.name(), column.kind()))
        .toList();
  }

  /** With these columns too. */
  Scope with(List<Visible> more) {
    List<Visible> all = new ArrayList<>(columns);
    all.addAll(more);
    return new Scope(all, tables);
  }

  List<Visible> ofKind(ColumnKind kind) {
    return columns.stream().filter(column -> column.kind() == kind).toList();
  }
}
