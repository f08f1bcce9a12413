package dev.rhei.olap.duckdb.dialect;

import dev.rhei.sql.Query;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The WITH clauses in force at one point of a query. Lives for one translation. */
final class CommonTables {
  /** A common table, and what became of it once it was first named. */
  static final class Definition {
    final Query.CommonTable table;
    final CommonTables scope;
    boolean open; // while its query is rewritten
    @Nullable Written written; // what a reference reads

    Definition(Query.CommonTable table, CommonTables scope) {
      this.table = table;
      this.scope = scope;
    }
  }

  /**
   * A common table in DuckDB's text.
   *
   * @param name under which it stands in the WITH clause of the whole statement
   * @param select its columns; the text is not used
   * @param names of the columns
   */
  record Written(String name, Rewritten select, List<String> names) {}

  private final @Nullable CommonTables outer;
  private final Map<String, Definition> definitions = new HashMap<>();

  private CommonTables(@Nullable CommonTables outer) {
    this.outer = outer;
  }

  static CommonTables none() {
    return new CommonTables(null);
  }

  /** These, and those of a select inside. */
  CommonTables with(List<Query.CommonTable> added) {
    if (added.isEmpty()) {
      return this;
    }
    CommonTables inner = new CommonTables(this);
    for (Query.CommonTable table : added) {
      Definition before =
          inner.definitions.put(table.name().folded(), new Definition(table, inner));
      Refusal.unless(before == null, "two common tables of one name");
    }
    return inner;
  }

  /** The definition of that name; null if it is no common table. */
  @Nullable Definition find(String folded) {
    for (CommonTables tables = this; tables != null; tables = tables.outer) {
      Definition found = tables.definitions.get(folded);
      if (found != null) {
        return found;
      }
    }
    return null;
  }
}
