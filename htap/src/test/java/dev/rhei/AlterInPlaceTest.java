package dev.rhei;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.rhei.core.engine.MirrorState;
import dev.rhei.core.error.ErrorCode;
import dev.rhei.core.error.HtapException;
import dev.rhei.core.schema.SqliteField;
import dev.rhei.core.schema.TableSchema;
import dev.rhei.olap.duckdb.DuckDbBackend;
import dev.rhei.olap.duckdb.DuckDbConfig;
import dev.rhei.olap.duckdb.dialect.SqliteToDuckDb;
import dev.rhei.oltp.sqlite.LogForm;
import dev.rhei.testkit.FaultyOlapBackend;
import dev.rhei.testkit.LeakGuard;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
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

/** What is altered through the engine is altered in the copy too, and no row is loaded again. */
@ExtendWith(LeakGuard.class)
class AlterInPlaceTest {
  @TempDir Path dir;
  private final Heard heard = new Heard();
  private HtapEngine engine;

  @BeforeEach
  void open() {
    engine = HtapEngine.open(config());
    fill();
  }

  private HtapConfig config() {
    return HtapConfig.at(dir.resolve("app.db")).manualSync().listener(heard);
  }

  private void fill() {
    engine.execute(
        "CREATE TABLE t (id INTEGER PRIMARY KEY, a TEXT UNIQUE, \"b c\" INTEGER, price DECIMAL)");
    engine.execute("CREATE TABLE notes (v TEXT, w INTEGER)");
    engine.execute(
        "INSERT INTO t VALUES (1, 'one', 10, 1.5), (2, 'two', 20, 2), (3, NULL, NULL, NULL)");
    engine.execute("INSERT INTO notes VALUES ('x', 1), ('y', 2), ('y', 2), (NULL, NULL)");
    engine.registerTable("t");
    engine.registerTable("notes");
    heard.clear();
  }

  @AfterEach
  void close() {
    engine.close();
  }

