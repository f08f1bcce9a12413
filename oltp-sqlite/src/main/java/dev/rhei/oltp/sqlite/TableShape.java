package dev.rhei.oltp.sqlite;

import dev.rhei.core.schema.Identifier;
import dev.rhei.core.schema.RowKey;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A table as SQLite defines it, without a look at its rows.
 *
 * @param name as written in CREATE TABLE
 * @param definition the CREATE statement
 * @param columns in order, generated ones included
 * @param primaryKey names in key order; empty if there is none
 * @param rowKey what identifies a row for us
 * @param rowid a name by which SQLite's rowid can be reached; null for WITHOUT ROWID tables
 * @param strict whether SQLite enforces the declared types
 * @param uniqueIndexes over which REPLACE may remove other rows
 */
record TableShape(
    String name,
    String definition,
    List<ColumnShape> columns,
    List<String> primaryKey,
    RowKey rowKey,
    @Nullable String rowid,
    boolean strict,
    List<UniqueIndex> uniqueIndexes) {

  /**
   * A column.
   *
   * @param name its name
   * @param declaredType as written; empty if none
   * @param nullable whether NULL is allowed
   * @param generated whether it is computed from others
   */
  record ColumnShape(String name, String declaredType, boolean nullable, boolean generated) {}

  /** SQL for the key columns of a row called {@code alias} (OLD, NEW, or a table's alias). */
  List<String> keyExpressions(String alias) {
    if (rowid != null) {
      return List.of(alias + "." + Identifier.quote(rowid));
    }
    return primaryKey.stream().map(c -> alias + "." + Identifier.quote(c)).toList();
  }

  /** SQL for all stored columns of a row called {@code alias}: the columns, then the rowid. */
  List<String> storedExpressions(String alias) {
    List<String> stored = new ArrayList<>();
    for (ColumnShape column : columns) {
      stored.add(alias + "." + Identifier.quote(column.name()));
    }
    if (rowKey == RowKey.ROWID) {
      stored.add(alias + "." + Identifier.quote(Objects.requireNonNull(rowid)));
    }
    return List.copyOf(stored);
  }
}
