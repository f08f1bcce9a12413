package dev.rhei.oltp.sqlite;

import static dev.rhei.oltp.sqlite.Database.fails;
import static org.assertj.core.api.Assertions.assertThat;

import dev.rhei.core.cdc.CdcSnapshot;
import dev.rhei.core.cdc.TableSnapshot.Change;
import dev.rhei.core.error.ErrorCode;
import dev.rhei.core.schema.RowKey;
import dev.rhei.core.schema.SqliteField;
import dev.rhei.core.schema.TableSchema;
import dev.rhei.testkit.LeakGuard;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import org.apache.arrow.vector.types.DateUnit;
import org.apache.arrow.vector.types.pojo.ArrowType;
import org.apache.arrow.vector.types.pojo.Field;
import org.apache.arrow.vector.types.pojo.Schema;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** Captures begin, are renewed, end, and notice what becomes of their tables. */
@ParameterizedClass
@EnumSource(LogForm.class)
@ExtendWith(LeakGuard.class)
final class CaptureManagementTest {
  @Parameter private LogForm form;
  @TempDir private Path dir;
  private SqliteOltpEngine engine;

  @BeforeEach
  void open() {
    engine = Database.open(dir, form);
    engine.execute("CREATE TABLE item (id INTEGER PRIMARY KEY, name TEXT, born TEXT)");
  }

  @AfterEach
  void close() {
    engine.close();
  }

  private Change changeOf(String table) {
    try (CdcSnapshot snapshot = engine.changes().open()) {
      return snapshot.tables().orElseThrow().changeOf(table);
    }
  }

  private Object triggers() {
    return Database.value(engine, "SELECT count(*) FROM sqlite_schema WHERE type = 'trigger'");
  }

  private void refuses(ErrorCode code, String table, String reason) {
    fails(code, () -> engine.capture().capture(table)).hasMessageContaining(reason);
    assertThat(engine.capture().captured()).isEmpty();
    assertThat(triggers()).isEqualTo(0);
  }

  @Test
  void whatCannotBeCapturedIsRefusedWithTheReason() {
    engine.execute("CREATE VIEW seen AS SELECT * FROM item");
    engine.execute("CREATE VIRTUAL TABLE words USING fts5(text)");
    engine.execute("CREATE TEMP TABLE scratch (a)");
    engine.execute("CREATE TABLE hidden (rowid, _rowid_, oid)");
    refuses(ErrorCode.TABLE_UNSUPPORTED, "seen", "is a view; register the tables it reads from");
    refuses(ErrorCode.TABLE_UNSUPPORTED, "words", "is a virtual table");
    refuses(ErrorCode.TABLE_UNSUPPORTED, "words_data", "belongs to a virtual table");
    refuses(ErrorCode.TABLE_UNSUPPORTED, "scratch", "is a temp table");
    refuses(ErrorCode.TABLE_UNSUPPORTED, "hidden", "hide SQLite's rowid");
    refuses(ErrorCode.NAME_INVALID, "sqlite_schema", "reserved");
    refuses(ErrorCode.NAME_INVALID, "_rhei_cdc_log", "reserved");
    refuses(ErrorCode.NAME_INVALID, "", "must not be empty");
    refuses(ErrorCode.TABLE_UNKNOWN, "nope", "no table 'nope' in the database");
  }

  @Test
  void aTableWhoseWritesWouldFailIsRefusedInTime() {
    engine.execute("CREATE TABLE odd (a, b)");
    engine.execute("CREATE UNIQUE INDEX odd_b ON odd(b) WHERE odd.a > 0");
    refuses(ErrorCode.TABLE_UNSUPPORTED, "odd", "SQLite refuses writes to it");
    engine.execute("INSERT INTO odd VALUES (1, 2)");
  }

  @Test
  void aTableTooWideForTheLogIsRefused() {
    StringBuilder create = new StringBuilder("CREATE TABLE wide (id INTEGER PRIMARY KEY");
    for (int i = 1; i < 2_000; i++) {
      create.append(", c").append(i);
    }
    engine.execute(create.append(")").toString());
    if (form == LogForm.ROW) {
      refuses(ErrorCode.TABLE_UNSUPPORTED, "wide", "a log row of it has 2000 values");
    } else {
      engine.capture().capture("wide");
      engine.execute("INSERT INTO wide(id) VALUES (1)");
    }
  }

