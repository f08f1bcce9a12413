package dev.rhei;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.rhei.core.engine.MirrorState;
import dev.rhei.core.engine.SqlStatement;
import dev.rhei.core.error.ErrorCode;
import dev.rhei.core.error.HtapException;
import dev.rhei.core.schema.RowKey;
import dev.rhei.core.schema.SqliteField;
import dev.rhei.core.schema.TableSchema;
import dev.rhei.core.sync.TableStatus;
import dev.rhei.oltp.sqlite.LogForm;
import dev.rhei.testkit.LeakGuard;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.LongStream;
import org.apache.arrow.vector.types.DateUnit;
import org.apache.arrow.vector.types.pojo.ArrowType;
import org.apache.arrow.vector.types.pojo.Field;
import org.apache.arrow.vector.types.pojo.FieldType;
import org.apache.arrow.vector.types.pojo.Schema;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Definitions change, by whoever and in whatever way; the copy follows. */
@ExtendWith(LeakGuard.class)
class SchemaChangeTest {
  @TempDir Path dir;
  private Path file;
  private final Heard heard = new Heard();
  private HtapEngine engine;

  @BeforeEach
  void openWithTwoTables() {
    file = dir.resolve("app.db");
    engine = HtapEngine.open(config());
    engine.execute("CREATE TABLE t (id INTEGER PRIMARY KEY, a TEXT, b INTEGER)");
    engine.execute("CREATE TABLE notes (v TEXT, w INTEGER)");
    engine.execute("INSERT INTO t VALUES (1, 'one', 10), (2, 'two', 20), (3, 'three', 30)");
    engine.execute("INSERT INTO notes VALUES ('x', 1), ('y', 2), ('y', 2), (NULL, NULL)");
    engine.registerTable("t");
    engine.registerTable("notes");
    assertBothFollow();
  }

  @AfterEach
  void close() {
    engine.close();
  }

  private HtapConfig config() {
    return HtapConfig.at(file).manualSync().listener(heard);
  }

  // ALTER TABLE by each way there is.

  /** Who changes the definition. */
  enum Way {
    EXECUTE {
      @Override
      void run(SchemaChangeTest test, String... statements) {
        for (String sql : statements) {
          test.engine.execute(sql);
        }
      }
    },
    TRANSACTION {
      @Override
      void run(SchemaChangeTest test, String... statements) {
        test.engine.transaction(
            tx -> {
              for (String sql : statements) {
                tx.execute(sql);
              }
              return 0;
            });
      }
    },
    BATCH {
      @Override
      void run(SchemaChangeTest test, String... statements) {
        test.engine.executeBatch(
            List.of(statements).stream().map(sql -> SqlStatement.of(sql)).toList());
      }
    },
    FOREIGN {
      @Override
      void run(SchemaChangeTest test, String... statements) {
        Foreign.run(test.file, statements);
      }
    },
    WHILE_CLOSED {
      @Override
      void run(SchemaChangeTest test, String... statements) {
        test.engine.close();
        Foreign.run(test.file, statements);
        test.engine = HtapEngine.open(test.config());
      }
    };

    abstract void run(SchemaChangeTest test, String... statements);
  }

  @ParameterizedTest
  @EnumSource(Way.class)
  void aColumnIsAdded(Way way) {
    way.run(
        this,
        "UPDATE t SET b = 11 WHERE id = 1",
        "ALTER TABLE t ADD COLUMN c TEXT DEFAULT 'new'",
        "ALTER TABLE notes ADD COLUMN c REAL",
        "INSERT INTO t VALUES (4, 'four', 40, 'given')",
        "UPDATE t SET c = NULL WHERE id = 2",
        "INSERT INTO notes VALUES ('z', 3, 1.5)",
        "DELETE FROM notes WHERE w = 1");
    assertBothFollow();
    assertThat(BothSides.inCopy(engine, "SELECT c FROM t WHERE id <> 2"))
        .containsExactly("['given']", "['new']", "['new']");
  }

  @ParameterizedTest
  @EnumSource(Way.class)
  void aColumnIsDropped(Way way) {
    way.run(
        this,
        "UPDATE t SET b = 11 WHERE id = 1",
        "ALTER TABLE t DROP COLUMN a",
        "ALTER TABLE notes DROP COLUMN v",
        "INSERT INTO t VALUES (4, 40)",
        "DELETE FROM notes WHERE w = 1");
    assertBothFollow();
  }

