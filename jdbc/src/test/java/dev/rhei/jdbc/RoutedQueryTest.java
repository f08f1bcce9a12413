package dev.rhei.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rhei.HtapEngine;
import dev.rhei.testkit.LeakGuard;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Properties;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** Who answers what, over JDBC. */
@ExtendWith(LeakGuard.class)
class RoutedQueryTest {
  private static final String TOTAL = "/*+ olap */ SELECT sum(amount) AS total FROM orders";

  @TempDir Path folder;
  private Connection connection;
  private Statement statement;

  @BeforeEach
  void open() throws SQLException {
    connection = DriverManager.getConnection("jdbc:rhei:" + folder.resolve("app.db"));
    statement = connection.createStatement();
    statement.executeUpdate(
        "CREATE TABLE orders (id INTEGER PRIMARY KEY, customer TEXT, amount REAL)");
    statement.executeUpdate(
        "INSERT INTO orders (customer, amount) VALUES ('ann', 1.5), ('bob', 2.25), (NULL, 4)");
  }

  @AfterEach
  void close() throws SQLException {
    connection.close();
  }

  @Test
  void aHintedQueryIsAnsweredByTheCopyOfATableMadeOverThisConnection() throws SQLException {
    try (ResultSet rows = statement.executeQuery(TOTAL)) {
      assertThat(rows).isInstanceOf(RoutedResultSet.class);
      assertThat(rows.next()).isTrue();
      assertThat(rows.getDouble("total")).isEqualTo(7.75);
      assertThat(rows.next()).isFalse();
      assertThat(rows.getStatement()).isSameAs(statement);
    }
  }

  @Test
  void aPreparedQueryIsRoutedByExecuteTooAndSeesWhatWasCommittedBefore() throws SQLException {
    try (PreparedStatement query =
            connection.prepareStatement(
                "/*+ olap */ SELECT count(*), min(customer) FROM orders WHERE amount >= ?");
        PreparedStatement insert =
            connection.prepareStatement("INSERT INTO orders (customer, amount) VALUES (?, ?)")) {
      for (int i = 1; i <= 50; i++) {
        insert.setString(1, "c" + i);
        insert.setInt(2, 100 + i);
        assertThat(insert.executeUpdate()).isEqualTo(1);
        query.setDouble(1, 100.5);
        assertThat(query.execute()).isTrue();
        ResultSet rows = query.getResultSet();
        assertThat(rows).isInstanceOf(RoutedResultSet.class);
        assertThat(rows.next()).isTrue();
        assertThat(rows.getInt(1)).isEqualTo(i);
        assertThat(rows.getString(2)).isEqualTo("c1");
        assertThat(query.getUpdateCount()).isEqualTo(-1);
        assertThat(query.getMoreResults()).isFalse();
        assertThat(rows.isClosed()).isTrue();
      }
    }
  }

  @Test
  void insideATransactionQueriesSeeWhatIsNotCommitted() throws SQLException {
    connection.setAutoCommit(false);
    statement.executeUpdate("DELETE FROM orders WHERE id = 1");
    assertOnSqlite("SELECT sum(amount) FROM orders", 6.25);
    connection.rollback();
    connection.setAutoCommit(true);
    assertOnCopy(7.75);

    statement.execute("BEGIN IMMEDIATE");
    statement.executeUpdate("DELETE FROM orders WHERE id = 1");
    assertOnSqlite("SELECT sum(amount) FROM orders", 6.25);
    statement.execute("ROLLBACK");
    assertOnCopy(7.75);

    statement.execute("SAVEPOINT \"a b\"");
    statement.executeUpdate("DELETE FROM orders WHERE id = 1");
    statement.execute("SAVEPOINT inner");
    statement.execute("RELEASE inner");
    assertOnSqlite("SELECT sum(amount) FROM orders", 6.25);
    statement.execute("RELEASE \"A B\"");
    assertOnCopy(6.25);
  }

  @Test
  void aTransactionThatIsReadCommittedAndHasNotWrittenIsRouted() throws SQLException {
    connection.setTransactionIsolation(Connection.TRANSACTION_READ_COMMITTED);
    connection.setAutoCommit(false);
    assertOnCopy(7.75);
    assertOnCopy(7.75);
    statement.executeUpdate("DELETE FROM orders WHERE id = 1");
    assertOnSqlite("SELECT sum(amount) FROM orders", 6.25);
    connection.rollback();
    assertOnCopy(7.75);
    connection.setTransactionIsolation(Connection.TRANSACTION_SERIALIZABLE);
    assertOnSqlite("SELECT sum(amount) FROM orders", 7.75);
    connection.commit();
    connection.setAutoCommit(true);
  }