  @Test
  void anUnchangedTableIsUnchanged() {
    engine.capture().capture("item");
    engine.execute("INSERT INTO item(id) VALUES (1)");
    engine.execute("CREATE TABLE other (a)");
    engine.execute("CREATE INDEX by_name ON item(name)");
    engine.execute("VACUUM");
    assertThat(changeOf("item")).isEqualTo(Change.NONE);
    assertThat(changeOf("ITEM")).isEqualTo(Change.NONE);
  }

  @Test
  void aCaptureSurvivesReopening() {
    engine.capture().capture("item");
    engine.close();
    engine = Database.open(dir, form == LogForm.KEY ? LogForm.ROW : LogForm.KEY);
    assertThat(engine.capture().captured()).containsExactly("item");
    assertThat(changeOf("item")).isEqualTo(Change.NONE);
    engine.execute("INSERT INTO item(id) VALUES (1)");
    assertThat(engine.changes().latest().sequence()).isEqualTo(1);
  }

  @Test
  void renewingBeginsAnewWithoutASecondSetOfTriggers() {
    engine.capture().capture("item");
    Object before = triggers();
    engine.execute("INSERT INTO item(id) VALUES (1)");
    engine.capture().capture("item");
    assertThat(triggers()).isEqualTo(before);
    engine.execute("INSERT INTO item(id) VALUES (2)");
    assertThat(Database.rows(engine, "SELECT tbl FROM _rhei_cdc_log"))
        .containsExactly(List.of(1), List.of(2));
    try (CdcSnapshot snapshot = engine.changes().open()) {
      var schemas = List.of(snapshot.tables().orElseThrow().describe("item", false));
      assertThat(snapshot.changes(0, 10, schemas).events())
          .as("events of the capture that is in force")
          .hasSize(1);
    }
  }

  @Test
  void releasingEndsTheCapture() {
    engine.capture().capture("item");
    engine.capture().release("ITEM");
    engine.capture().release("item");
    engine.capture().release("never captured");
    assertThat(engine.capture().captured()).isEmpty();
    assertThat(triggers()).isEqualTo(0);
    engine.execute("INSERT INTO item(id) VALUES (1)");
    assertThat(engine.changes().latest().sequence()).isZero();
    assertThat(changeOf("item")).isEqualTo(Change.DROPPED);
  }

  @Test
  void aDroppedTableIsNoticed() throws SQLException {
    engine.capture().capture("item");
    engine.execute("DROP TABLE item");
    assertThat(changeOf("item")).isEqualTo(Change.DROPPED);
    Database.foreign(dir, "CREATE TABLE item (id INTEGER PRIMARY KEY, name TEXT, born TEXT)");
    assertThat(changeOf("item")).as("same definition, no triggers").isEqualTo(Change.CAPTURE);
    engine.capture().capture("item");
    assertThat(changeOf("item")).isEqualTo(Change.NONE);
  }

  @Test
  void aTableRenamedAwayIsDroppedAndItsTriggersGoWithTheCapture() {
    engine.capture().capture("item");
    engine.execute("ALTER TABLE item RENAME TO thing");
    assertThat(changeOf("item")).isEqualTo(Change.DROPPED);
    engine.execute("INSERT INTO thing(id) VALUES (1)");
    engine.capture().release("item");
    assertThat(triggers()).isEqualTo(0);
    engine.execute("INSERT INTO thing(id) VALUES (2)");
  }

  @Test
  void aChangedDefinitionIsNoticed() throws SQLException {
    for (String change :
        List.of(
            "ALTER TABLE item ADD COLUMN more", "ALTER TABLE item RENAME COLUMN name TO title")) {
      engine.capture().capture("item");
      Database.foreign(dir, change, "INSERT INTO item(born) VALUES (random())");
      assertThat(changeOf("item")).as(change).isEqualTo(Change.DEFINITION);
    }
    engine.capture().capture("item");
    assertThat(changeOf("item")).isEqualTo(Change.NONE);
  }

  @Test
  void anIndexThatTheTriggersDoNotKnowIsNoticed() throws SQLException {
    for (String change :
        List.of("CREATE UNIQUE INDEX born_once ON item(born)", "DROP INDEX born_once")) {
      engine.capture().capture("item");
      Database.foreign(dir, change, "INSERT INTO item(born) VALUES (random())");
      assertThat(changeOf("item")).as(change).isEqualTo(Change.CAPTURE);
    }
  }

