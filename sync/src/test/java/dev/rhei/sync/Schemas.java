package dev.rhei.sync;

import dev.rhei.core.schema.RowKey;
import dev.rhei.core.schema.SqliteField;
import dev.rhei.core.schema.StorageClass;
import dev.rhei.core.schema.TableSchema;
import java.util.List;
import org.apache.arrow.vector.types.DateUnit;
import org.apache.arrow.vector.types.pojo.ArrowType;
import org.apache.arrow.vector.types.pojo.Field;
import org.apache.arrow.vector.types.pojo.FieldType;
import org.apache.arrow.vector.types.pojo.Schema;

/** Small tables. */
final class Schemas {
  private Schemas() {}

  /** {@code (id INTEGER PRIMARY KEY, name TEXT)}. */
  static TableSchema numbered(String name) {
    return table(name, List.of("id"), integer("id"), text("name"));
  }

  /** {@code (id INTEGER PRIMARY KEY, name TEXT, extra INTEGER)}. */
  static TableSchema widened(String name) {
    return table(name, List.of("id"), integer("id"), text("name"), integer("extra"));
  }

  /** {@code (a INTEGER, b TEXT, n INTEGER, PRIMARY KEY (b, a)) WITHOUT ROWID}. */
  static TableSchema paired(String name) {
    return table(name, List.of("b", "a"), integer("a"), text("b"), integer("n"));
  }

  /** {@code (r REAL PRIMARY KEY, n INTEGER) WITHOUT ROWID}. */
  static TableSchema measured(String name) {
    return table(name, List.of("r"), real("r"), integer("n"));
  }

  /** {@code (day DATE PRIMARY KEY, n INTEGER) WITHOUT ROWID}, typed by the caller. */
  static TableSchema dated(String name) {
    Field day = new Field("day", FieldType.notNullable(new ArrowType.Date(DateUnit.DAY)), null);
    return table(name, List.of("day"), day, integer("n"));
  }

  /** {@code (name TEXT)}, whose rows are told apart by rowid. */
  static TableSchema unkeyed(String name) {
    return new TableSchema(name, new Schema(List.of(text("name"))), List.of(), RowKey.ROWID);
  }

  static Field integer(String name) {
    return SqliteField.of(name, "INTEGER", StorageClass.INTEGER, true, "BINARY");
  }

  static Field text(String name) {
    return SqliteField.of(name, "TEXT", StorageClass.TEXT, true, "BINARY");
  }

  private static Field real(String name) {
    return SqliteField.of(name, "REAL", StorageClass.REAL, true, "BINARY");
  }

  private static TableSchema table(String name, List<String> key, Field... columns) {
    return new TableSchema(name, new Schema(List.of(columns)), key);
  }
}