  @Test
  void aColumnIsDroppedThatTheLogCarries() {
    engine.close();
    engine = HtapEngine.open(config().sqlite(sqlite -> sqlite.logForm(LogForm.ROW)));
    engine.unregisterTable("t");
    engine.registerTable("t");
    engine.execute("INSERT INTO t VALUES (4, 'four', 40)");
    engine.dropColumn("t", "a");
    assertBothFollow();
    engine.execute("INSERT INTO t VALUES (5, 50)");
    assertBothFollow();
  }

  @ParameterizedTest
  @EnumSource(Way.class)
  void aColumnIsRenamed(Way way) {
    way.run(
        this,
        "UPDATE t SET b = 11 WHERE id = 1",
        "ALTER TABLE t RENAME COLUMN a TO b2",
        "ALTER TABLE notes RENAME COLUMN v TO \"a b\"",
        "UPDATE t SET b2 = 'changed' WHERE id = 2",
        "UPDATE notes SET \"a b\" = 'changed' WHERE w = 1");
    assertBothFollow();
  }

  @ParameterizedTest
  @EnumSource(Way.class)
  void theKeyColumnIsRenamed(Way way) {
    way.run(this, "ALTER TABLE t RENAME COLUMN id TO number", "DELETE FROM t WHERE number = 2");
    assertBothFollow();
  }

  @ParameterizedTest
  @EnumSource(Way.class)
  void oneColumnTakesThePlaceOfAnother(Way way) {
    way.run(
        this,
        "ALTER TABLE notes DROP COLUMN w",
        "ALTER TABLE notes ADD COLUMN w TEXT",
        "UPDATE notes SET w = 'text now'",
        "INSERT INTO notes VALUES ('more', 'text')");
    assertBothFollow();
  }

  @ParameterizedTest
  @EnumSource(Way.class)
  void anIndexIsCreatedAndDropped(Way way) {
    way.run(this, "CREATE UNIQUE INDEX u ON t (a)", "CREATE INDEX i ON notes (v)");
    assertBothFollow();
    engine.execute("INSERT OR REPLACE INTO t VALUES (9, 'one', 0)"); // collides over the index
    assertBothFollow();
    assertThat(BothSides.inCopy(engine, "SELECT id FROM t")).containsExactly("[2]", "[3]", "[9]");
    way.run(this, "DROP INDEX u", "INSERT INTO t VALUES (10, 'one', 0)");
    assertBothFollow();
  }

  @ParameterizedTest
  @EnumSource(Way.class)
  void theTableIsMadeAnewUnderItsName(Way way) {
    way.run(
        this,
        "INSERT INTO t VALUES (4, 'four', 40)",
        "CREATE TABLE new_t (id INTEGER PRIMARY KEY, b REAL NOT NULL, a TEXT)",
        "INSERT INTO new_t SELECT id, b, a FROM t",
        "DROP TABLE t",
        "ALTER TABLE new_t RENAME TO t",
        "INSERT INTO t VALUES (5, 50.5, 'five')");
    engine.syncNow();
    if (way == Way.EXECUTE) {
      // One by one: between two statements there was no such table, which ended its registration.
      assertThat(registered()).containsExactly("notes");
      engine.registerTable("t");
    }
    assertBothFollow();
  }

  @Test
  void addColumnAndDropColumnQuoteTheirNames() {
    engine.addColumn("t", "a \"b\"", "INTEGER DEFAULT 7");
    assertBothFollow();
    engine.dropColumn("t", "a \"b\"");
    assertBothFollow();
    engine.addColumn("notes", "plain", "");
    assertBothFollow();
  }

  @Test
  void aChangeThatSqliteRefusesChangesNothing() {
    heard.clear();
    assertThatExceptionOfType(HtapException.class)
        .isThrownBy(() -> engine.execute("ALTER TABLE t DROP COLUMN nothing"))
        .satisfies(e -> assertThat(e.code()).isEqualTo(ErrorCode.SQL_INVALID));
    assertBothFollow();
    assertThat(heard.of("loaded")).isEmpty();
  }

  @Test
  void aChangeThatIsRolledBackChangesNothing() {
    heard.clear();
    assertThatExceptionOfType(IllegalStateException.class)
        .isThrownBy(
            () ->
                engine.transaction(
                    tx -> {
                      tx.execute("ALTER TABLE t ADD COLUMN c");
                      throw new IllegalStateException("on purpose");
                    }));
    engine.execute("INSERT INTO t VALUES (4, 'four', 40)");
    assertBothFollow();
    assertThat(heard.of("loaded")).isEmpty();
  }

