package dev.rhei.olap.duckdb.function;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import java.util.Properties;
import org.duckdb.DuckDBAppender;
import org.duckdb.DuckDBConnection;
import org.jspecify.annotations.Nullable;

/**
 * The same rows of arguments in SQLite and in DuckDB, and the same expression over them on both.
 * The columns are called a, b, c and so on.
 */
final class BothEngines implements AutoCloseable {
  private static final int SHOWN = 12;

  /** What SQLite gives for a row that makes it fail. */
  private static final Object ERROR = new Object();

  /** What DuckDB gives for a row that it leaves to SQLite. */
  private static final Object LEFT = new Object();

  private final Connection sqlite;
  private final DuckDBConnection duckDb;
  private List<@Nullable Object[]> rows = List.of();
  private List<Term> columns = List.of();

  BothEngines() throws Exception {
    sqlite = DriverManager.getConnection("jdbc:sqlite::memory:");
    Properties properties = new Properties();
    properties.setProperty("threads", "2");
    properties.setProperty("integer_division", "true");
    properties.setProperty("default_null_order", "sqlite");
    properties.setProperty("error_on_division_by_zero", "false");
    properties.setProperty("ieee_floating_point_ops", "false");
    duckDb = DuckDBConnection.newConnection("jdbc:duckdb:", false, properties);
    SqliteFunctions.register(duckDb);
  }

  DuckDBConnection duckDb() {
    return duckDb;
  }

  Connection sqlite() {
    return sqlite;
  }

  /** Each value a row of its own. */
  List<Term> values(List<?> values) throws SQLException {
    List<@Nullable Object[]> single = new ArrayList<>();
    for (Object value : values) {
      single.add(new Object[] {value});
    }
    return rows(single);
  }

  /** Puts the rows in place of those there are; a column of mixed classes is tagged. */
  List<Term> rows(List<@Nullable Object[]> arguments) throws SQLException {
    rows = arguments;
    columns = new ArrayList<>();
    List<String> types = new ArrayList<>();
    for (int i = 0; i < arguments.get(0).length; i++) {
      Term.Form form = form(i);
      columns.add(new Term(name(i), form, null));
      types.add(
          switch (form) {
            case NULL, TEXT, TAGGED -> "VARCHAR";
            case INTEGER -> "BIGINT";
            case REAL -> "DOUBLE";
            case BLOB -> "BLOB";
          });
    }
    fillSqlite();
    fillDuckDb(types);
    return columns;
  }

  private static String name(int column) {
    return String.valueOf((char) ('a' + column));
  }

  private Term.Form form(int column) {
    Term.Form form = Term.Form.NULL;
    for (Object[] row : rows) {
      Term.Form next = Term.literalForm(row[column]);
      if (form == Term.Form.NULL) {
        form = next;
      } else if (next != Term.Form.NULL && next != form) {
        return Term.Form.TAGGED;
      }
    }
    return form;
  }

  private void fillSqlite() throws SQLException {
    try (Statement statement = sqlite.createStatement()) {
      List<String> names = columns.stream().map(Term::sql).toList();
      statement.execute("DROP TABLE IF EXISTS t");
      statement.execute("CREATE TABLE t (" + String.join(", ", names) + ")");
      statement.execute("BEGIN");
      String marks = "?" + ", ?".repeat(names.size() - 1);
      try (PreparedStatement insert =
          sqlite.prepareStatement("INSERT INTO t VALUES (" + marks + ")")) {
        for (Object[] row : rows) {
          for (int i = 0; i < row.length; i++) {
            insert.setObject(i + 1, row[i]);
          }
          insert.executeUpdate();
        }
      }
      statement.execute("COMMIT");
    }
  }

  private void fillDuckDb(List<String> types) throws SQLException {
    StringBuilder create = new StringBuilder("CREATE OR REPLACE TABLE t (id BIGINT");
    for (int i = 0; i < types.size(); i++) {
      create.append(", ").append(name(i)).append(' ').append(types.get(i));
    }
    try (Statement statement = duckDb.createStatement()) {
      statement.execute(create.append(')').toString());
    }
    try (DuckDBAppender appender = duckDb.createAppender("t")) {
      long id = 0;
      for (Object[] row : rows) {
        appender.beginRow();
        appender.append(id++);
        for (int i = 0; i < row.length; i++) {
          append(appender, row[i], columns.get(i).form());
        }
        appender.endRow();
      }
    }
  }

  private static void append(DuckDBAppender appender, @Nullable Object value, Term.Form form)
      throws SQLException {
    if (value == null) {
      appender.appendNull();
    } else if (form == Term.Form.TAGGED) {
      appender.append(Tagged.encode(value));
    } else if (value instanceof Long integer) {
      appender.append(integer.longValue());
    } else if (value instanceof Double real) {
      appender.append(real.doubleValue());
    } else if (value instanceof byte[] blob) {
      appender.append(blob);
    } else {
      appender.append((String) value);
    }
  }

