package dev.rhei.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A connection that holds SQLite's write lock does not make the engine wait for it. */
class LockedSchemaChangeTest {
  @TempDir Path folder;

  @Test
  void theEngineOpensOnceTheTransactionBehindTheCommitIsOverToo() throws SQLException {
    try (Connection connection = connection("?transaction_mode=IMMEDIATE");
        Statement statement = connection.createStatement()) {
      connection.setAutoCommit(false);
      statement.executeUpdate("CREATE TABLE orders (id INTEGER PRIMARY KEY, amount REAL)");
      connection.commit(); // and the driver begins the next one
      connection.setAutoCommit(true);
      assertOnCopy(statement, "orders");
    }
  }

  @Test
  void aSavepointInsideATransactionIsNoCommit() throws SQLException {
    try (Connection connection = connection("");
        Statement statement = connection.createStatement()) {
      statement.executeUpdate("CREATE TABLE orders (id INTEGER PRIMARY KEY, amount REAL)");
      connection.setAutoCommit(false);
      statement.executeUpdate("CREATE TABLE customers (id INTEGER PRIMARY KEY, name TEXT)");
      connection.releaseSavepoint(connection.setSavepoint());
      connection.commit();
      connection.setAutoCommit(true);
      assertOnCopy(statement, "customers");
    }
  }

  private Connection connection(String options) throws SQLException {
    return DriverManager.getConnection("jdbc:rhei:" + folder.resolve("app.db") + options);
  }

  private static void assertOnCopy(Statement statement, String table) throws SQLException {
    try (ResultSet rows = statement.executeQuery("/*+ olap */ SELECT count(*) FROM " + table)) {
      assertThat(rows).isInstanceOf(RoutedResultSet.class);
    }
  }
}
