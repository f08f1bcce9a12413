package dev.rhei.oltp.sqlite;

import static dev.rhei.oltp.sqlite.Database.fails;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.rhei.core.cdc.CdcSnapshot;
import dev.rhei.core.error.ErrorCode;
import dev.rhei.core.schema.RowKey;
import dev.rhei.core.schema.SqliteAffinity;
import dev.rhei.core.schema.SqliteField;
import dev.rhei.core.schema.TableSchema;
import dev.rhei.testkit.LeakGuard;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.apache.arrow.vector.types.pojo.Field;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@ExtendWith(LeakGuard.class)
final class SqliteSchemaReaderTest {
  @TempDir private Path dir;
  private SqliteOltpEngine engine;

  @BeforeEach
  void open() {
    engine = Database.open(dir);
  }

  @AfterEach
  void close() {
    engine.close();
  }

  private static TableSchema describe(SqliteOltpEngine engine, String table, boolean census) {
    try (CdcSnapshot snapshot = engine.changes().open()) {
      return snapshot.tables().orElseThrow().describe(table, census);
    }
  }

  private TableSchema describe(String table) {
    return describe(engine, table, false);
  }

  /** How the column of a table {@code t (c <type>)} with these values is mirrored. */
  private String kind(String declared, String... values) {
    engine.execute("DROP TABLE IF EXISTS t");
    engine.execute("CREATE TABLE t (c " + declared + ")");
    for (String value : values) {
      engine.execute("INSERT INTO t VALUES (" + value + ")");
    }
    return kind(describe("t").columns().get(0));
  }

