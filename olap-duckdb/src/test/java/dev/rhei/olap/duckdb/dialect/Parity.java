package dev.rhei.olap.duckdb.dialect;

import dev.rhei.core.engine.Translation;
import dev.rhei.core.engine.Translation.OutputColumn;
import dev.rhei.core.engine.Translation.Translated;
import dev.rhei.core.engine.ValueKind;
import dev.rhei.core.schema.Identifier;
import dev.rhei.core.schema.SchemaRegistry;
import dev.rhei.core.schema.SqliteField;
import dev.rhei.core.schema.TableSchema;
import dev.rhei.olap.duckdb.function.SqliteFunctions;
import dev.rhei.olap.duckdb.function.Tagged;
import java.sql.Blob;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.apache.arrow.vector.types.pojo.Field;
import org.duckdb.DuckDBAppender;
import org.duckdb.DuckDBConnection;
import org.sqlite.SQLiteDataSource;

/**
 * One set of tables in SQLite and in DuckDB, and the one question: does a translated query give
 * SQLite's answer? Labels, values and their Java types are compared; rows in order if the query
 * ends in ORDER BY, else as a bag.
 */
final class Parity implements AutoCloseable {
  /** What became of a query. */
  enum Verdict {
    /** DuckDB gave SQLite's answer. */
    SAME,
    /** The translator refused. */
    REFUSED,
    /** DuckDB failed, so the engine would ask SQLite. */
    LEFT,
    /** DuckDB gave an answer where SQLite fails. */
    INVALID,
    /** DuckDB gave another answer. */
    WRONG
  }

  /** A verdict and what is behind it. */
  record Outcome(Verdict verdict, String detail) {}

  private record Answer(List<String> labels, List<String> rows) {}

  private final Connection sqlite;
  private final Connection duckdb;
  private final List<TableSchema> tables = new ArrayList<>();
  private SchemaRegistry registry = SchemaRegistry.EMPTY;

  Parity() throws SQLException {
    SQLiteDataSource source = new SQLiteDataSource();
    source.setUrl("jdbc:sqlite::memory:");
    sqlite = source.getConnection();
    duckdb = DriverManager.getConnection("jdbc:duckdb:");
    SqliteFunctions.register(duckdb.unwrap(DuckDBConnection.class));
    for (String setting :
        List.of(
            "integer_division=true",
            "default_null_order='sqlite'",
            "error_on_division_by_zero=false",
            "ieee_floating_point_ops=false",
            "order_by_non_integer_literal=true",
            "scalar_subquery_error_on_multiple_rows=false")) {
      execute(duckdb, "SET " + setting);
    }
  }

  SchemaRegistry registry() {
    return registry;
  }

  /** Creates the table on both sides. */
  void create(TableSchema table) throws SQLException {
    execute(sqlite, sqliteDdl(table));
    String columns =
        table.storedColumns().stream()
            .map(field -> Identifier.quote(field.getName()) + " " + duckDbType(field))
            .collect(Collectors.joining(", "));
    execute(duckdb, "CREATE TABLE " + Identifier.quote(table.name()) + " (" + columns + ")");
    tables.add(table);
    registry = SchemaRegistry.of(tables.size(), tables);
  }

  private static String sqliteDdl(TableSchema table) {
    List<String> parts = new ArrayList<>();
    for (Field field : table.columns()) {
      boolean rowid =
          table.primaryKey().equals(List.of(field.getName()))
              && SqliteField.declaredType(field).equals("INTEGER");
      parts.add(
          Identifier.quote(field.getName())
              + " "
              + SqliteField.declaredType(field)
              + (rowid ? " PRIMARY KEY" : "")
              + " COLLATE "
              + SqliteField.collation(field));
    }
    if (table.primaryKey().size() > 1) {
      parts.add("PRIMARY KEY (" + String.join(", ", table.primaryKey()) + ")");
    }
    return "CREATE TABLE " + Identifier.quote(table.name()) + " (" + String.join(", ", parts) + ")";
  }

