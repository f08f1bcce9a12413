package dev.rhei.parity;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

/** Plain sqlite-jdbc on the same file: what it answers is right. */
final class Oracle implements AutoCloseable {
  private final Path file;
  private final Connection connection;
  private Connection reversed;

  Oracle(Path file) {
    this.file = file;
    this.connection = open();
  }

  private Connection open() {
    try {
      Connection opened = DriverManager.getConnection("jdbc:sqlite:" + file.toAbsolutePath());
      execute(opened, "PRAGMA busy_timeout = 30000");
      return opened;
    } catch (SQLException e) {
      throw new IllegalStateException("cannot open " + file, e);
    }
  }

  Answer ask(String sql, List<Object> parameters) throws SQLException {
    return ask(connection, sql, parameters);
  }

  /** The answer of a SQLite that visits rows backwards wherever the query does not say how. */
  Answer askReversed(String sql, List<Object> parameters) throws SQLException {
    if (reversed == null) {
      reversed = open();
      execute(reversed, "PRAGMA reverse_unordered_selects = 1");
    }
    return ask(reversed, sql, parameters);
  }

  private static Answer ask(Connection on, String sql, List<Object> parameters)
      throws SQLException {
    try (PreparedStatement statement = on.prepareStatement(sql)) {
      int wanted = statement.getParameterMetaData().getParameterCount();
      for (int i = 0; i < Math.min(wanted, parameters.size()); i++) {
        statement.setObject(i + 1, parameters.get(i));
      }
      try (ResultSet rows = statement.executeQuery()) {
        return read(rows);
      }
    }
  }

  private static Answer read(ResultSet result) throws SQLException {
    ResultSetMetaData columns = result.getMetaData();
    int width = columns.getColumnCount();
    List<String> labels = new ArrayList<>();
    for (int i = 1; i <= width; i++) {
      labels.add(columns.getColumnLabel(i));
    }
    List<List<Object>> rows = new ArrayList<>();
    while (result.next()) {
      List<Object> row = new ArrayList<>(width);
      for (int i = 1; i <= width; i++) {
        row.add(Answer.value(result.getObject(i)));
      }
      rows.add(row);
    }
    return new Answer(labels, rows);
  }

  private static void execute(Connection on, String sql) throws SQLException {
    try (Statement statement = on.createStatement()) {
      statement.execute(sql);
    }
  }

  @Override
  public void close() {
    try {
      if (reversed != null) {
        reversed.close();
      }
      connection.close();
    } catch (SQLException e) {
      throw new IllegalStateException("cannot close " + file, e);
    }
  }
}
