package dev.rhei.olap.duckdb.dialect;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import net.sf.jsqlparser.statement.select.WithItem;
import org.jspecify.annotations.Nullable;

/**
 * The WITH clauses in force at one point of a query. Each reference is expanded in place. Lives for
 * one translation.
 */
final class CommonTables {
  private final @Nullable CommonTables outer;
  private final Map<String, WithItem<?>> items = new HashMap<>();
  private final Set<String> expanding = new HashSet<>();

  private CommonTables(@Nullable CommonTables outer) {
    this.outer = outer;
  }

  static CommonTables none() {
    return new CommonTables(null);
  }

  /** These, and those of a select inside. */
  CommonTables with(@Nullable List<WithItem<?>> added) {
    if (added == null || added.isEmpty()) {
      return this;
    }
    CommonTables inner = new CommonTables(this);
    for (WithItem<?> item : added) {
      Refusal.unless(
          inner.items.put(Names.folded(item.getAliasName()), item) == null,
          "two common tables of one name");
    }
    return inner;
  }

  /** Where that name is defined; null if it is no common table. */
  @Nullable CommonTables defining(String folded) {
    for (CommonTables tables = this; tables != null; tables = tables.outer) {
      if (tables.items.containsKey(folded)) {
        return tables;
      }
    }
    return null;
  }

  /** The definition, until {@link #leave}. */
  @Nullable WithItem<?> enter(String folded) {
    Refusal.unless(expanding.add(folded), "a recursive common table expression");
    return items.get(folded);
  }

  void leave(String folded) {
    expanding.remove(folded);
  }
}