  private static String kind(Field field) {
    if (SqliteField.isNumeric(field)) {
      return "NUMERIC";
    }
    return field.getType().equals(SqliteField.INT64)
        ? "INTEGER"
        : field.getType().equals(SqliteField.FLOAT64)
            ? "REAL"
            : field.getType().equals(SqliteField.UTF8) ? "TEXT" : "BLOB";
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "INTEGER | INTEGER",
        "BIGINT UNSIGNED | INTEGER",
        "VARCHAR(160) | TEXT",
        "NVARCHAR(160) | TEXT",
        "CLOB | TEXT",
        "BLOB | BLOB",
        "DOUBLE PRECISION | REAL",
        "FLOAT | REAL",
        "DECIMAL(10,2) | NUMERIC",
        "NUMERIC | NUMERIC",
        "BOOLEAN | INTEGER",
        "DATE | TEXT",
        "DATETIME | TEXT",
        "TIMESTAMP | TEXT",
        "'' | TEXT",
        "ANY | NUMERIC",
        "JSON | NUMERIC"
      })
  void anEmptyTableIsTypedByItsDeclaration(String declared, String kind) {
    assertThat(kind(declared)).isEqualTo(kind);
    assertThat(kind(declared, "NULL")).isEqualTo(kind);
  }

  @Test
  void aColumnWithoutTypeIsWhatItHolds() {
    assertThat(kind("", "1", "2")).isEqualTo("INTEGER");
    assertThat(kind("", "1.5")).isEqualTo("REAL");
    assertThat(kind("", "'x'", "NULL")).isEqualTo("TEXT");
    assertThat(kind("BLOB", "x'00'")).isEqualTo("BLOB");
    assertThat(kind("BLOB", "'text in a blob column'")).isEqualTo("TEXT");
  }

  @Test
  void numericColumnsAreWhatTheyHold() {
    assertThat(kind("DECIMAL(10,2)", "1", "2", "NULL")).isEqualTo("INTEGER");
    assertThat(kind("DECIMAL(10,2)", "1.5", "2.25")).isEqualTo("NUMERIC");
    assertThat(kind("DECIMAL(10,2)", "1.5", "2")).isEqualTo("NUMERIC");
    assertThat(kind("DECIMAL(10,2)", "'n/a'")).isEqualTo("TEXT");
    assertThat(kind("DATE", "'2024-01-01'", "'2024-01-02'")).isEqualTo("TEXT");
    assertThat(kind("DATETIME", "1700000000")).isEqualTo("INTEGER");
    assertThat(kind("DATETIME", "2460000.5")).isEqualTo("NUMERIC");
    assertThat(kind("BOOLEAN", "TRUE", "FALSE")).isEqualTo("INTEGER");
    assertThat(kind("BOOLEAN", "'yes'")).isEqualTo("TEXT");
    assertThat(kind("JSON", "'{}'")).isEqualTo("TEXT");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      value = {
        "DECIMAL(10,2) | 1 | 'n/a' | integer and text",
        "DATE | 20240101 | '2024-01-01' | integer and text",
        "\"\" | 1 | 1.5 | integer and real",
        "NUMERIC | 9007199254740993 | 0.5 | integer and real",
        "NUMERIC | -9007199254740993 | 0.5 | integer and real",
        "BLOB | x'00' | 'x' | text and blob"
      })
  void columnsOfSeveralTypesAreRefusedWithTheReason(
      String declared, String first, String second, String found) {
    fails(ErrorCode.TABLE_UNSUPPORTED, () -> kind(declared, first, second))
        .hasMessageContaining("'t' cannot be mirrored")
        .hasMessageContaining("in column 'c' (" + found + ")")
        .hasMessageContaining("call resync");
  }

  @Test
  void theGreatestExactIntegersMixWithReals() {
    assertThat(kind("NUMERIC", "9007199254740992", "-9007199254740992", "0.5"))
        .isEqualTo("NUMERIC");
  }

  @Test
  void aCensusLooksAtEveryColumn() {
    engine.execute("CREATE TABLE t (i INTEGER, r REAL, s TEXT)");
    engine.execute("INSERT INTO t VALUES ('word', 'word', x'00')");
    assertThat(describe("t").columns())
        .extracting(SqliteSchemaReaderTest::kind)
        .containsExactly("INTEGER", "REAL", "TEXT");
    assertThat(describe(engine, "t", true).columns())
        .extracting(SqliteSchemaReaderTest::kind)
        .containsExactly("TEXT", "TEXT", "BLOB");
    engine.execute("UPDATE t SET i = 1.5");
    assertThat(kind(describe(engine, "t", true).columns().get(0))).isEqualTo("NUMERIC");
    engine.execute("INSERT INTO t VALUES (1, NULL, NULL)");
    assertThat(kind(describe(engine, "t", true).columns().get(0))).isEqualTo("NUMERIC");
  }

  @Test
  void aCensusTakesManyColumns() {
    StringBuilder create = new StringBuilder("CREATE TABLE t (c0 NUMERIC");
    for (int i = 1; i < 450; i++) {
      create.append(", c").append(i).append(" NUMERIC");
    }
    engine.execute(create.append(")").toString());
    engine.execute("INSERT INTO t(c0, c99, c100, c449) VALUES (1, 'x', 1.5, 'y')");
    List<Field> columns = describe("t").columns();
    assertThat(columns).hasSize(450);
    assertThat(kind(columns.get(0))).isEqualTo("INTEGER");
    assertThat(kind(columns.get(99))).isEqualTo("TEXT");
    assertThat(kind(columns.get(100))).isEqualTo("NUMERIC");
    assertThat(kind(columns.get(449))).isEqualTo("TEXT");
  }

  @Test
  void keepsWhatTheDefinitionSays() {
    engine.execute(
        "CREATE TABLE \"T 1\" (id INTEGER PRIMARY KEY, \"a b\" VARCHAR(9) NOT NULL COLLATE NOCASE,"
            + " c TEXT COLLATE RTRIM, d AS (id + 1))");
    engine.execute("CREATE INDEX covering ON \"T 1\"(\"a b\" COLLATE BINARY, c, id)");
    TableSchema table = describe("t 1");
    assertThat(table.name()).isEqualTo("T 1");
    assertThat(table.columns()).extracting(Field::getName).containsExactly("id", "a b", "c", "d");
    Field name = table.columns().get(1);
    assertThat(name.isNullable()).isFalse();
    assertThat(SqliteField.declaredType(name)).isEqualTo("VARCHAR(9)");
    assertThat(SqliteField.affinity(name)).isEqualTo(SqliteAffinity.TEXT);
    assertThat(table.columns())
        .extracting(SqliteField::collation)
        .containsExactly("BINARY", "NOCASE", "RTRIM", "BINARY");
  }

  @Test
  void rowsAreToldApartByThePrimaryKeyOrTheRowid() {
    engine.execute("CREATE TABLE a (x, id INTEGER PRIMARY KEY)");
    engine.execute("CREATE TABLE b (x, y, PRIMARY KEY (y, x)) WITHOUT ROWID");
    engine.execute("CREATE TABLE c (x TEXT PRIMARY KEY)");
    engine.execute("CREATE TABLE d (x, y, PRIMARY KEY (y, x))");
    engine.execute("CREATE TABLE e (x)");
    assertThat(describe("a").rowKey()).isEqualTo(RowKey.PRIMARY_KEY);
    assertThat(describe("a").keyIndexes()).containsExactly(1);
    assertThat(describe("b").rowKey()).isEqualTo(RowKey.PRIMARY_KEY);
    assertThat(describe("b").primaryKey()).containsExactly("y", "x");
    assertThat(describe("b").keyIndexes()).containsExactly(1, 0);
    assertThat(describe("c").rowKey()).isEqualTo(RowKey.ROWID);
    assertThat(describe("c").primaryKey()).containsExactly("x");
    assertThat(describe("d").primaryKey()).containsExactly("y", "x");
    assertThat(describe("d").rowKey()).isEqualTo(RowKey.ROWID);
    assertThat(describe("e").rowKey()).isEqualTo(RowKey.ROWID);
    assertThat(describe("e").storedColumns()).hasSize(2);
  }

  @Test
  void estimatesTheNumberOfRows() {
    engine.execute("CREATE TABLE a (id INTEGER PRIMARY KEY)");
    engine.execute("CREATE TABLE b (x PRIMARY KEY) WITHOUT ROWID");
    try (CdcSnapshot snapshot = engine.changes().open()) {
      assertThat(snapshot.tables().orElseThrow().estimateRows("a")).isZero();
    }
    engine.execute("INSERT INTO a VALUES (5), (6), (7)");
    engine.execute("INSERT INTO b VALUES (5), (60)");
    try (CdcSnapshot snapshot = engine.changes().open()) {
      assertThat(snapshot.tables().orElseThrow().estimateRows("a")).isEqualTo(3);
      assertThat(snapshot.tables().orElseThrow().estimateRows("b")).isEqualTo(2);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Album",
        "Artist",
        "Customer",
        "Employee",
        "Genre",
        "Invoice",
        "InvoiceLine",
        "MediaType",
        "Playlist",
        "PlaylistTrack",
        "Track"
      })
  void theTablesOfARealDatabaseAreDescribed(String table) throws IOException {
    Path chinook = Path.of(System.getProperty("rhei.shared", "none"), "data", "chinook.db");
    assumeTrue(Files.exists(chinook), "needs " + chinook);
    Path own = Files.copy(chinook, dir.resolve("chinook.db"));
    try (SqliteOltpEngine real = SqliteOltpEngine.open(SqliteConfig.at(own).build())) {
      TableSchema schema = describe(real, table, false);
      assertThat(schema).isEqualTo(describe(real, table, true));
      assertThat(schema.primaryKey()).isNotEmpty();
      PlainCopy copy = new PlainCopy(real).register(table);
      real.execute("DELETE FROM \"" + table + "\" WHERE rowid % 3 = 0");
      copy.assertSame();
    }
  }
}