  @Test
  void tablesThatDidNotChangeAreNotLoadedAnew() {
    heard.clear();
    engine.execute("ALTER TABLE t ADD COLUMN c");
    engine.execute("CREATE TABLE other (id INTEGER)");
    engine.syncNow();
    assertThat(heard.of("loaded")).allMatch(text -> text.startsWith("loaded t "));
    assertBothFollow();
  }

  @Test
  void aGeneratedColumnIsMirroredToo() {
    engine.execute("ALTER TABLE t ADD COLUMN double_b INTEGER AS (b * 2)");
    engine.execute("UPDATE t SET b = 5 WHERE id = 1");
    assertBothFollow();
  }

  @ParameterizedTest
  @ValueSource(strings = {"DROP COLUMN v", "ADD COLUMN c INTEGER DEFAULT 7"})
  void resyncOfOneTableHeedsAChangeOfAnother(String change) {
    Foreign.run(
        file,
        "ALTER TABLE notes " + change,
        "INSERT INTO notes (w) VALUES (5)",
        "UPDATE notes SET w = 6 WHERE w = 1");
    engine.resync("t");
    assertBothFollow();
  }

  // DROP and RENAME of tables.

  @Test
  void aDroppedTableIsNoLongerRegistered() {
    engine.execute("DROP TABLE t");
    assertThat(registered()).containsExactly("notes");
    engine.execute("INSERT INTO notes VALUES ('after', 1)");
    BothSides.assertEqual(engine, "notes");
    assertThatExceptionOfType(HtapException.class)
        .isThrownBy(() -> engine.query("/*+ prefer_olap */ SELECT count(*) FROM t"))
        .satisfies(e -> assertThat(e.code()).isEqualTo(ErrorCode.SQL_INVALID));
  }

  @ParameterizedTest
  @EnumSource(
      value = Way.class,
      names = {"TRANSACTION", "FOREIGN", "WHILE_CLOSED"})
  void aTableThatIsDroppedBehindOurBackIsQuarantined(Way way) {
    way.run(this, "DROP TABLE t", "INSERT INTO notes VALUES ('after', 1)");
    engine.syncNow();
    assertThat(BothSides.state(engine, "t")).isEqualTo(MirrorState.QUARANTINED);
    assertThat(BothSides.reason(engine, "t")).contains("no such table");
    BothSides.assertEqual(engine, "notes");
    engine.unregisterTable("t");
    assertThat(registered()).containsExactly("notes");
  }

  @ParameterizedTest
  @EnumSource(
      value = Way.class,
      names = {"TRANSACTION", "FOREIGN", "WHILE_CLOSED"})
  void aTableThatIsDroppedAndCreatedBetweenTwoLooksIsMirroredAsItIsNow(Way way) {
    way.run(
        this,
        "UPDATE t SET a = 'old' WHERE id = 1",
        "DROP TABLE t",
        "CREATE TABLE t (id INTEGER PRIMARY KEY, other REAL)",
        "INSERT INTO t VALUES (1, 1.5), (7, 7.5)");
    assertBothFollow();
    engine.execute("UPDATE t SET other = 0.5 WHERE id = 1");
    assertBothFollow();
  }

  @Test
  void aTableThatComesBackAfterItWasMissedIsMirroredAgain() {
    Foreign.run(file, "DROP TABLE t");
    engine.syncNow();
    assertThat(BothSides.state(engine, "t")).isEqualTo(MirrorState.QUARANTINED);
    Foreign.run(file, "CREATE TABLE t (x TEXT)", "INSERT INTO t VALUES ('back')");
    assertBothFollow();
  }

  @Test
  void aTableThatIsDroppedAndCreatedByExecuteIsRegisteredAnew() {
    engine.execute("DROP TABLE t");
    engine.execute("CREATE TABLE t (x TEXT)");
    engine.execute("INSERT INTO t VALUES ('new')");
    assertThat(registered()).containsExactly("notes");
    engine.registerTable("t");
    assertBothFollow();
  }

