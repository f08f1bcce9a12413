package dev.rhei.clients;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What is in a file, by the SQLite driver. */
final class SqliteFile {
  private static final String TABLES =
      "SELECT name FROM sqlite_schema WHERE type IN ('table', 'view')"
          + " AND name NOT LIKE 'sqlite\\_%' ESCAPE '\\' AND name NOT LIKE '\\_rhei\\_%' ESCAPE '\\'";

  private SqliteFile() {}

  /** All tables and views with their rows. */
  static Map<String, List<List<Object>>> tables(Path file) throws SQLException {
    Map<String, List<List<Object>>> tables = new TreeMap<>();
    for (List<Object> name : query(file, TABLES)) {
      tables.put((String) name.get(0), query(file, "SELECT * FROM \"" + name.get(0) + '"'));
    }
    return tables;
  }

  static List<List<Object>> query(Path file, String sql) throws SQLException {
    try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file);
        Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(sql)) {
      return rows(rows);
    }
  }

  static List<List<Object>> rows(ResultSet rows) throws SQLException {
    List<List<Object>> all = new ArrayList<>();
    while (rows.next()) {
      List<Object> row = new ArrayList<>();
      for (int i = 1; i <= rows.getMetaData().getColumnCount(); i++) {
        row.add(rows.getObject(i));
      }
      all.add(row);
    }
    return all;
  }
}
