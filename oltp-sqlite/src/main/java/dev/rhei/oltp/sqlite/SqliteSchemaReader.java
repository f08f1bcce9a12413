package dev.rhei.oltp.sqlite;

import dev.rhei.core.error.ErrorCode;
import dev.rhei.core.error.HtapException;
import dev.rhei.core.schema.Identifier;
import dev.rhei.core.schema.RowKey;
import dev.rhei.core.schema.SqliteAffinity;
import dev.rhei.core.schema.SqliteField;
import dev.rhei.core.schema.StorageClass;
import dev.rhei.core.schema.TableSchema;
import dev.rhei.oltp.sqlite.TableShape.ColumnShape;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.apache.arrow.vector.types.pojo.Field;
import org.apache.arrow.vector.types.pojo.Schema;
import org.jspecify.annotations.Nullable;

/**
 * Reads what a table is from SQLite's own catalogue, and from its rows where the definition leaves
 * open what a column holds.
 */
final class SqliteSchemaReader {
  /** Integers beyond this one are not doubles exactly. */
  private static final long EXACT_IN_DOUBLE = 1L << 53;

  private final SqliteConnection connection;

  SqliteSchemaReader(SqliteConnection connection) {
    this.connection = connection;
  }

  /** The application's tables, in the order they were created; virtual ones are left out. */
  static List<String> tableNames(SqliteConnection connection) {
    List<String> names = new ArrayList<>();
    connection.query(
        "SELECT name FROM main.sqlite_schema WHERE type = 'table' AND rootpage > 0"
            + " AND name NOT LIKE 'sqlite\\_%' ESCAPE '\\'"
            + " AND lower(substr(name, 1, ?)) <> ? ORDER BY rowid",
        row -> names.add(row.getString(1)),
        Identifier.RESERVED_PREFIX.length(),
        Identifier.RESERVED_PREFIX);
    return names;
  }

  /** The CREATE statement of the table; null if there is no such table. */
  @Nullable String definition(String table) {
    String[] definition = new String[1];
    connection.query(
        "SELECT sql FROM main.sqlite_schema WHERE type = 'table' AND name = ? COLLATE NOCASE",
        row -> definition[0] = row.getString(1),
        table);
    return definition[0];
  }

  /**
   * The table's shape.
   *
   * @throws HtapException NAME_INVALID, TABLE_UNKNOWN, or TABLE_UNSUPPORTED with reason and fix
   */
  TableShape shape(String table) {
    Identifier.requireTableName(table);
    Kind kind = kind(table);
    List<ColumnShape> columns = new ArrayList<>();
    Map<Integer, String> key = new TreeMap<>();
    connection.query(
        "SELECT name, type, \"notnull\", pk, hidden FROM pragma_table_xinfo(?, 'main')"
            + " ORDER BY cid",
        row -> {
          String declared = row.getString(2);
          columns.add(
              new ColumnShape(
                  row.getString(1),
                  declared == null ? "" : declared,
                  row.getInt(3) == 0,
                  row.getInt(5) != 0));
          if (row.getInt(4) > 0) {
            key.put(row.getInt(4), row.getString(1));
          }
        },
        kind.name);
    List<String> primaryKey = List.copyOf(key.values());
    String definition = definition(kind.name);
    if (definition == null) {
      throw new HtapException(ErrorCode.TABLE_UNKNOWN, "no table '" + table + "'");
    }
    RowKey rowKey = RowKey.PRIMARY_KEY;
    String rowid = null;
    if (!kind.withoutRowid) {
      boolean keyIsRowid = primaryKey.size() == 1 && keyIsRowid(kind.name);
      rowKey = keyIsRowid ? RowKey.PRIMARY_KEY : RowKey.ROWID;
      rowid = keyIsRowid ? primaryKey.get(0) : rowidName(kind.name, columns);
    }
    return new TableShape(
        kind.name,
        definition,
        List.copyOf(columns),
        primaryKey,
        rowKey,
        rowid,
        kind.strict,
        UniqueIndex.read(connection, kind.name, columns, !kind.withoutRowid));
  }