  @Test
  void tamperedTriggersAreNoticed() throws SQLException {
    engine.capture().capture("item");
    Database.foreign(dir, "DROP TRIGGER _rhei_cdc_1_update");
    assertThat(changeOf("item")).isEqualTo(Change.CAPTURE);
    engine.capture().capture("item");
    assertThat(changeOf("item")).isEqualTo(Change.NONE);
    Database.foreign(
        dir,
        "DROP TRIGGER _rhei_cdc_2_delete",
        "CREATE TRIGGER _rhei_cdc_2_delete AFTER DELETE ON item BEGIN SELECT 1; END");
    assertThat(changeOf("item")).isEqualTo(Change.CAPTURE);
  }

  /**
   * Triggers of ROW form name every column, and SQLite drops no column that a trigger names. So
   * whoever drops a column must release the capture first, in the same transaction or not.
   */
  @Test
  void droppingAColumnNeedsAReleaseInRowForm() {
    engine.capture().capture("item");
    String drop = "ALTER TABLE item DROP COLUMN born";
    if (form == LogForm.ROW) {
      fails(ErrorCode.SQL_INVALID, () -> engine.execute(drop)).hasMessageContaining("_rhei_cdc_1");
      engine.capture().release("item");
    }
    engine.execute(drop);
    engine.capture().capture("item");
    assertThat(changeOf("item")).isEqualTo(Change.NONE);
  }

  @Test
  void aTypedSchemaIsKeptUntilTheTableIsReleased() {
    Field born = Field.nullable("born", new ArrowType.Date(DateUnit.DAY));
    TableSchema typed =
        new TableSchema(
            "ITEM",
            new Schema(
                List.of(
                    Field.nullable("id", SqliteField.INT64),
                    Field.nullable("name", SqliteField.UTF8),
                    born)),
            List.of("id"));
    engine.capture().capture(typed);
    engine.capture().capture("item");
    engine.close();
    engine = Database.open(dir, form);
    try (CdcSnapshot snapshot = engine.changes().open()) {
      TableSchema kept = snapshot.tables().orElseThrow().typedSchema("item").orElseThrow();
      assertThat(kept.name()).isEqualTo("item");
      assertThat(kept.columns()).contains(born);
      assertThat(kept.rowKey()).isEqualTo(RowKey.PRIMARY_KEY);
    }
    engine.capture().release("item");
    engine.capture().capture("item");
    try (CdcSnapshot snapshot = engine.changes().open()) {
      assertThat(snapshot.tables().orElseThrow().typedSchema("item")).isEmpty();
    }
  }

  @Test
  void aTypedSchemaMustFitTheTable() {
    Field id = Field.nullable("id", SqliteField.INT64);
    Field name = Field.nullable("name", SqliteField.UTF8);
    Field born = Field.nullable("born", SqliteField.UTF8);
    fails(
            ErrorCode.TABLE_UNSUPPORTED,
            () -> engine.capture().capture(schema(List.of(name, id, born), List.of())))
        .hasMessageContaining("has the columns [name, id, born], the table has [id, name, born]");
    fails(
            ErrorCode.TABLE_UNSUPPORTED,
            () -> engine.capture().capture(schema(List.of(id, name, born), List.of("name"))))
        .hasMessageContaining("has the primary key [name], the table has [id]");
    Field time =
        Field.nullable(
            "born", new ArrowType.Duration(org.apache.arrow.vector.types.TimeUnit.SECOND));
    fails(
            ErrorCode.TABLE_UNSUPPORTED,
            () -> engine.capture().capture(schema(List.of(id, name, time), List.of())))
        .hasMessageContaining("'item' has the Arrow type Duration(SECOND) for column 'born'");
    Field decimal = Field.nullable("id", new ArrowType.Decimal(10, 2, 128));
    fails(
            ErrorCode.TABLE_UNSUPPORTED,
            () -> engine.capture().capture(schema(List.of(decimal, name, born), List.of())))
        .hasMessageContaining("types the key column 'id' as Decimal");
    assertThat(engine.capture().captured()).isEmpty();
  }

  private static TableSchema schema(List<Field> fields, List<String> key) {
    return new TableSchema("item", new Schema(fields), key, RowKey.ROWID);
  }
}
