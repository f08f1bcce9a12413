package dev.rhei.oltp.sqlite;

import static dev.rhei.oltp.sqlite.Database.fails;
import static org.assertj.core.api.Assertions.assertThat;

import dev.rhei.core.engine.Column;
import dev.rhei.core.engine.QueryOptions;
import dev.rhei.core.engine.RowCursor;
import dev.rhei.core.engine.SqlStatement;
import dev.rhei.core.error.ErrorCode;
import dev.rhei.core.schema.SqliteField;
import dev.rhei.testkit.LeakGuard;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import org.apache.arrow.vector.types.pojo.ArrowType;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@ExtendWith(LeakGuard.class)
final class SqliteStatementTest {
  @TempDir private Path dir;
  private SqliteOltpEngine engine;

  @BeforeEach
  void open() {
    engine = Database.open(dir);
    engine.execute("CREATE TABLE item (id INTEGER PRIMARY KEY, name TEXT, price REAL)");
    engine.execute("INSERT INTO item VALUES (1, 'a', 1.5), (2, 'b', 2), (3, 'c', NULL)");
  }

  @AfterEach
  void close() {
    engine.close();
  }

  @Test
  void countsTheRowsThatAStatementWrote() {
    assertThat(engine.execute("UPDATE item SET price = 0 WHERE id > 1")).isEqualTo(2);
    assertThat(engine.execute("UPDATE item SET price = 0 WHERE id > 9")).isZero();
    assertThat(engine.execute("INSERT OR REPLACE INTO item VALUES (1, 'x', 0)")).isEqualTo(1);
    assertThat(engine.execute("INSERT OR IGNORE INTO item VALUES (1, 'x', 0)")).isZero();
    assertThat(
            engine.execute("WITH n(i) AS (VALUES (7), (8)) INSERT INTO item(id) SELECT i FROM n"))
        .isEqualTo(2);
    assertThat(engine.execute("DELETE FROM item")).isEqualTo(5);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " \n", "-- nothing", "/* nothing */", ";", " ; -- nothing\n;"})
  void aTextWithoutAStatementDoesNothingAndIsNoQuery(String sql) {
    assertThat(engine.execute(sql)).isZero();
    fails(ErrorCode.SQL_REFUSED, () -> engine.query(SqlStatement.of(sql), QueryOptions.DEFAULT))
        .hasMessageContaining("no statement");
    assertThat(engine.execute("DELETE FROM item")).isEqualTo(3);
  }

  @Test
  void countsNothingForWhatWritesNoRows() {
    engine.execute("UPDATE item SET price = 0");
    assertThat(engine.execute("CREATE TABLE other (a)")).isZero();
    assertThat(engine.execute("CREATE TABLE copied AS SELECT * FROM item")).isZero();
    assertThat(engine.execute("ALTER TABLE other ADD COLUMN b")).isZero();
    assertThat(engine.execute("DROP TABLE other")).isZero();
    assertThat(engine.execute("PRAGMA cache_size = 100")).isZero();
    assertThat(engine.execute("SELECT * FROM item")).isZero();
    assertThat(engine.execute("WITH n(i) AS (VALUES (7)) SELECT i FROM n")).isZero();
    assertThat(engine.execute("PRAGMA wal_checkpoint(TRUNCATE)")).isZero();
  }

  @Test
  void executeRunsReturningToItsEnd() {
    assertThat(engine.execute("UPDATE item SET price = 9 RETURNING id")).isEqualTo(3);
    assertThat(
            engine.execute(
                "WITH n(i) AS (VALUES (7), (8)) INSERT INTO item(id) SELECT i FROM n RETURNING id"))
        .isEqualTo(2);
    assertThat(Database.value(engine, "SELECT count(*) FROM item WHERE price = 9")).isEqualTo(3);
  }

  @Test
  void queryGivesWhatReturningReturnsAndHasCommitted() {
    try (RowCursor rows =
        Database.query(
            engine, "INSERT INTO item(name) VALUES (?), (?) RETURNING id, name", "x", "y")) {
      assertThat(Database.value(engine, "SELECT count(*) FROM item")).isEqualTo(5);
      assertThat(rows.columns()).extracting(Column::name).containsExactly("id", "name");
      assertThat(rows.next()).containsExactly(4, "x");
      assertThat(rows.next()).containsExactly(5, "y");
      assertThat(rows.next()).isNull();
    }
    assertThat(
            Database.rows(
                engine,
                "WITH n(i) AS (VALUES (7)) INSERT INTO item(id) SELECT i FROM n RETURNING id"))
        .containsExactly(List.of(7));
  }

  @Test
  void aQueryThatReturnsNoRowsIsSentToExecute() {
    for (String sql : List.of("DELETE FROM item", "CREATE TABLE x (a)", "PRAGMA cache_size = 7")) {
      fails(ErrorCode.SQL_REFUSED, () -> Database.rows(engine, sql))
          .hasMessageContaining("returns no rows; run it with execute")
          .hasMessageContaining(sql);
    }
    assertThat(Database.value(engine, "SELECT count(*) FROM item")).isEqualTo(3);
  }

  @Test
  void columnsHaveTheTypeOfTheirFirstValueOrOfTheirDeclaration() {
    try (RowCursor rows =
        Database.query(engine, "SELECT id, name, price, price + 1, x'00', NULL AS n FROM item")) {
      assertThat(rows.columns())
          .containsExactly(
              new Column("id", SqliteField.INT64),
              new Column("name", SqliteField.UTF8),
              new Column("price", SqliteField.FLOAT64),
              new Column("price + 1", SqliteField.FLOAT64),
              new Column("x'00'", SqliteField.BINARY),
              new Column("n", ArrowType.Null.INSTANCE));
    }
    try (RowCursor rows = Database.query(engine, "SELECT id, name, price FROM item LIMIT 0")) {
      assertThat(rows.columns())
          .extracting(Column::type)
          .containsExactly(SqliteField.INT64, SqliteField.UTF8, SqliteField.FLOAT64);
      assertThat(rows.next()).isNull();
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "DELETE FROM item WHERE id = 1; DELETE FROM item",
        "SELECT 1; SELECT 2",
        ";DELETE FROM item",
        "SELECT ';'; -- the end is here\n DELETE FROM item",
        "CREATE TRIGGER t AFTER INSERT ON item BEGIN SELECT 1; END; DELETE FROM item"
      })
  void refusesASecondStatement(String sql) {
    fails(ErrorCode.SQL_REFUSED, () -> engine.execute(sql))
        .hasMessageContaining("one statement at a time");
    assertThat(Database.value(engine, "SELECT count(*) FROM item")).isEqualTo(3);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "UPDATE item SET name = 'a;b' WHERE name = \"x;y\";",
        "SELECT 1 ; -- nothing more",
        "SELECT 1 /* ; */ ; /* nothing */ ",
        "CREATE TRIGGER t AFTER INSERT ON item BEGIN SELECT CASE 1 WHEN 1 THEN 2 END; SELECT 3; END;"
      })
  void takesOneStatementWithSemicolonsInIt(String sql) {
    assertThat(engine.execute(sql)).isZero();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "BEGIN",
        "begin immediate",
        "/* x */ COMMIT",
        "END",
        "ROLLBACK",
        "SAVEPOINT s",
        "RELEASE s"
      })
  void refusesTransactionsInSql(String sql) {
    fails(ErrorCode.SQL_REFUSED, () -> engine.execute(sql))
        .hasMessageContaining("use transaction(tx -> ...)");
    fails(ErrorCode.SQL_REFUSED, () -> engine.transaction(tx -> tx.execute(sql)))
        .hasMessageContaining("return from its function to commit");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "PRAGMA journal_mode = DELETE",
        "PRAGMA main.journal_mode(MEMORY)",
        "pragma LOCKING_MODE=exclusive",
        "PRAGMA query_only = 1",
        "PRAGMA writable_schema = ON",
        "PRAGMA schema_version = 3"
      })
  void refusesSettingsThatCaptureDependsOn(String sql) {
    fails(ErrorCode.SQL_REFUSED, () -> engine.execute(sql))
        .hasMessageContaining("set by the engine");
    fails(ErrorCode.SQL_REFUSED, () -> Database.rows(engine, sql));
  }

  @Test
  void otherSettingsAreTheApplications() {
    assertThat(Database.value(engine, "PRAGMA journal_mode")).isEqualTo("wal");
    engine.execute("PRAGMA user_version = 42");
    assertThat(Database.value(engine, "PRAGMA user_version")).isEqualTo(42);
  }

  @Test
  void errorsKeepTheMessageOfSqlite() {
    fails(ErrorCode.SQL_INVALID, () -> engine.execute("SELEC 1"))
        .hasMessageContaining("near \"SELEC\": syntax error")
        .hasCauseInstanceOf(SQLException.class);
    fails(ErrorCode.SQL_INVALID, () -> Database.rows(engine, "SELECT nope FROM item"))
        .hasMessageContaining("no such column: nope");
    fails(ErrorCode.CONSTRAINT_VIOLATED, () -> engine.execute("INSERT INTO item(id) VALUES (1)"))
        .hasMessageContaining("UNIQUE constraint failed: item.id");
    fails(ErrorCode.CONSTRAINT_VIOLATED, () -> engine.execute("UPDATE item SET id = 'text'"))
        .hasMessageContaining("datatype mismatch");
  }

  @Test
  void aStarStandsForTheColumnsOfNow() throws SQLException {
    String sql = "SELECT * FROM item WHERE id = 1";
    assertThat(Database.rows(engine, sql).get(0)).hasSize(3);
    engine.execute("ALTER TABLE item ADD COLUMN added DEFAULT 5");
    assertThat(Database.rows(engine, sql)).containsExactly(List.of(1, "a", 1.5, 5));
    Database.foreign(dir, "ALTER TABLE item DROP COLUMN name");
    assertThat(Database.rows(engine, sql)).containsExactly(List.of(1, 1.5, 5));
    String returning = "UPDATE item SET price = 3 WHERE id = 1 RETURNING *";
    assertThat(Database.rows(engine, returning)).containsExactly(List.of(1, 3.0, 5));
    Database.foreign(dir, "ALTER TABLE item RENAME COLUMN price TO cost");
    Database.foreign(dir, "ALTER TABLE item ADD COLUMN last");
    engine.execute("UPDATE item SET last = 'z'");
    assertThat(Database.rows(engine, sql)).containsExactly(List.of(1, 3.0, 5, "z"));
    try (RowCursor rows = Database.query(engine, sql)) {
      assertThat(rows.columns()).extracting(Column::name).contains("cost");
    }
  }
}
