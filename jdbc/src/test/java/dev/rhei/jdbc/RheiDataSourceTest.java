package dev.rhei.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rhei.AutoRegister;
import dev.rhei.HtapConfig;
import dev.rhei.HtapEngine;
import dev.rhei.testkit.LeakGuard;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

@SuppressWarnings("try") // closed on purpose
@ExtendWith(LeakGuard.class)
class RheiDataSourceTest {
  @TempDir Path folder;

  @Test
  void overAUrlItKeepsTheEngineOpenBetweenConnections() throws SQLException {
    String url = "jdbc:rhei:" + folder.resolve("app.db");
    HtapEngine engine;
    try (RheiDataSource source = new RheiDataSource(url)) {
      try (Connection connection = source.getConnection();
          Statement statement = connection.createStatement()) {
        statement.executeUpdate("CREATE TABLE t (id INTEGER PRIMARY KEY)");
      }
      engine = source.unwrap(HtapEngine.class);
      try (Connection connection = source.getConnection("user", "password")) {
        assertThat(connection.unwrap(HtapEngine.class)).isSameAs(engine);
      }
      assertThat(engine.status().tables()).hasSize(1);
      assertThatThrownBy(() -> source.setUrl("jdbc:rhei:other"))
          .isInstanceOf(IllegalStateException.class);
      assertThat(source.isWrapperFor(HtapEngine.class)).isTrue();
      assertThatThrownBy(() -> source.unwrap(String.class)).isInstanceOf(SQLException.class);
      source.close();
      assertThatThrownBy(source::getConnection).hasMessageContaining("closed");
    }
    assertThatThrownBy(engine::status).hasMessageContaining("closed");
  }

  @Test
  void overAnEngineItLeavesTheEngineOpen() throws SQLException {
    HtapConfig config =
        HtapConfig.at(folder.resolve("app.db")).autoRegister(AutoRegister.ALL).olapInMemory();
    try (HtapEngine engine = HtapEngine.open(config)) {
      engine.execute("CREATE TABLE t (id INTEGER PRIMARY KEY, v INT)");
      try (RheiDataSource source = RheiDataSource.of(engine)) {
        try (Connection connection = source.getConnection();
            Statement statement = connection.createStatement()) {
          assertThat(connection.unwrap(HtapEngine.class)).isSameAs(engine);
          statement.executeUpdate("INSERT INTO t (v) VALUES (1), (2)");
          try (ResultSet rows = statement.executeQuery("/*+ olap */ SELECT sum(v) FROM t")) {
            assertThat(rows).isInstanceOf(RoutedResultSet.class);
            rows.next();
            assertThat(rows.getInt(1)).isEqualTo(3);
          }
        }
      }
      assertThat(engine.status().queries().onOlap()).isPositive();
    }
  }

  @Test
  void aUrlThatIsMissingOrAnotherDriversIsRefused() {
    RheiDataSource source = new RheiDataSource();
    assertThatThrownBy(source::getConnection)
        .isInstanceOf(SQLException.class)
        .hasMessageContaining("jdbc:rhei:");
    source.setUrl("jdbc:sqlite:a.db");
    assertThatThrownBy(source::getConnection)
        .isInstanceOf(SQLException.class)
        .hasMessageContaining("jdbc:sqlite:a.db");
  }

  @Test
  void anEmptyDatabaseStaysEmptyUntilItHasATable() throws SQLException {
    Path file = folder.resolve("new.db");
    try (Connection connection = DriverManager.getConnection("jdbc:rhei:" + file);
        Statement statement = connection.createStatement()) {
      try (ResultSet tables = statement.executeQuery("SELECT count(*) FROM sqlite_schema")) {
        tables.next();
        assertThat(tables.getInt(1)).isZero();
      }
      assertThat(folder.resolve("new.db.olap.duckdb")).doesNotExist();
      statement.executeUpdate("CREATE TABLE first (id INTEGER PRIMARY KEY)");
      try (ResultSet status = statement.executeQuery("SELECT rhei_status() ->> 'tables'")) {
        status.next();
        assertThat(status.getString(1)).contains("first");
      }
      assertThat(folder.resolve("new.db.olap.duckdb")).exists();
    }
  }

  @Test
  void oneFileUnderTwoNamesHasOneEngine() throws Exception {
    Path file = folder.resolve("app.db");
    Path link = Files.createSymbolicLink(folder.resolve("link.db"), file);
    try (Connection first = DriverManager.getConnection("jdbc:rhei:" + file);
        Statement statement = first.createStatement()) {
      statement.executeUpdate("CREATE TABLE t (id INTEGER PRIMARY KEY)");
      try (Connection second = DriverManager.getConnection("jdbc:rhei:" + link);
          Connection third =
              DriverManager.getConnection("jdbc:rhei:" + folder.resolve("x/../app.db"))) {
        HtapEngine engine = first.unwrap(HtapEngine.class);
        assertThat(second.unwrap(HtapEngine.class)).isSameAs(engine);
        assertThat(third.unwrap(HtapEngine.class)).isSameAs(engine);
      }
    }
  }

  @Test
  void whatIsNoDatabaseIsSqlitesToRefuse() throws Exception {
    Path file =
        Files.writeString(folder.resolve("not.db"), "no database at all, for sure".repeat(99));
    try (Connection connection = DriverManager.getConnection("jdbc:rhei:" + file);
        Statement statement = connection.createStatement()) {
      assertThatThrownBy(() -> statement.executeQuery("SELECT * FROM t"))
          .isInstanceOf(SQLException.class)
          .hasMessageContaining("SQLITE_NOTADB");
    }
  }
}