  @Test
  void aRenamedTableStaysRegisteredAndAnotherCanTakeItsOldName() {
    engine.execute("ALTER TABLE t RENAME TO u");
    assertThat(registered()).containsExactlyInAnyOrder("notes", "u");
    engine.execute("INSERT INTO u VALUES (4, 'four', 40)");
    BothSides.assertEqual(engine, "u", "notes");
    engine.execute("CREATE TABLE t (id INTEGER PRIMARY KEY)");
    engine.registerTable("t");
    engine.execute("INSERT INTO t VALUES (77)");
    engine.execute("DELETE FROM u WHERE id = 1");
    BothSides.assertEqual(engine, "t", "u", "notes");
  }

  @Test
  void aTableThatIsRenamedBehindOurBackIsQuarantined() {
    Foreign.run(file, "ALTER TABLE t RENAME TO u", "INSERT INTO u VALUES (4, 'four', 40)");
    engine.syncNow();
    assertThat(BothSides.state(engine, "t")).isEqualTo(MirrorState.QUARANTINED);
    Foreign.run(file, "ALTER TABLE u RENAME TO t");
    assertBothFollow();
  }

  @Test
  void twoTablesThatSwapTheirNamesAreToldApart() {
    Foreign.run(
        file,
        "ALTER TABLE t RENAME TO swap",
        "ALTER TABLE notes RENAME TO t",
        "ALTER TABLE swap RENAME TO notes",
        "INSERT INTO notes VALUES (4, 'four', 40)",
        "INSERT INTO t VALUES ('z', 9)");
    assertBothFollow();
    engine.execute("DELETE FROM t WHERE w = 2");
    engine.execute("DELETE FROM notes WHERE id = 2");
    assertBothFollow();
  }

  // VACUUM, which may give rows new rowids.

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void vacuumMayRenumberRowids(boolean foreign) {
    engine.execute("DELETE FROM notes WHERE v = 'x'");
    engine.execute("INSERT INTO notes (rowid, v, w) VALUES (1000, 'far', 1)");
    engine.syncNow();
    if (foreign) {
      Foreign.run(file, "VACUUM");
    } else {
      engine.execute("VACUUM");
    }
    engine.execute("UPDATE notes SET v = 'after' WHERE w = 1");
    engine.execute("DELETE FROM notes WHERE v IS NULL");
    assertBothFollow();
    BothSides.assertEqualWithRowids(engine, "notes");
    assertThat(BothSides.inCopy(engine, "SELECT max(rowid) AS r FROM notes"))
        .isNotEqualTo(List.of("[1000]"));
  }

  @Test
  void vacuumWhileEventsOfTheOldRowidsArePendingIsNoHarm() {
    Foreign.run(
        file,
        "INSERT INTO notes (rowid, v, w) VALUES (1000, 'far', 1), (2000, 'farther', 2)",
        "DELETE FROM notes WHERE rowid = 1",
        "VACUUM",
        "INSERT INTO notes VALUES ('last', 3)",
        "DELETE FROM notes WHERE v = 'far'");
    assertBothFollow();
    BothSides.assertEqualWithRowids(engine, "notes");
  }

  @Test
  void vacuumWhileTheEngineIsClosedIsNoticed() {
    engine.execute("INSERT INTO notes (rowid, v, w) VALUES (1000, 'far', 1)");
    engine.syncNow();
    Way.WHILE_CLOSED.run(this, "VACUUM", "UPDATE notes SET w = 5 WHERE v = 'far'");
    assertBothFollow();
    BothSides.assertEqualWithRowids(engine, "notes");
  }

  // Our own tables and triggers under somebody else's hands.

  @ParameterizedTest
  @ValueSource(strings = {"insert", "update", "delete"})
  void aTriggerThatWasDroppedIsPutBackAndNothingIsMissed(String event) {
    try (Foreign foreign = new Foreign(file)) {
      String name =
          engine
              .query(
                  "SELECT name FROM sqlite_schema WHERE type = 'trigger' AND tbl_name = 't'"
                      + " AND name LIKE ?",
                  "%" + event)
              .toList(row -> row.getString(0))
              .get(0);
      foreign.execute("DROP TRIGGER \"" + name + "\"");
      foreign.execute("INSERT INTO t VALUES (4, 'unseen', 40)");
      foreign.execute("UPDATE t SET a = 'unseen' WHERE id = 1");
      foreign.execute("DELETE FROM t WHERE id = 2");
      assertBothFollow();
      foreign.execute("INSERT INTO t VALUES (5, 'seen', 50)");
      foreign.execute("UPDATE t SET a = 'seen' WHERE id = 1");
      foreign.execute("DELETE FROM t WHERE id = 3");
      assertBothFollow();
    }
  }

