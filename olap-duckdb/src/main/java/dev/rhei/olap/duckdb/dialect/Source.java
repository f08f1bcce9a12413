package dev.rhei.olap.duckdb.dialect;

import dev.rhei.core.schema.Identifier;
import dev.rhei.core.schema.RowKey;
import dev.rhei.core.schema.SqliteField;
import dev.rhei.core.schema.TableSchema;
import java.util.ArrayList;
import java.util.List;
import org.apache.arrow.vector.types.pojo.ArrowType;
import org.apache.arrow.vector.types.pojo.Field;
import org.jspecify.annotations.Nullable;

/**
 * One member of a FROM: a table of the copy or a derived table, under an alias of ours, so that no
 * name of the application can capture another.
 *
 * @param name what columns may be qualified with, folded; empty for a derived table without alias
 * @param columns in order
 * @param rowid the column that carries SQLite's rowid; null if there is none
 * @param key columns that together tell its rows apart, never NULL; empty if unknown
 */
record Source(
    String name, List<SourceColumn> columns, @Nullable SourceColumn rowid, List<Typed> key) {
  Source {
    columns = List.copyOf(columns);
    key = List.copyOf(key);
  }

  /** A column: its name as SQLite would print it, and how to read it. */
  record SourceColumn(String name, Typed typed) {
    boolean isNamed(String folded) {
      return Identifier.fold(name).equals(folded);
    }
  }

  static Source of(TableSchema table, String name, String alias) {
    return new Source(
        name,
        table.columns().stream().map(field -> column(field, alias)).toList(),
        rowid(table, alias),
        table.keyColumns().stream().map(field -> column(field, alias).typed()).toList());
  }

  /** A select under that alias, its columns known by these names. */
  static Source derived(Rewritten select, List<String> names, String name, String alias) {
    List<String> unique = Names.unique(names);
    List<SourceColumn> columns = new ArrayList<>();
    for (int i = 0; i < unique.size(); i++) {
      columns.add(new SourceColumn(unique.get(i), select.column(i, alias)));
    }
    return new Source(name, columns, null, List.of());
  }

  private static SourceColumn column(Field field, String alias) {
    Kind kind = kind(field);
    return new SourceColumn(
        field.getName(),
        Typed.column(
            alias + "." + Identifier.quote(field.getName()),
            kind,
            SqliteField.affinity(field),
            Collation.named(SqliteField.collation(field)),
            kind == Kind.TYPED ? field.getType() : null));
  }

  private static Kind kind(Field field) {
    ArrowType type = field.getType();
    if (SqliteField.isNumeric(field)) {
      return Kind.NUMERIC;
    }
    if (type.equals(SqliteField.INT64)) {
      return Kind.INTEGER;
    }
    if (type.equals(SqliteField.FLOAT64)) {
      return Kind.REAL;
    }
    if (type.equals(SqliteField.UTF8)) {
      return Kind.TEXT;
    }
    return type.equals(SqliteField.BINARY) ? Kind.BLOB : Kind.TYPED;
  }

  /**
   * The hidden column, or the one INTEGER PRIMARY KEY, which is the rowid under another name. (A
   * WITHOUT ROWID table with such a key has no rowid: SQLite refuses to be asked for one.)
   */
  private static @Nullable SourceColumn rowid(TableSchema table, String alias) {
    Field key = table.keyColumns().get(0);
    if (table.rowKey() == RowKey.ROWID) {
      return new SourceColumn("rowid", column(key, alias).typed());
    }
    boolean isRowid =
        table.hasIntegerKey() && Identifier.same(SqliteField.declaredType(key), "INTEGER");
    return isRowid ? column(key, alias) : null;
  }
}
