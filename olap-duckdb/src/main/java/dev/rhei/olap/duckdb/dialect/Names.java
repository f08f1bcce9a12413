package dev.rhei.olap.duckdb.dialect;

import dev.rhei.core.schema.Identifier;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Names that SQLite makes up or gives a meaning of its own. */
final class Names {
  private Names() {}

  static boolean isRowid(String folded) {
    return folded.equals("rowid") || folded.equals("_rowid_") || folded.equals("oid");
  }

  /** The labels as names of a derived table's columns: SQLite numbers those that come again. */
  static List<String> unique(List<String> labels) {
    Set<String> taken = new HashSet<>();
    return labels.stream().map(label -> unique(label, taken)).toList();
  }

  private static String unique(String label, Set<String> taken) {
    String name = label;
    for (int i = 1; !taken.add(Identifier.fold(name)); i++) {
      Refusal.unless(i <= 3, "a derived table with many columns '" + label + "'");
      name = label + ":" + i;
    }
    return name;
  }
}