  /** Changes that are pending, the statement, changes after it: all there, nothing loaded. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "ALTER TABLE t ADD COLUMN c TEXT",
        "ALTER TABLE t ADD COLUMN c TEXT DEFAULT 'it''s'",
        "ALTER TABLE t ADD COLUMN c INTEGER NOT NULL DEFAULT 9223372036854775807",
        "ALTER TABLE t ADD COLUMN c REAL DEFAULT 5",
        "ALTER TABLE t ADD COLUMN c REAL DEFAULT -1e999",
        "ALTER TABLE t ADD COLUMN c BLOB DEFAULT x'00ff'",
        "ALTER TABLE t ADD COLUMN c DECIMAL DEFAULT 2.50",
        "ALTER TABLE t ADD COLUMN c BOOLEAN DEFAULT TRUE",
        "ALTER TABLE t ADD COLUMN c DEFAULT ''",
        "ALTER TABLE t ADD COLUMN \"c \"\"d\"\" 😀\" TEXT DEFAULT '😀'",
        "ALTER TABLE t DROP COLUMN \"b c\"",
        "ALTER TABLE t DROP COLUMN price",
        "ALTER TABLE t RENAME COLUMN \"b c\" TO \"d e\"",
        "ALTER TABLE t RENAME COLUMN id TO number",
        "ALTER TABLE t RENAME a TO A",
        "ALTER TABLE t RENAME COLUMN a TO b",
        "ALTER TABLE notes ADD COLUMN c TEXT DEFAULT 'new'",
        "ALTER TABLE notes RENAME COLUMN v TO vv",
        "ALTER TABLE notes DROP COLUMN v",
        "CREATE INDEX i ON t(price)",
        "CREATE UNIQUE INDEX i ON t(\"b c\")",
      })
  void noRowIsLoadedAgain(String alter) {
    engine.execute("UPDATE t SET price = 7 WHERE id = 1");
    engine.execute("DELETE FROM notes WHERE w = 1");
    engine.execute(alter);
    assertThat(heard.of("loaded", "error", "quarantined")).isEmpty();
    assertBothFollow("t", "notes");
    engine.execute("INSERT INTO t DEFAULT VALUES");
    engine.execute("UPDATE t SET rowid = 22 WHERE rowid = 2");
    engine.execute("DELETE FROM t WHERE rowid = 1");
    engine.execute("UPDATE notes SET w = w + 1");
    engine.execute("INSERT INTO notes DEFAULT VALUES");
    assertBothFollow("t", "notes");
    assertThat(heard.of("loaded", "error", "quarantined")).isEmpty();
    reopen();
    assertBothFollow("t", "notes");
    assertThat(heard.of("loaded", "error", "quarantined")).isEmpty();
  }

  @Test
  void aTableIsRenamedAndAnotherTakesItsName() {
    engine.execute("UPDATE t SET price = 7 WHERE id = 1");
    engine.execute("ALTER TABLE t RENAME TO \"old t\"");
    engine.execute("INSERT INTO \"old t\" VALUES (4, 'four', 40, 4)");
    assertThat(heard.of("loaded", "error")).isEmpty();
    assertBothFollow("old t", "notes");
    assertThat(engine.status().table("t")).isEmpty();
    engine.execute("CREATE TABLE t (id INTEGER PRIMARY KEY)");
    assertThat(engine.status().unregistered()).containsExactly("t");
    engine.execute("INSERT INTO t VALUES (1)");
    engine.registerTable("t");
    assertBothFollow("t", "old t", "notes");
    engine.execute("DROP TABLE t");
    engine.execute("ALTER TABLE \"old t\" RENAME TO T");
    assertBothFollow("T", "notes");
  }

  @Test
  void aRenameThatRewritesAnotherTablesDefinitionLoadsNeither() {
    engine.execute("CREATE TABLE child (id INTEGER PRIMARY KEY, parent INTEGER REFERENCES t(id))");
    engine.execute("INSERT INTO child VALUES (1, 1)");
    engine.registerTable("child");
    heard.clear();
    engine.execute("ALTER TABLE t RENAME TO u");
    engine.execute("ALTER TABLE u RENAME COLUMN id TO number");
    engine.execute("INSERT INTO child VALUES (2, 2)");
    assertBothFollow("u", "child");
    assertThat(heard.of("loaded")).isEmpty();
  }

  @Test
  void manyStatementsInARowAreFollowedEach() {
    for (int i = 0; i < 5; i++) {
      engine.execute("ALTER TABLE t ADD COLUMN c" + i + " INTEGER DEFAULT " + i);
      engine.execute("UPDATE t SET c" + i + " = 77 WHERE id = 2");
    }
    engine.execute("ALTER TABLE t DROP COLUMN c1");
    engine.execute("ALTER TABLE t RENAME COLUMN c3 TO c1");
    engine.execute("INSERT INTO t(id, c1) VALUES (10, 5)");
    assertBothFollow("t", "notes");
    assertThat(heard.of("loaded")).isEmpty();
  }

  /** Its columns are named by its triggers, which SQLite lets stand in the way of DROP COLUMN. */
  @Test
  void theLogOfRowsFollowsToo() {
    engine.close();
    engine = HtapEngine.open(config().sqlite(sqlite -> sqlite.logForm(LogForm.ROW)));
    engine.unregisterTable("t");
    engine.registerTable("t");
    heard.clear();
    engine.execute("UPDATE t SET a = 'uno' WHERE id = 1");
    engine.execute("ALTER TABLE t DROP COLUMN price");
    engine.execute("UPDATE t SET a = 'due' WHERE id = 2");
    engine.execute("ALTER TABLE t ADD COLUMN c INTEGER DEFAULT 5");
    engine.execute("INSERT INTO t VALUES (4, 'quattro', 40, 6)");
    assertBothFollow("t", "notes");
    assertThat(heard.of("loaded")).isEmpty();
  }

  /** A value that an untyped column's type has no room for makes a load, as any other would. */
  @Test
  void aDefaultThatDoesNotFitIsLoaded() {
    engine.execute("ALTER TABLE t ADD COLUMN c INTEGER DEFAULT 'no number'");
    engine.syncNow();
    assertThat(engine.status().table("t").orElseThrow().state())
        .isIn(MirrorState.LIVE, MirrorState.QUARANTINED);
    assertThat(engine.query("SELECT c, count(*) FROM t GROUP BY c").toList(row -> row.getString(0)))
        .containsExactly("no number");
  }

  @Test
  void aTypedTableCanBeRenamed() {
    engine.execute("CREATE TABLE typed (id INTEGER PRIMARY KEY, day TEXT)");
    engine.execute("INSERT INTO typed VALUES (1, '2026-11-21')");
    engine.registerTable(
        new TableSchema(
            "typed",
            new Schema(
                List.of(
                    new Field("id", FieldType.notNullable(SqliteField.INT64), null),
                    new Field("day", FieldType.nullable(new ArrowType.Date(DateUnit.DAY)), null))),
            List.of("id")));
    heard.clear();
    engine.execute("ALTER TABLE typed RENAME TO days");
    engine.execute("INSERT INTO days VALUES (2, '2026-11-22')");
    engine.syncNow();
    assertThat(heard.of("loaded", "quarantined")).isEmpty();
    assertThat(BothSides.inCopy(engine, "SELECT count(day) FROM days")).containsExactly("[2]");
  }

