package dev.rhei.oltp.sqlite;

import dev.rhei.core.schema.Identifier;
import dev.rhei.core.schema.TableAlteration;
import dev.rhei.oltp.sqlite.TableShape.ColumnShape;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What one ALTER TABLE did to a table's columns, told by its shapes before and after. Pure. */
final class TableDifference {
  private TableDifference() {}

  /** Empty if the rows must be looked at again: another key, another type, computed values. */
  static Optional<TableAlteration> between(TableShape before, TableShape now) {
    boolean sameRows =
        before.rowKey() == now.rowKey()
            && before.strict() == now.strict()
            && (before.rowid() == null) == (now.rowid() == null);
    return sameRows ? columns(before, now) : Optional.empty();
  }

  private static Optional<TableAlteration> columns(TableShape before, TableShape now) {
    List<ColumnShape> old = before.columns();
    List<ColumnShape> columns = now.columns();
    int first = 0;
    while (first < Math.min(old.size(), columns.size())
        && same(old.get(first), columns.get(first))) {
      first++;
    }
    if (columns.size() == old.size() + 1 && first == old.size()) {
      ColumnShape added = columns.get(first);
      return added.generated() || !before.primaryKey().equals(now.primaryKey())
          ? Optional.empty()
          : Optional.of(new TableAlteration.AddedColumn(added.name(), null));
    }
    if (columns.size() == old.size() - 1 && same(old, first + 1, columns, first)) {
      return before.primaryKey().equals(now.primaryKey())
          ? Optional.of(new TableAlteration.DroppedColumn(old.get(first).name()))
          : Optional.empty();
    }
    if (columns.size() != old.size()) {
      return Optional.empty();
    }
    if (first == old.size()) {
      return before.primaryKey().equals(now.primaryKey())
          ? Optional.of(new TableAlteration.None())
          : Optional.empty();
    }
    String from = old.get(first).name();
    String to = columns.get(first).name();
    List<String> key = new ArrayList<>(before.primaryKey());
    key.replaceAll(column -> Identifier.same(column, from) ? to : column);
    boolean renamed =
        sameButForTheName(old.get(first), columns.get(first))
            && same(old, first + 1, columns, first + 1)
            && key.equals(now.primaryKey());
    return renamed ? Optional.of(new TableAlteration.RenamedColumn(from, to)) : Optional.empty();
  }

  private static boolean same(List<ColumnShape> a, int fromA, List<ColumnShape> b, int fromB) {
    if (a.size() - fromA != b.size() - fromB) {
      return false;
    }
    for (int i = 0; i < a.size() - fromA; i++) {
      if (!same(a.get(fromA + i), b.get(fromB + i))) {
        return false;
      }
    }
    return true;
  }

  private static boolean same(ColumnShape a, ColumnShape b) {
    return a.name().equals(b.name()) && sameButForTheName(a, b);
  }

  private static boolean sameButForTheName(ColumnShape a, ColumnShape b) {
    return a.declaredType().equals(b.declaredType()) && a.generated() == b.generated();
  }
}
