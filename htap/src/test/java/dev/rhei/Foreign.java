package dev.rhei;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;

/** Another process at the SQLite file, which has never heard of us. */
final class Foreign implements AutoCloseable {
  private final Connection connection;

  Foreign(Path file) {
    try {
      connection = DriverManager.getConnection("jdbc:sqlite:" + file.toAbsolutePath());
      execute("PRAGMA busy_timeout = 30000");
      execute("PRAGMA synchronous = OFF"); // many small commits, and no machine that crashes
    } catch (SQLException e) {
      throw new AssertionError(e);
    }
  }

  Foreign execute(String sql, Object... parameters) {
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      for (int i = 0; i < parameters.length; i++) {
        statement.setObject(i + 1, parameters[i]);
      }
      statement.execute();
      return this;
    } catch (SQLException e) {
      throw new AssertionError(sql, e);
    }
  }

  long number(String sql) {
    try (Statement statement = connection.createStatement()) {
      return statement.executeQuery(sql).getLong(1);
    } catch (SQLException e) {
      throw new AssertionError(sql, e);
    }
  }

  /** Puts the database back to what it was, as SQLite's own backup does. */
  void restore(Path backup) {
    try (Statement statement = connection.createStatement()) {
      statement.executeUpdate("restore from " + backup.toAbsolutePath()); // the driver's own
    } catch (SQLException e) {
      throw new AssertionError("restore", e);
    }
  }

  /** Once, with a connection of its own. */
  static void run(Path file, String... statements) {
    try (Foreign foreign = new Foreign(file)) {
      for (String sql : statements) {
        foreign.execute(sql);
      }
    }
  }

  @Override
  public void close() {
    try {
      connection.close();
    } catch (SQLException e) {
      throw new AssertionError(e);
    }
  }
}