  @Test
  void anApplicationsTriggersAreItsOwn() {
    engine.execute(
        "CREATE TRIGGER touch AFTER UPDATE OF a ON t BEGIN"
            + " UPDATE t SET b = b + 1 WHERE id = NEW.id;"
            + " INSERT INTO notes VALUES (NEW.a, NEW.b); END");
    engine.execute("UPDATE t SET a = 'touched' WHERE id < 3");
    assertBothFollow();
    engine.execute("DROP TRIGGER touch");
    assertBothFollow();
  }

  @ParameterizedTest
  @EnumSource(LogForm.class)
  void manyChangesInARowAreFollowed(LogForm form) {
    engine.close();
    engine = HtapEngine.open(config().sqlite(sqlite -> sqlite.logForm(form)));
    for (int i = 0; i < 8; i++) {
      engine.execute("ALTER TABLE t ADD COLUMN c" + i + " INTEGER DEFAULT " + i);
      engine.execute("INSERT INTO t (id, c" + i + ") VALUES (?, 5)", 100 + i);
      engine.execute("UPDATE notes SET w = " + i);
      if (i % 3 == 2) {
        engine.execute("ALTER TABLE t DROP COLUMN c" + i);
      }
    }
    assertBothFollow();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "ALTER TABLE typed ADD COLUMN c INTEGER DEFAULT 5",
        "ALTER TABLE typed RENAME COLUMN n TO c"
      })
  void tablesThatAreTypedByTheCallerSayThatTheyCannotFollow(String change) {
    typedTable();
    engine.execute(change);
    engine.execute("UPDATE typed SET c = 6");
    engine.syncNow();
    assertThat(BothSides.state(engine, "typed")).isEqualTo(MirrorState.QUARANTINED);
    assertThat(BothSides.reason(engine, "typed")).contains("columns");
    BothSides.assertEqual(engine, "t", "notes");
    assertThat(
            engine
                .query("/*+ prefer_olap */ SELECT sum(c) FROM typed")
                .toList(row -> row.getLong(0)))
        .containsExactly(6L);
  }

  @Test
  void aTypedTableWhoseLogCarriesItsColumnsKeepsThem() {
    engine.close();
    engine = HtapEngine.open(config().sqlite(sqlite -> sqlite.logForm(LogForm.ROW)));
    typedTable();
    assertThatExceptionOfType(HtapException.class)
        .isThrownBy(() -> engine.dropColumn("typed", "n"))
        .satisfies(e -> assertThat(e.code()).isEqualTo(ErrorCode.SQL_REFUSED))
        .withMessageContaining("unregisterTable(\"typed\")");
    assertThat(BothSides.inCopy(engine, "SELECT * FROM typed")).containsExactly("[2026-02-28, 1]");
    engine.unregisterTable("typed");
    engine.dropColumn("typed", "n");
  }

  private void typedTable() {
    engine.execute("CREATE TABLE typed (v TEXT, n INTEGER)");
    engine.execute("INSERT INTO typed VALUES ('2026-02-28', 1)");
    engine.registerTable(
        new TableSchema(
            "typed",
            new Schema(
                List.of(
                    new Field("v", FieldType.nullable(new ArrowType.Date(DateUnit.DAY)), null),
                    new Field("n", FieldType.nullable(SqliteField.INT64), null))),
            List.of(),
            RowKey.ROWID));
  }

  // Together with others.

  @Test
  void writersGoOnWhileDefinitionsChange() throws Exception {
    CompletableFuture<Void> writer =
        CompletableFuture.runAsync(
            () -> {
              for (int i = 0; i < 100; i++) {
                engine.execute("INSERT INTO t (id, a) VALUES (?, 'w')", 1_000 + i);
              }
            });
    for (int i = 0; i < 5; i++) {
      engine.execute("ALTER TABLE t ADD COLUMN w" + i + " INTEGER DEFAULT 1");
      engine.syncNow();
    }
    writer.get(60, TimeUnit.SECONDS);
    assertBothFollow();
    assertThat(
            engine
                .query("SELECT id FROM t WHERE id >= 1000 ORDER BY id")
                .toList(row -> row.getLong(0)))
        .isEqualTo(LongStream.range(1_000, 1_100).boxed().toList());
  }

  private List<String> registered() {
    return engine.status().tables().stream().map(TableStatus::table).toList();
  }

  private void assertBothFollow() {
    engine.syncNow();
    BothSides.assertEqual(engine, "t", "notes");
  }
}