  /**
   * The faithful schema.
   *
   * @param census whether to look at the values of every column, whatever its affinity
   */
  TableSchema describe(TableShape table, boolean census) {
    Map<String, Found> found = census(table, census);
    List<Field> fields = new ArrayList<>();
    for (ColumnShape column : table.columns()) {
      fields.add(
          field(
              table,
              column,
              found.getOrDefault(column.name(), Found.NOTHING),
              collation(table, column)));
    }
    return new TableSchema(table.name(), new Schema(fields), table.primaryKey(), table.rowKey());
  }

  /** The columns as they are stored, of no type in particular. */
  static TableSchema layout(TableShape table) {
    List<Field> fields = new ArrayList<>();
    for (ColumnShape column : table.columns()) {
      fields.add(
          SqliteField.of(
              column.name(),
              column.declaredType(),
              StorageClass.BLOB,
              column.nullable(),
              "BINARY"));
    }
    return new TableSchema(table.name(), new Schema(fields), table.primaryKey(), table.rowKey());
  }

  private Kind kind(String table) {
    Kind[] found = new Kind[1];
    connection.query(
        "SELECT schema, name, type, wr, strict FROM pragma_table_list(?)",
        row -> {
          Kind kind =
              new Kind(
                  row.getString(1),
                  row.getString(2),
                  row.getString(3),
                  row.getInt(4) != 0,
                  row.getInt(5) != 0);
          if (found[0] == null || kind.schema.equals("main")) {
            found[0] = kind;
          }
        },
        table);
    Kind kind = found[0];
    if (kind == null) {
      throw new HtapException(
          ErrorCode.TABLE_UNKNOWN, "no table '" + table + "' in the database; create it first");
    }
    if (!kind.schema.equals("main")) {
      throw unsupported(
          table, "is a " + kind.schema + " table; only tables of the file are mirrored");
    }
    switch (kind.type) {
      case "table" -> {
        return kind;
      }
      case "view" ->
          throw unsupported(table, "is a view; register the tables it reads from instead");
      case "virtual" ->
          throw unsupported(
              table, "is a virtual table, on which SQLite allows no triggers; query it on SQLite");
      default ->
          throw unsupported(table, "is a " + kind.type + " table that belongs to a virtual table");
    }
  }

  /** A primary key that is the rowid needs no index of its own. */
  private boolean keyIsRowid(String table) {
    return connection.queryLong(
            "SELECT count(*) FROM pragma_index_list(?, 'main') WHERE origin = 'pk'", table)
        == 0;
  }

  private static String rowidName(String table, List<ColumnShape> columns) {
    for (String name : List.of("rowid", "_rowid_", "oid")) {
      if (columns.stream().noneMatch(c -> Identifier.same(c.name(), name))) {
        return name;
      }
    }
    throw unsupported(
        table,
        "has columns named rowid, _rowid_ and oid, which hide SQLite's rowid, and no INTEGER"
            + " PRIMARY KEY; rename one of them or add such a key");
  }

  /** BINARY unless the column says otherwise; asked of SQLite by the sorter that it would use. */
  private String collation(TableShape table, ColumnShape column) {
    String[] collation = {"BINARY"};
    connection.query(
        "EXPLAIN SELECT 1 FROM main."
            + Identifier.quote(table.name())
            + " ORDER BY +"
            + Identifier.quote(column.name()),
        row -> {
          String key = row.getString("p4");
          if (row.getString("opcode").equals("SorterOpen") && key != null) {
            // k(1,NOCASE): number of columns, then each one's collation; B is BINARY
            String name = key.substring(key.indexOf(',') + 1, key.length() - 1);
            collation[0] = name.equals("B") ? "BINARY" : name;
          }
        });
    return collation[0];
  }