  private static String duckDbType(Field field) {
    if (field.getType().equals(SqliteField.INT64)) {
      return "BIGINT";
    }
    if (field.getType().equals(SqliteField.FLOAT64)) {
      return "DOUBLE";
    }
    return field.getType().equals(SqliteField.UTF8) ? "VARCHAR" : "BLOB";
  }

  /** Inserts into SQLite, in rowid order. */
  void insert(String table, List<Object[]> rows) throws SQLException {
    sqlite.setAutoCommit(false);
    String sql =
        "INSERT INTO "
            + Identifier.quote(table)
            + " VALUES (?"
            + ", ?".repeat(rows.get(0).length - 1)
            + ")";
    try (PreparedStatement insert = sqlite.prepareStatement(sql)) {
      for (Object[] row : rows) {
        for (int i = 0; i < row.length; i++) {
          insert.setObject(i + 1, row[i]);
        }
        insert.addBatch();
      }
      insert.executeBatch();
    }
    sqlite.commit();
    sqlite.setAutoCommit(true);
  }

  /** Copies what SQLite holds, in no particular order, as the sync engine would. */
  void mirror() throws SQLException {
    for (TableSchema table : tables) {
      String name = Identifier.quote(table.name());
      String columns =
          table.storedColumns().stream()
              .map(Field::getName)
              .map(c -> c.equals(TableSchema.ROWID_COLUMN) ? "rowid" : Identifier.quote(c))
              .collect(Collectors.joining(", "));
      execute(duckdb, "DELETE FROM " + name);
      try (Statement select = sqlite.createStatement();
          ResultSet rows =
              select.executeQuery("SELECT " + columns + " FROM " + name + " ORDER BY random()");
          DuckDBAppender copy =
              duckdb.unwrap(DuckDBConnection.class).createAppender("main", table.name())) {
        while (rows.next()) {
          copy.beginRow();
          for (int i = 1; i <= table.storedColumns().size(); i++) {
            append(copy, rows.getObject(i), table.storedColumns().get(i - 1));
          }
          copy.endRow();
        }
      }
    }
  }

  private static void append(DuckDBAppender copy, Object value, Field field) throws SQLException {
    if (value == null) {
      copy.appendNull();
    } else if (value instanceof byte[] bytes) {
      copy.append(bytes);
    } else if (value instanceof String text) {
      copy.append(text);
    } else if (field.getType().equals(SqliteField.FLOAT64)) {
      copy.append(((Number) value).doubleValue());
    } else {
      copy.append(((Number) value).longValue());
    }
  }

  Translation translate(String sql, Object... parameters) {
    List<ValueKind> kinds = new ArrayList<>();
    for (Object parameter : parameters) {
      if (parameter instanceof Integer || parameter instanceof Long) {
        kinds.add(ValueKind.INTEGER);
      } else if (parameter instanceof Double) {
        kinds.add(ValueKind.REAL);
      } else {
        kinds.add(parameter instanceof byte[] ? ValueKind.BLOB : ValueKind.TEXT);
      }
    }
    return new SqliteToDuckDb().translate(sql, kinds, registry);
  }

  Outcome check(String sql, Object... parameters) {
    Translation translation = translate(sql, parameters);
    if (translation instanceof Translation.Refused refused) {
      return new Outcome(Verdict.REFUSED, refused.reason());
    }
    Translated translated = (Translated) translation;
    boolean ordered = sql.toUpperCase(Locale.ROOT).matches("(?s).*ORDER BY[^)]*");
    Answer found;
    try {
      found = onDuckDb(translated, ordered, parameters);
    } catch (SQLException e) {
      return new Outcome(Verdict.LEFT, e.getMessage() + "\n      " + translated.sql());
    }
    Answer expected;
    try {
      expected = onSqlite(sql, ordered, parameters);
    } catch (SQLException e) {
      return new Outcome(Verdict.INVALID, e.getMessage() + "\n      " + translated.sql());
    }
    return expected.equals(found)
        ? new Outcome(Verdict.SAME, translated.sql())
        : new Outcome(
            Verdict.WRONG,
            "SQLite: "
                + cut(expected)
                + "\n      DuckDB: "
                + cut(found)
                + "\n      "
                + translated.sql());
  }