  /** Writers go on: what they write between the copy's last cycle and the statement is applied. */
  @Test
  void whatIsWrittenMeanwhileMakesNoLoad() throws Exception {
    AtomicBoolean stop = new AtomicBoolean();
    CompletableFuture<Void> writer =
        CompletableFuture.runAsync(
            () -> {
              for (int i = 100; !stop.get(); i++) {
                engine.execute("INSERT INTO notes(w) VALUES (?)", i);
              }
            });
    for (int i = 0; i < 10; i++) {
      engine.execute("ALTER TABLE notes ADD COLUMN n" + i + " INTEGER DEFAULT " + i);
    }
    stop.set(true);
    writer.get(30, TimeUnit.SECONDS);
    assertBothFollow("notes");
    assertThat(heard.of("loaded")).isEmpty();
  }

  /** The process may end, or the copy fail, at any point: the next look finds out and loads. */
  @ParameterizedTest
  @EnumSource(
      value = FaultyOlapBackend.Point.class,
      names = {"BEGIN", "WRITE", "AFTER_WRITE", "BEFORE_COMMIT", "LOST_COMMIT", "AFTER_COMMIT"})
  void aCopyThatCouldNotFollowIsLoaded(FaultyOlapBackend.Point point) {
    engine.close();
    FaultyOlapBackend[] faulty = new FaultyOlapBackend[1];
    engine =
        HtapEngine.open(
            config()
                .olapBackend(
                    () ->
                        faulty[0] =
                            new FaultyOlapBackend(
                                DuckDbBackend.open(
                                    DuckDbConfig.inMemory().build(), new SqliteToDuckDb()))));
    engine.syncNow();
    faulty[0].fail(point, 1);
    engine.execute("ALTER TABLE t ADD COLUMN c TEXT DEFAULT 'new'");
    engine.execute("INSERT INTO t(id, c) VALUES (4, 'given')");
    engine.syncNow();
    assertBothFollow("t", "notes");
    faulty[0].fail(point, 1);
    engine.execute("ALTER TABLE t RENAME TO u");
    engine.execute("INSERT INTO u(id, c) VALUES (5, 'given')");
    engine.syncNow();
    assertBothFollow("u", "notes");
  }

  /** The application's schema is its own: what cannot be captured any more leaves the copy. */
  @Test
  void aTableThatOutgrowsItsCaptureIsAlteredAllTheSame() {
    engine.close();
    engine = HtapEngine.open(config().sqlite(sqlite -> sqlite.logForm(LogForm.ROW)));
    String columns =
        IntStream.range(0, 1_996).mapToObj(i -> "c" + i).collect(Collectors.joining(", "));
    engine.execute("CREATE TABLE wide (id INTEGER PRIMARY KEY, " + columns + ")");
    engine.execute("INSERT INTO wide(id) VALUES (1)");
    engine.registerTable("wide");
    engine.execute("ALTER TABLE wide ADD COLUMN more");
    engine.execute("INSERT INTO wide(id, more) VALUES (2, 'x')");
    engine.syncNow();
    assertThat(BothSides.state(engine, "wide")).isEqualTo(MirrorState.QUARANTINED);
    assertThat(BothSides.reason(engine, "wide")).contains("the log has room for");
    assertThat(engine.query("SELECT count(more) FROM wide").toList(row -> row.getLong(0)))
        .containsExactly(1L);
    assertBothFollow("t", "notes");
  }

  @Test
  void aStatementThatFailsChangesNothing() {
    assertThatExceptionOfType(HtapException.class)
        .isThrownBy(() -> engine.execute("ALTER TABLE t ADD COLUMN c INTEGER NOT NULL"))
        .satisfies(e -> assertThat(e.code()).isEqualTo(ErrorCode.SQL_INVALID));
    assertThatExceptionOfType(HtapException.class)
        .isThrownBy(() -> engine.execute("ALTER TABLE t RENAME TO notes"));
    engine.execute("INSERT INTO t(id) VALUES (4)");
    assertBothFollow("t", "notes");
    assertThat(heard.of("loaded")).isEmpty();
  }

  private void reopen() {
    engine.close();
    engine = HtapEngine.open(config());
  }

  private void assertBothFollow(String... tables) {
    BothSides.assertEqual(engine, tables);
  }
}
