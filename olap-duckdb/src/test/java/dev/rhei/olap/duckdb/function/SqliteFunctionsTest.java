package dev.rhei.olap.duckdb.function;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Properties;
import org.duckdb.DuckDBConnection;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the functions promise as functions of a database, whatever they compute. */
class SqliteFunctionsTest {
  private static final String CALL = "SELECT rhei_real_text(1e20)";

  @TempDir Path directory;

  private DuckDBConnection open() throws Exception {
    return DuckDBConnection.newConnection(
        "jdbc:duckdb:" + directory.resolve("x.duckdb"), false, new Properties());
  }

  @Test
  void everyConnectionKnowsThemAndTheFileDoesNot() throws Exception {
    try (DuckDBConnection first = open()) {
      SqliteFunctions.register(first);
      try (Connection second = first.duplicate();
          Statement statement = second.createStatement()) {
        statement.execute("CREATE TABLE t AS SELECT 1.5e0 AS a");
        assertThat(value(second, CALL)).isEqualTo("1.0e+20");
      }
    }
    try (DuckDBConnection again = open()) {
      assertThatThrownBy(() -> value(again, CALL)).hasMessageContaining("does not exist");
      SqliteFunctions.register(again);
      assertThat(value(again, "SELECT rhei_real_text(a) FROM t")).isEqualTo("1.5");
    }
  }

  @Test
  void sqlCannotTakeThemAway() throws Exception {
    try (DuckDBConnection connection = open();
        Statement statement = connection.createStatement()) {
      SqliteFunctions.register(connection);
      assertThatThrownBy(() -> statement.execute("DROP FUNCTION rhei_real_text"))
          .isInstanceOf(SQLException.class);
      assertThat(value(connection, CALL)).isEqualTo("1.0e+20");
    }
  }

  @Test
  void whatOneLeavesToSqliteFailsTheQueryAndNothingElse() throws Exception {
    String bad = "SELECT max(rhei_tagged_text(CASE WHEN i = 70000 THEN 'bff' ELSE 'i1' END))";
    try (DuckDBConnection connection = open();
        Statement statement = connection.createStatement()) {
      SqliteFunctions.register(connection);
      statement.execute("CREATE TABLE t AS SELECT range AS i FROM range(100000)");
      assertThatThrownBy(() -> value(connection, bad + " FROM t"))
          .hasMessageContaining(LeftToSqlite.PREFIX);
      assertThat(value(connection, bad + " FROM t WHERE i <> 70000")).isEqualTo("1");
    }
  }

  @Test
  void aBranchThatIsNotTakenIsNotComputed() throws Exception {
    try (DuckDBConnection connection = open()) {
      SqliteFunctions.register(connection);
      assertThat(
              value(
                  connection,
                  "SELECT max(CASE WHEN a = 'bff' THEN 'no text' ELSE rhei_tagged_text(a) END"
                      + " || CASE WHEN a <> 'bff' THEN rhei_tagged_text(a) ELSE '' END)"
                      + " FROM (VALUES ('bff'), ('t1')) v(a)"))
          .isEqualTo("no text");
    }
  }

  private static @Nullable Object value(Connection connection, String sql) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet result = statement.executeQuery(sql)) {
      result.next();
      return result.getObject(1);
    }
  }
}
