package dev.rhei.sql;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.sqlite.ProgressHandler;

/** The oracle: a database of SQLite's in memory. */
final class Sqlite implements AutoCloseable {
  /** More rows than that are not compared. */
  private static final int MAX_ROWS = 2_000;

  /** Columns of joins in parentheses that have the same name get a number, often a random one. */
  private static final Pattern INVENTED = Pattern.compile(":\\d+$");

  private static final Pattern EMPTY = Pattern.compile("(\\s|;|--.*\n|/\\*.*?\\*/)*");

  private static final int STEPS_A_CALL = 10_000;

  private final Connection connection;
  private int calls;

  Sqlite(String... statements) throws SQLException {
    connection = DriverManager.getConnection("jdbc:sqlite::memory:");
    ProgressHandler.setHandler(
        connection,
        STEPS_A_CALL,
        new ProgressHandler() {
          @Override
          protected int progress() {
            return ++calls > 2_000 ? 1 : 0; // an answer without end
          }
        });
    for (String statement : statements) {
      run(statement);
    }
  }

  /** What SQLite makes of a statement. */
  enum Verdict {
    /** It can be run. */
    PREPARED,
    /** Its grammar has no such statement. */
    SYNTAX_ERROR,
    /** It is too deep or too long to be read. */
    TOO_LARGE,
    /** It can be read, but something in it does not exist or does not fit. */
    OTHER_ERROR
  }

  /**
   * What a query returns.
   *
   * @param error the message in small letters, if that; then there is nothing else
   */
  record Answer(List<String> labels, List<String> rows, String error) {}

  /** The message of the error; empty if there is none. */
  String run(String sql) {
    calls = 0;
    try (Statement statement = connection.createStatement()) {
      statement.execute(sql);
      return "";
    } catch (SQLException e) {
      return e.getMessage();
    }
  }

  Verdict verdict(String sql) {
    if (EMPTY.matcher(sql).matches()) {
      return Verdict.OTHER_ERROR; // the driver keeps no order among statements of nothing
    }
    try {
      connection.prepareStatement(sql).close();
      return Verdict.PREPARED;
    } catch (SQLException e) {
      return verdict(e);
    }
  }

  static Verdict verdict(SQLException e) {
    String message = e.getMessage();
    if (message.contains(": syntax error")
        || message.contains("incomplete input")
        || message.contains("unrecognized token")) {
      return Verdict.SYNTAX_ERROR;
    }
    return message.contains("Recursion limit") || message.contains("too large (maximum depth")
        ? Verdict.TOO_LARGE
        : Verdict.OTHER_ERROR;
  }

  /** The first value of a query. */
  String text(String sql) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet result = statement.executeQuery(sql)) {
      return result.getString(1);
    }
  }

  int parameters(String sql) throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      return statement.getParameterMetaData().getParameterCount();
    }
  }

  /** What a query returns; the value of each parameter is its number. */
  Answer answer(String sql) {
    calls = 0;
    try (PreparedStatement statement = bound(sql);
        ResultSet result = statement.executeQuery()) {
      ResultSetMetaData meta = result.getMetaData();
      List<String> labels = new ArrayList<>();
      for (int i = 1; i <= meta.getColumnCount(); i++) {
        labels.add(INVENTED.matcher(meta.getColumnLabel(i)).replaceFirst(":?"));
      }
      List<String> rows = new ArrayList<>();
      while (result.next() && rows.size() < MAX_ROWS) {
        StringBuilder row = new StringBuilder();
        for (int i = 1; i <= labels.size(); i++) {
          row.append(shown(result.getObject(i))).append(" | ");
        }
        rows.add(row.toString());
      }
      return new Answer(labels, rows, null);
    } catch (SQLException e) {
      return new Answer(List.of(), List.of(), e.getMessage().toLowerCase(Locale.ROOT));
    }
  }

  private PreparedStatement bound(String sql) throws SQLException {
    PreparedStatement statement = connection.prepareStatement(sql);
    int parameters = statement.getParameterMetaData().getParameterCount();
    for (int i = 1; i <= parameters; i++) {
      statement.setInt(i, i);
    }
    return statement;
  }

  private static String shown(Object value) {
    if (value == null) {
      return "NULL";
    }
    return value instanceof byte[] bytes
        ? "x'" + HexFormat.of().formatHex(bytes) + "'"
        : value.getClass().getSimpleName() + " " + value;
  }

  @Override
  public void close() throws SQLException {
    ProgressHandler.clearHandler(connection);
    connection.close();
  }
}
