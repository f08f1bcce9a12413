package dev.rhei.oltp.sqlite;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rhei.testkit.LeakGuard;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** Tables of every kind and name. */
@ParameterizedClass
@EnumSource(LogForm.class)
@ExtendWith(LeakGuard.class)
final class CaptureTablesTest {
  @Parameter private LogForm form;
  @TempDir private Path dir;
  private SqliteOltpEngine engine;
  private PlainCopy copy;

  @BeforeEach
  void open() {
    engine = Database.open(dir, form);
    copy = new PlainCopy(engine);
  }

  @AfterEach
  void close() {
    engine.close();
  }

  private void execute(String... statements) {
    for (String sql : statements) {
      engine.execute(sql);
    }
  }

  @Test
  void generatedColumnsComeThrough() {
    execute(
        "CREATE TABLE t (a INTEGER, v AS (a * 2), s TEXT AS (a || '!') STORED,"
            + " id INTEGER PRIMARY KEY)",
        "CREATE TABLE w (k TEXT PRIMARY KEY, n AS (length(k))) WITHOUT ROWID");
    copy.register("t", "w");
    execute("INSERT INTO t(a) VALUES (1), (2)", "INSERT INTO w VALUES ('abc'), ('')");
    copy.assertSame();
    execute("UPDATE t SET a = a + 10", "UPDATE w SET k = k || k", "DELETE FROM w WHERE k = ''");
    copy.assertSame();
    assertThat(copy.rows("t"))
        .containsOnly(List.of(11L, 22L, "11!", 1L), List.of(12L, 24L, "12!", 2L));
  }

  @Test
  void strictTablesComeThrough() {
    execute(
        "CREATE TABLE t (id INTEGER PRIMARY KEY, a ANY, i INT, r REAL, s TEXT, b BLOB) STRICT",
        "CREATE TABLE w (a ANY, b TEXT, PRIMARY KEY (a, b)) STRICT, WITHOUT ROWID");
    copy.register("t", "w");
    execute(
        "INSERT INTO t VALUES (1, '007', 1, 1, 'x', x'01'), (2, 7, 1, 2.5, '', x'')",
        "INSERT INTO w VALUES (1, 'x'), ('1', 'x'), (x'31', 'x'), (1.5, 'x')");
    copy.assertSame();
    execute("UPDATE w SET b = 'y'", "UPDATE t SET a = r", "DELETE FROM w WHERE a = '1'");
    copy.assertSame();
    assertThat(copy.rows("w")).hasSize(3);
  }

  @Test
  void anyNameWillDo() {
    for (String name :
        List.of(
            "select",
            "a b",
            "a.b",
            "qu\"ote",
            "apo'strophe",
            "[x]",
            "back`tick",
            "semi;colon",
            "--",
            "🚀",
            "Ünï",
            "new",
            "OLD",
            "t",
            "l",
            "seq",
            "%s",
            "?1")) {
      String quoted = '"' + name.replace("\"", "\"\"") + '"';
      String table = '"' + "the " + name.replace("\"", "\"\"") + '"';
      for (String create :
          List.of(
              "CREATE TABLE %s (%s INTEGER PRIMARY KEY, \"v0\" UNIQUE, \"tbl\" TEXT)",
              "CREATE TABLE %s (\"v0\" TEXT, %s TEXT UNIQUE, \"tbl\" AS (\"v0\" || 1) UNIQUE)",
              "CREATE TABLE %s (\"op\", %s TEXT PRIMARY KEY, \"v0\") WITHOUT ROWID")) {
        engine.execute("DROP TABLE IF EXISTS " + table);
        engine.execute(create.formatted(table, quoted));
        engine.execute("CREATE UNIQUE INDEX " + quoted + " ON " + table + "(" + quoted + " || '')");
        PlainCopy own = new PlainCopy(engine).register("the " + name);
        String insert = "INTO " + table + "(" + quoted + ", \"v0\") VALUES ";
        engine.execute("INSERT " + insert + "(1, 'a'), (2, 'b'), (3, 'c')");
        own.assertSame(name);
        engine.execute("REPLACE " + insert + "(1, 'c')");
        engine.execute("UPDATE " + table + " SET " + quoted + " = 7 WHERE " + quoted + " = 2");
        own.assertSame(name);
        engine.execute("DELETE FROM " + table);
        own.assertSame(name);
      }
    }
  }