  private Map<String, Found> census(TableShape table, boolean everyColumn) {
    List<String> columns = new ArrayList<>();
    for (ColumnShape column : table.columns()) {
      SqliteAffinity affinity = SqliteAffinity.of(column.declaredType());
      if (everyColumn || affinity == SqliteAffinity.NUMERIC || affinity == SqliteAffinity.BLOB) {
        columns.add(column.name());
      }
    }
    Map<String, Found> found = new LinkedHashMap<>();
    // A few columns at a time: SQLite limits the width of a result.
    for (int from = 0; from < columns.size(); from += 100) {
      List<String> part = columns.subList(from, Math.min(columns.size(), from + 100));
      List<String> expressions = new ArrayList<>();
      for (String column : part) {
        String c = Identifier.quote(column);
        String type = "typeof(" + c + ")";
        String integer = "CASE WHEN " + type + " = 'integer' THEN " + c + " END";
        for (StorageClass stored : StorageClass.values()) {
          expressions.add("max(" + type + " = '" + stored.typeName() + "')");
        }
        expressions.add("min(" + integer + ")");
        expressions.add("max(" + integer + ")");
      }
      connection.query(
          "SELECT "
              + String.join(", ", expressions)
              + " FROM main."
              + Identifier.quote(table.name()),
          row -> {
            int i = 1;
            for (String column : part) {
              Set<StorageClass> classes = EnumSet.noneOf(StorageClass.class);
              for (StorageClass stored : StorageClass.values()) {
                if (row.getInt(i++) == 1) {
                  classes.add(stored);
                }
              }
              long least = row.getLong(i++);
              long greatest = row.getLong(i++);
              boolean exact = least >= -EXACT_IN_DOUBLE && greatest <= EXACT_IN_DOUBLE;
              found.put(column, new Found(classes, exact));
            }
          });
    }
    return found;
  }

  private static Field field(TableShape table, ColumnShape column, Found found, String collation) {
    String declared = column.declaredType();
    SqliteAffinity affinity = SqliteAffinity.of(declared);
    boolean nullable = column.nullable();
    Set<StorageClass> classes = found.classes;
    if (classes.isEmpty()) {
      return switch (affinity) {
        case INTEGER ->
            SqliteField.of(column.name(), declared, StorageClass.INTEGER, nullable, collation);
        case REAL ->
            SqliteField.of(column.name(), declared, StorageClass.REAL, nullable, collation);
        case TEXT ->
            SqliteField.of(column.name(), declared, StorageClass.TEXT, nullable, collation);
        case BLOB ->
            SqliteField.of(
                column.name(),
                declared,
                declared.isEmpty() || declared.equalsIgnoreCase("ANY")
                    ? StorageClass.TEXT
                    : StorageClass.BLOB,
                nullable,
                collation);
        case NUMERIC -> byDeclaredName(column, collation);
      };
    }
    if (classes.size() == 1) {
      StorageClass only = classes.iterator().next();
      boolean numeric =
          only == StorageClass.REAL
              && (affinity == SqliteAffinity.NUMERIC || affinity == SqliteAffinity.INTEGER);
      return numeric
          ? SqliteField.numeric(column.name(), declared, nullable, collation)
          : SqliteField.of(column.name(), declared, only, nullable, collation);
    }
    boolean numbers = classes.equals(EnumSet.of(StorageClass.INTEGER, StorageClass.REAL));
    if (numbers
        && found.integersExactAsDoubles
        && (affinity == SqliteAffinity.NUMERIC || affinity == SqliteAffinity.INTEGER)) {
      return SqliteField.numeric(column.name(), declared, nullable, collation);
    }
    List<String> names = classes.stream().map(StorageClass::typeName).toList();
    throw unsupported(
        table.name(),
        "holds values of several types in column '"
            + column.name()
            + "' ("
            + String.join(" and ", names)
            + "), which no column of the copy can hold without changing them; it stays on SQLite."
            + " Make them one type, then call resync, or registerTable if it is not registered");
  }

  /** What an empty column of NUMERIC affinity will probably hold. */
  private static Field byDeclaredName(ColumnShape column, String collation) {
    String declared = column.declaredType();
    String upper = declared.toUpperCase(Locale.ROOT);
    if (upper.contains("DATE") || upper.contains("TIME")) {
      return SqliteField.of(
          column.name(), declared, StorageClass.TEXT, column.nullable(), collation);
    }
    if (upper.contains("BOOL")) {
      return SqliteField.of(
          column.name(), declared, StorageClass.INTEGER, column.nullable(), collation);
    }
    return SqliteField.numeric(column.name(), declared, column.nullable(), collation);
  }

  private static HtapException unsupported(String table, String reason) {
    return new HtapException(
        ErrorCode.TABLE_UNSUPPORTED, "'" + table + "' cannot be mirrored: it " + reason);
  }

  private record Kind(
      String schema, String name, String type, boolean withoutRowid, boolean strict) {}

  /** What a column holds. */
  private record Found(Set<StorageClass> classes, boolean integersExactAsDoubles) {
    static final Found NOTHING = new Found(EnumSet.noneOf(StorageClass.class), true);
  }
}