  @Test
  void aTemporaryTableKeepsQueriesOnItsConnection() throws SQLException {
    statement.execute("CREATE TEMP TABLE orders AS SELECT 1 AS id, 'x' AS customer, 100 AS amount");
    assertOnSqlite("SELECT sum(amount) FROM orders", 100);
  }

  @Test
  void anAttachedDatabaseKeepsQueriesOnItsConnection() throws SQLException {
    statement.execute("ATTACH '" + folder.resolve("other.db") + "' AS other");
    statement.execute("CREATE TABLE other.only_there AS SELECT 3 AS amount");
    assertOnSqlite("SELECT sum(amount) FROM only_there", 3);
  }

  @Test
  void explainRouteTellsWhoWouldAnswer() throws SQLException {
    try (PreparedStatement explain =
        connection.prepareStatement(
            "explain /* why */ route /*+ olap */ SELECT amount FROM orders WHERE customer = ?")) {
      assertThat(explain.getParameterMetaData().getParameterCount()).isEqualTo(1);
      explain.setString(1, "ann");
      try (ResultSet rows = explain.executeQuery()) {
        assertThat(rows.getMetaData().getColumnCount()).isEqualTo(3);
        assertThat(rows.next()).isTrue();
        assertThat(rows.getString("engine")).isEqualTo("OLAP");
        assertThat(rows.getString("reason")).isNotEmpty();
        assertThat(rows.getString("detail")).contains("SQL of the copy");
        assertThat(rows.next()).isFalse();
      }
    }
    try (ResultSet rows =
        statement.executeQuery("EXPLAIN ROUTE SELECT * FROM orders WHERE id = 1")) {
      assertThat(rows.next()).isTrue();
      assertThat(rows.getString("engine")).isEqualTo("OLTP");
    }
    assertThatThrownBy(() -> statement.executeQuery("EXPLAIN ROUTE SELECT x FROM nowhere"))
        .isInstanceOf(SQLException.class)
        .hasMessageContaining("nowhere");
  }

  @Test
  void theStatusIsReadBySql() throws SQLException {
    try (ResultSet rows =
        statement.executeQuery(
            "SELECT value ->> 'name', value ->> 'state', rhei_status() ->> 'running'"
                + " FROM json_each(rhei_status(), '$.tables')")) {
      assertThat(rows.next()).isTrue();
      assertThat(rows.getString(1)).isEqualTo("orders");
      assertThat(rows.getString(2)).isIn("LIVE", "LOADING");
      assertThat(rows.getInt(3)).isEqualTo(1);
    }
  }

  @Test
  void aRoutedQueryOfAClosedConnectionEnds() throws SQLException {
    ResultSet rows = statement.executeQuery("/*+ olap */ SELECT * FROM orders");
    assertThat(rows.next()).isTrue();
    connection.close();
    assertThatThrownBy(rows::next).isInstanceOf(SQLException.class);
  }

  @Test
  void connectionsToOneFileShareAnEngineThatIsClosedWithTheLast() throws SQLException {
    HtapEngine engine = connection.unwrap(HtapEngine.class);
    try (Connection second = connection(new Properties())) {
      assertThat(second.unwrap(HtapEngine.class)).isSameAs(engine);
      connection.close();
      assertThat(engine.status().tables()).hasSize(1);
    }
    assertThatThrownBy(engine::status).hasMessageContaining("closed");
    try (Connection third = connection(new Properties())) {
      assertThat(third.unwrap(HtapEngine.class)).isNotSameAs(engine);
    }
  }

  @Test
  void otherOptionsForAFileThatIsOpenAreRefused() {
    Properties options = new Properties();
    options.setProperty("freshness", "eventual");
    assertThatThrownBy(() -> connection(options))
        .isInstanceOf(SQLException.class)
        .hasMessageContaining("freshness")
        .hasMessageContaining("same options");
  }

  private Connection connection(Properties options) throws SQLException {
    return DriverManager.getConnection("jdbc:rhei:" + folder.resolve("app.db"), options);
  }

  private void assertOnCopy(double total) throws SQLException {
    try (ResultSet rows = statement.executeQuery(TOTAL)) {
      assertThat(rows).isInstanceOf(RoutedResultSet.class);
      assertThat(rows.next()).isTrue();
      assertThat(rows.getDouble(1)).isEqualTo(total);
    }
  }

  private void assertOnSqlite(String sql, double total) throws SQLException {
    try (ResultSet rows = statement.executeQuery("/*+ olap */" + sql)) {
      assertThat(rows).isNotInstanceOf(RoutedResultSet.class);
      assertThat(rows.next()).isTrue();
      assertThat(rows.getDouble(1)).isEqualTo(total);
    }
  }
}