  private static String cut(Answer answer) {
    String text = answer.labels() + " " + answer.rows().size() + " rows: " + answer.rows();
    return text.length() > 700 ? text.substring(0, 700) + "..." : text;
  }

  private Answer onSqlite(String sql, boolean ordered, Object... parameters) throws SQLException {
    try (PreparedStatement statement = sqlite.prepareStatement(sql)) {
      for (int i = 0; i < parameters.length; i++) {
        statement.setObject(i + 1, parameters[i]);
      }
      try (ResultSet result = statement.executeQuery()) {
        int width = result.getMetaData().getColumnCount();
        List<String> labels = new ArrayList<>();
        for (int i = 1; i <= width; i++) {
          labels.add(result.getMetaData().getColumnLabel(i));
        }
        List<String> rows = new ArrayList<>();
        while (result.next()) {
          List<String> row = new ArrayList<>();
          for (int i = 1; i <= width; i++) {
            row.add(shown(result.getObject(i)));
          }
          rows.add(row.toString());
        }
        return answer(labels, rows, ordered);
      }
    }
  }

  private Answer onDuckDb(Translated translated, boolean ordered, Object... parameters)
      throws SQLException {
    try (PreparedStatement statement = duckdb.prepareStatement(translated.sql())) {
      for (int i = 0; i < translated.parameters().size(); i++) {
        statement.setObject(i + 1, parameters[translated.parameters().get(i)]);
      }
      try (ResultSet result = statement.executeQuery()) {
        List<OutputColumn> columns = translated.columns();
        List<String> rows = new ArrayList<>();
        while (result.next()) {
          List<String> row = new ArrayList<>();
          for (int i = 0; i < columns.size(); i++) {
            int flag = columns.get(i).integerFlag() + 1;
            boolean real = flag > 0 && !result.getBoolean(flag);
            ValueKind kind = real ? ValueKind.REAL : columns.get(i).kind();
            row.add(shown(read(kind, result.getObject(i + 1))));
          }
          rows.add(row.toString());
        }
        return answer(columns.stream().map(OutputColumn::label).toList(), rows, ordered);
      }
    }
  }

  private static Answer answer(List<String> labels, List<String> rows, boolean ordered) {
    return new Answer(labels, ordered ? rows : rows.stream().sorted().toList());
  }

  /** As the backend's reader does it; a value of another type than the kind says is shown so. */
  private static Object read(ValueKind kind, Object value) throws SQLException {
    if (value == null) {
      return null;
    }
    return switch (kind) {
      case INTEGER -> value instanceof Long integer ? bySize(integer) : "no integer: " + value;
      case REAL -> value instanceof Double ? value : "no real: " + value;
      case NUMERIC ->
          value instanceof Double real && real == Math.rint(real) && Math.abs(real) < 0x1p63
              ? bySize(real.longValue())
              : value;
      case TEXT -> value instanceof String ? value : "no text: " + value;
      case BLOB ->
          value instanceof Blob blob ? blob.getBytes(1, (int) blob.length()) : "no blob: " + value;
      case ANY -> any(value);
      case TYPED -> value;
    };
  }

  private static Object any(Object tagged) {
    Object value = Tagged.decode((String) tagged);
    return value instanceof Long number ? bySize(number) : value;
  }

  private static Object bySize(long value) {
    return value == (int) value ? (Object) (int) value : value;
  }

  private static String shown(Object value) {
    if (value == null) {
      return "NULL";
    }
    if (value instanceof byte[] bytes) {
      return "x'" + HexFormat.of().formatHex(bytes) + "'";
    }
    return value instanceof Number
        ? value + ":" + value.getClass().getSimpleName()
        : "'" + value + "'";
  }

  private static void execute(Connection connection, String sql) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  @Override
  public void close() throws SQLException {
    sqlite.close();
    duckdb.close();
  }
}