  /**
   * Both expressions over every row: what DuckDB gives must be what SQLite gives, and where SQLite
   * fails, DuckDB must too.
   *
   * @return how many rows DuckDB left to SQLite though SQLite has an answer
   */
  int compare(String sqliteExpression, Term term) throws SQLException {
    List<@Nullable Object> expected = onSqlite(sqliteExpression);
    List<@Nullable Object> actual = onDuckDb(term);
    List<String> wrong = new ArrayList<>();
    int left = 0;
    for (int i = 0; i < rows.size(); i++) {
      Object mine = actual.get(i);
      if (mine == LEFT) {
        left += expected.get(i) == ERROR ? 0 : 1;
      } else if (!same(expected.get(i), mine) && wrong.size() < SHOWN) {
        wrong.add(show(rows.get(i)) + ": " + show(expected.get(i)) + ", not " + show(mine));
      }
    }
    assertThat(wrong).as("SQLite's %s against DuckDB's %s", sqliteExpression, term.sql()).isEmpty();
    return left;
  }

  /** As {@link #compare}, of a condition. */
  int compareCondition(String sqliteExpression, String condition) throws SQLException {
    return compare(sqliteExpression, Term.integer("CAST(" + condition + " AS BIGINT)"));
  }

  /** As {@link #compare}, and DuckDB answers for every row for which SQLite does. */
  void same(String sqliteExpression, Term term) throws SQLException {
    assertThat(compare(sqliteExpression, term)).as("left to SQLite: %s", term.sql()).isZero();
  }

  /** As {@link #same}, of a condition. */
  void sameCondition(String sqliteExpression, String condition) throws SQLException {
    assertThat(compareCondition(sqliteExpression, condition))
        .as("left to SQLite: %s", condition)
        .isZero();
  }

  private List<@Nullable Object> onSqlite(String expression) throws SQLException {
    try (Statement statement = sqlite.createStatement();
        ResultSet result =
            statement.executeQuery("SELECT " + expression + " FROM t ORDER BY rowid")) {
      List<@Nullable Object> values = new ArrayList<>();
      while (result.next()) {
        values.add(value(result));
      }
      return values;
    } catch (SQLException e) {
      return onSqliteOneByOne(expression);
    }
  }

  private List<@Nullable Object> onSqliteOneByOne(String expression) throws SQLException {
    List<@Nullable Object> values = new ArrayList<>();
    for (int i = 1; i <= rows.size(); i++) {
      try (Statement statement = sqlite.createStatement();
          ResultSet result =
              statement.executeQuery("SELECT " + expression + " FROM t WHERE rowid = " + i)) {
        result.next();
        values.add(value(result));
      } catch (SQLException e) {
        values.add(ERROR);
      }
    }
    return values;
  }

  private static @Nullable Object value(ResultSet result) throws SQLException {
    Object value = result.getObject(1);
    return value instanceof Integer integer ? (Object) integer.longValue() : value;
  }

  private List<@Nullable Object> onDuckDb(Term term) throws SQLException {
    List<@Nullable Object> values = new ArrayList<>();
    String type = "";
    try (Statement statement = duckDb.createStatement();
        ResultSet result = statement.executeQuery(select("TRY(" + term.sql() + ")"))) {
      while (result.next()) {
        Object value = result.getObject(1);
        if (value == null) {
          values.add(null);
        } else if (term.form() == Term.Form.BLOB) {
          values.add(result.getBytes(1));
        } else {
          values.add(term.form() == Term.Form.TAGGED ? Tagged.decode((String) value) : value);
        }
      }
      type = result.getMetaData().getColumnTypeName(1);
    }
    String expected =
        switch (term.form()) {
          case INTEGER -> "BIGINT";
          case REAL -> "DOUBLE";
          case BLOB -> "BLOB";
          case TEXT, TAGGED -> "VARCHAR";
          case NULL -> type;
        };
    assertThat(type).as(term.sql()).isEqualTo(expected);
    // In a query of its own: DuckDB computes what two TRYs have in common outside of both.
    try (Statement statement = duckDb.createStatement();
        ResultSet result =
            statement.executeQuery(
                select("TRY(coalesce(CAST(" + term.sql() + " AS VARCHAR), '')) IS NULL"))) {
      for (int i = 0; result.next(); i++) {
        if (result.getBoolean(1)) {
          values.set(i, LEFT);
        }
      }
    }
    return values;
  }

  private static String select(String expression) {
    return "SELECT " + expression + " FROM t ORDER BY id";
  }

  private static boolean same(@Nullable Object expected, @Nullable Object actual) {
    if (expected instanceof byte[] blob && actual instanceof byte[] other) {
      return Arrays.equals(blob, other);
    }
    return Objects.equals(expected, actual);
  }

  static String show(@Nullable Object... values) {
    List<String> shown = new ArrayList<>();
    for (Object value : values) {
      if (value instanceof String text) {
        shown.add("'" + text.replace("\0", "\\0").replace("\n", "\\n").replace("\t", "\\t") + "'");
      } else if (value instanceof byte[] blob) {
        shown.add("x'" + HexFormat.of().formatHex(blob) + "'");
      } else {
        shown.add(value == ERROR ? "an error" : String.valueOf(value));
      }
    }
    return String.join(", ", shown);
  }

  @Override
  public void close() throws SQLException {
    duckDb.close();
    sqlite.close();
  }
}