  @Test
  void aTableNamedLikeTheWordsOfTriggersComesThrough() {
    for (String name : List.of("new", "old", "t", "l", "excluded")) {
      String table = '"' + name + '"';
      engine.execute("CREATE TABLE " + table + " (new, old UNIQUE, t)");
      copy.register(name);
      engine.execute("INSERT INTO " + table + " VALUES (1, 1, 1), (2, 2, 2)");
      engine.execute("REPLACE INTO " + table + " VALUES (3, 1, 3)");
      engine.execute("UPDATE " + table + " SET new = old");
      copy.assertSame(name);
    }
  }

  @Test
  void namesAreFoundInAnyCase() {
    execute("CREATE TABLE Item (Id INTEGER PRIMARY KEY, Name)");
    engine.capture().capture("ITEM");
    assertThat(engine.capture().captured()).containsExactly("Item");
    copy.register("item");
    execute("insert into iTem values (1, 'a')", "UPDATE item SET NAME = 'b'");
    copy.assertSame();
  }

  @Test
  void aTemporaryTableOfTheSameNameIsNotTheOneCaptured() {
    execute("CREATE TABLE t (id INTEGER PRIMARY KEY, v)", "CREATE TEMP TABLE t (x, y, z)");
    copy.register("t");
    execute("INSERT INTO main.t VALUES (1, 'a')", "INSERT INTO temp.t VALUES (1, 2, 3)");
    copy.assertSame();
    assertThat(copy.rows("t")).containsOnly(List.of(1L, "a"));
  }

  @Test
  void writesOfOtherProcessesAreSeenAtOnce() throws SQLException {
    execute("CREATE TABLE t (id INTEGER PRIMARY KEY, v)");
    copy.register("t");
    long before = engine.changes().latest().sequence();
    try (Connection other = Database.foreign(dir);
        Statement statement = other.createStatement()) {
      statement.execute("INSERT INTO t VALUES (1, 'theirs')");
      assertThat(engine.changes().latest().sequence()).isGreaterThan(before);
      copy.assertSame();
      statement.execute("BEGIN");
      statement.execute("UPDATE t SET v = 'not yet'");
      copy.assertSame();
      assertThat(copy.rows("t")).containsOnly(List.of(1L, "theirs"));
      statement.execute("COMMIT");
      copy.assertSame();
      assertThat(copy.rows("t")).containsOnly(List.of(1L, "not yet"));
    }
  }

  @Test
  void aWideTableComesThrough() {
    int columns = form == LogForm.ROW ? 1_900 : 1_990;
    StringBuilder create = new StringBuilder("CREATE TABLE wide (id INTEGER PRIMARY KEY");
    for (int i = 1; i < columns; i++) {
      create.append(", c").append(i);
    }
    engine.execute(create.append(")").toString());
    copy.register("wide");
    execute("INSERT INTO wide(id, c1, c1800) VALUES (1, 'a', 'b'), (2, NULL, 3)");
    execute("UPDATE wide SET c1799 = 7 WHERE id = 2");
    copy.assertSame();
  }

  @Test
  void aDatabaseInUtf16ComesThrough() throws SQLException {
    Path other = dir.resolve("utf16.db");
    try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + other);
        Statement statement = connection.createStatement()) {
      statement.execute("PRAGMA encoding = 'UTF-16le'");
      statement.execute("CREATE TABLE t (k TEXT PRIMARY KEY, v) WITHOUT ROWID");
    }
    try (SqliteOltpEngine utf16 =
        SqliteOltpEngine.open(SqliteConfig.at(other).logForm(form).build())) {
      PlainCopy own = new PlainCopy(utf16).register("t");
      utf16.execute("INSERT INTO t VALUES ('ü🚀', 'ä'), (?, 'x')", "a\0b");
      utf16.execute("UPDATE t SET v = v || '世' WHERE k = ?", "ü🚀");
      own.assertSame();
      assertThat(own.rows("t")).contains(List.of("ü🚀", "ä世"));
    }
  }

  @Test
  void everyEventHasAPositionOfItsOwnAndTablesDoNotMix() {
    execute("CREATE TABLE a (id INTEGER PRIMARY KEY)", "CREATE TABLE b (id INTEGER PRIMARY KEY)");
    copy.register("a", "b");
    for (int i = 0; i < 20; i++) {
      engine.execute("INSERT INTO " + (i % 2 == 0 ? "a" : "b") + " VALUES (?)", i);
    }
    List<Long> sequences = copy.sync().stream().map(event -> event.sequence()).sorted().toList();
    assertThat(sequences).hasSize(20).doesNotHaveDuplicates();
    copy.assertSame();
  }
}
