package dev.rhei.core.schema;

import dev.rhei.core.error.ErrorCode;
import dev.rhei.core.error.HtapException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.apache.arrow.vector.types.pojo.Field;
import org.apache.arrow.vector.types.pojo.Schema;
import org.jspecify.annotations.Nullable;

/**
 * A table: its name, its columns as an Arrow schema, its primary key, and what identifies a row in
 * the copy. Immutable. A schema read from SQLite is <em>faithful</em>: each column has the type
 * that its values are stored in. A schema given by the caller may be <em>typed</em> (Bool, Date,
 * Timestamp in microseconds, Decimal): values are then converted on their way into the copy, and
 * one that does not convert takes the table off the copy.
 *
 * @param name as SQLite knows it
 * @param arrow the columns, in the table's order
 * @param primaryKey names of the key columns in key order; empty if the table has none
 * @param rowKey what identifies a row
 */
public record TableSchema(String name, Schema arrow, List<String> primaryKey, RowKey rowKey) {
  /** The hidden column of a mirrored table that carries SQLite's rowid. */
  public static final String ROWID_COLUMN = Identifier.RESERVED_PREFIX + "rowid";

  private static final String META_NAME = "rhei.table";
  private static final String META_ROW_KEY = "rhei.rowKey";
  private static final String META_KEY = "rhei.primaryKey.";

  /** Checks the name, that columns are distinct, and that the key's columns exist. */
  public TableSchema {
    Identifier.requireTableName(name);
    Objects.requireNonNull(arrow, "arrow");
    Objects.requireNonNull(rowKey, "rowKey");
    primaryKey = List.copyOf(primaryKey);
    Set<String> columns = new HashSet<>();
    for (Field field : arrow.getFields()) {
      if (!columns.add(Identifier.fold(field.getName()))) {
        throw new HtapException(
            ErrorCode.NAME_INVALID,
            "table '" + name + "' has the column '" + field.getName() + "' twice");
      }
      if (Identifier.isReserved(field.getName())) {
        throw new HtapException(
            ErrorCode.NAME_INVALID,
            "table '"
                + name
                + "' has the column '"
                + field.getName()
                + "'; names that start with "
                + Identifier.RESERVED_PREFIX
                + " belong to Rhei");
      }
    }
    for (String key : primaryKey) {
      if (!columns.contains(Identifier.fold(key))) {
        throw new HtapException(
            ErrorCode.NAME_INVALID,
            "the primary key of table '"
                + name
                + "' names '"
                + key
                + "', which is no column of it");
      }
    }
    if (rowKey == RowKey.PRIMARY_KEY && primaryKey.isEmpty()) {
      throw new HtapException(
          ErrorCode.TABLE_UNSUPPORTED,
          "table '" + name + "' has no primary key, so its rows must be told apart by rowid");
    }
  }

  /** A schema whose rows are identified by the primary key. */
  public TableSchema(String name, Schema arrow, List<String> primaryKey) {
    this(name, arrow, primaryKey, primaryKey.isEmpty() ? RowKey.ROWID : RowKey.PRIMARY_KEY);
  }

  /** The columns, in the table's order. */
  public List<Field> columns() {
    return arrow.getFields();
  }

  /** The columns of the copy: those of the table, then the hidden rowid where it is the row key. */
  public List<Field> storedColumns() {
    if (rowKey == RowKey.PRIMARY_KEY) {
      return arrow.getFields();
    }
    List<Field> stored = new ArrayList<>(arrow.getFields());
    stored.add(SqliteField.of(ROWID_COLUMN, "INTEGER", StorageClass.INTEGER, false, "BINARY"));
    return List.copyOf(stored);
  }

  /** The columns that identify a row, in key order; a subset of {@link #storedColumns}. */
  public List<Field> keyColumns() {
    List<Field> stored = storedColumns();
    List<Field> key = new ArrayList<>();
    for (int index : keyIndexes()) {
      key.add(stored.get(index));
    }
    return List.copyOf(key);
  }

  /** Positions of {@link #keyColumns} in {@link #storedColumns}. */
  public int[] keyIndexes() {
    if (rowKey == RowKey.ROWID) {
      return new int[] {arrow.getFields().size()};
    }
    return primaryKey.stream().mapToInt(this::requireColumn).toArray();
  }

  /** Position of the column, compared as SQLite does; -1 if there is none. */
  public int indexOf(String column) {
    List<Field> fields = arrow.getFields();
    for (int i = 0; i < fields.size(); i++) {
      if (Identifier.same(fields.get(i).getName(), column)) {
        return i;
      }
    }
    return -1;
  }

  /** Whether the rows are identified by one 64-bit integer. */
  public boolean hasIntegerKey() {
    List<Field> key = keyColumns();
    return key.size() == 1 && key.get(0).getType().equals(SqliteField.INT64);
  }

  /** The same table with another row key. */
  public TableSchema withRowKey(RowKey newRowKey) {
    return new TableSchema(name, arrow, primaryKey, newRowKey);
  }

  /** One text that {@link #fromJson} reads back. */
  public String toJson() {
    Map<String, String> metadata = new LinkedHashMap<>();
    metadata.put(META_NAME, name);
    metadata.put(META_ROW_KEY, rowKey.name());
    for (int i = 0; i < primaryKey.size(); i++) {
      metadata.put(META_KEY + i, primaryKey.get(i));
    }
    return new Schema(arrow.getFields(), metadata).toJson();
  }

  /**
   * The schema that {@link #toJson} wrote.
   *
   * @throws HtapException INTERNAL if the text is not of that form
   */
  public static TableSchema fromJson(String json) {
    try {
      Schema stored = Schema.fromJSON(json);
      Map<String, String> metadata = stored.getCustomMetadata();
      String name = metadata.get(META_NAME);
      String rowKey = metadata.get(META_ROW_KEY);
      if (name == null || rowKey == null) {
        throw new IOException(META_NAME + " and " + META_ROW_KEY + " are needed");
      }
      List<String> key = new ArrayList<>();
      String column;
      while ((column = keyColumn(metadata, key.size())) != null) {
        key.add(column);
      }
      return new TableSchema(name, new Schema(stored.getFields()), key, RowKey.valueOf(rowKey));
    } catch (IOException | IllegalArgumentException e) {
      throw new HtapException(
          ErrorCode.INTERNAL, "a stored table schema cannot be read: " + e.getMessage(), e);
    }
  }

  private static @Nullable String keyColumn(Map<String, String> metadata, int position) {
    return metadata.get(META_KEY + position);
  }

  private int requireColumn(String column) {
    int index = indexOf(column);
    if (index < 0) {
      throw new HtapException(ErrorCode.INTERNAL, "no column " + column + " in " + name);
    }
    return index;
  }
}
