package dev.rhei.oltp.sqlite;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rhei.testkit.LeakGuard;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** REPLACE removes rows without a word, from our connection and from others. */
@ParameterizedClass
@EnumSource(LogForm.class)
@ExtendWith(LeakGuard.class)
final class CaptureReplaceTest {
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

  /** Runs the statements on our connection, or on another process's. */
  private void each(String... statements) throws SQLException {
    for (int i = 0; i < statements.length; i++) {
      if (i % 2 == 0) {
        engine.execute(statements[i]);
      } else {
        Database.foreign(dir, statements[i]);
      }
      copy.assertSame(statements[i]);
    }
  }

  @Test
  void replacesTheSameKey() throws SQLException {
    execute("CREATE TABLE t (id INTEGER PRIMARY KEY, v)");
    copy.register("t");
    each(
        "INSERT INTO t VALUES (1, 'a'), (2, 'b')",
        "INSERT OR REPLACE INTO t VALUES (1, 'c')",
        "REPLACE INTO t VALUES (1, 'd'), (1, 'e'), (3, 'f')",
        "REPLACE INTO t SELECT id, v || v FROM t",
        "UPDATE OR REPLACE t SET id = 2 WHERE id = 1",
        "UPDATE OR REPLACE t SET id = 3 WHERE id = 2");
    assertThat(copy.rows("t")).containsOnly(List.of(3L, "ee"));
  }

  @Test
  void replacesOverAnotherUniqueColumn() throws SQLException {
    execute("CREATE TABLE t (id INTEGER PRIMARY KEY, email TEXT UNIQUE, v)");
    copy.register("t");
    each(
        "INSERT INTO t VALUES (1, 'a', 1), (2, 'b', 2), (3, 'c', 3), (4, NULL, 4), (5, NULL, 5)",
        "INSERT OR REPLACE INTO t VALUES (10, 'a', 10)",
        "INSERT OR REPLACE INTO t VALUES (11, 'b', 11)",
        "REPLACE INTO t VALUES (2, 'a', 12)",
        "UPDATE OR REPLACE t SET email = 'a' WHERE id = 3",
        "UPDATE OR REPLACE t SET email = 'b' WHERE id = 3",
        "REPLACE INTO t VALUES (20, NULL, 20), (21, 'b', 21), (22, 'b', 22)");
    assertThat(copy.rows("t")).hasSize(4);
  }

  @Test
  void replacesSeveralRowsAtOnce() throws SQLException {
    execute("CREATE TABLE t (a UNIQUE, b INTEGER UNIQUE, c TEXT, d, UNIQUE (c, d))");
    copy.register("t");
    each(
        "INSERT INTO t VALUES (1, 1, 'x', 1), (2, 2, 'x', 2), (3, 3, 'y', 1), (4, 4, 'z', 1)",
        "REPLACE INTO t VALUES (1, 2, 'y', 1)",
        "REPLACE INTO t VALUES (4, '2', 'q', 1)",
        "INSERT INTO t VALUES (7, 7, 'q', 2), (8, 8, 'q', 3)",
        "UPDATE OR REPLACE t SET a = 4, c = 'q', d = 2 WHERE b = 8");
    assertThat(copy.rows("t")).containsOnly(List.of(4L, 8L, "q", 2L, 8L));
  }

  @Test
  void replacesOverAPrimaryKeyThatIsNotTheRowid() throws SQLException {
    execute(
        "CREATE TABLE t (k TEXT PRIMARY KEY, v)",
        "CREATE TABLE u (a, b, v, PRIMARY KEY (a, b))",
        "CREATE TABLE w (k TEXT COLLATE NOCASE PRIMARY KEY, v)");
    copy.register("t", "u", "w");
    each(
        "INSERT INTO t VALUES ('a', 1), ('b', 2), (NULL, 3)",
        "REPLACE INTO t VALUES ('a', 4), (NULL, 5)",
        "REPLACE INTO t VALUES ('b', 6)",
        "INSERT INTO u VALUES (1, 1, 1), (1, 2, 2)",
        "REPLACE INTO u VALUES (1, 1, 3)",
        "REPLACE INTO u VALUES (1, 2.0, 4)",
        "INSERT INTO w VALUES ('a', 1), ('b', 2)",
        "REPLACE INTO w VALUES ('A', 3)",
        "UPDATE OR REPLACE w SET k = 'B' WHERE k = 'a'");
    assertThat(copy.rows("w")).containsOnly(List.of("B", 3L, 3L));
  }

  @Test
  void replacesOverUniqueIndexesOfEveryKind() throws SQLException {
    execute(
        "CREATE TABLE t (id INTEGER PRIMARY KEY, name TEXT, active INTEGER, \"a b\" TEXT)",
        "CREATE UNIQUE INDEX lower_name ON t(lower(name || ')') DESC, (active + 1))",
        "CREATE UNIQUE INDEX one_active ON t(\"a b\" COLLATE NOCASE) WHERE active = 1 -- end");
    copy.register("t");
    each(
        "INSERT INTO t VALUES (1, 'Ann', 1, 'x'), (2, 'Bob', 1, 'y'), (3, 'Cy', 0, 'x')",
        "REPLACE INTO t VALUES (4, 'ANN', 1, 'z')",
        "REPLACE INTO t VALUES (5, 'Dan', 1, 'Y')",
        "UPDATE OR REPLACE t SET active = 1, \"a b\" = 'Z' WHERE id = 3",
        "UPDATE OR REPLACE t SET name = 'dan' WHERE id = 3",
        "INSERT INTO t VALUES (8, 'eve', 0, 'z'), (9, 'fay', 0, 'z')",
        "UPDATE OR REPLACE t SET active = 1 WHERE id = 8");
    assertThat(copy.rows("t")).hasSize(2);
  }

  @Test
  void replacesInTablesWithoutRowid() throws SQLException {
    execute("CREATE TABLE t (k TEXT PRIMARY KEY, u TEXT UNIQUE, v) WITHOUT ROWID");
    copy.register("t");
    each(
        "INSERT INTO t VALUES ('a', 'x', 1), ('b', 'y', 2), ('c', 'z', 3)",
        "REPLACE INTO t VALUES ('a', 'y', 4)",
        "REPLACE INTO t VALUES ('d', 'z', 5)",
        "UPDATE OR REPLACE t SET u = 'z' WHERE k = 'a'",
        "UPDATE OR REPLACE t SET k = 'e', u = 'z'");
    assertThat(copy.rows("t")).containsOnly(List.of("e", "z", 4L));
  }

  @Test
  void replacesOverGeneratedColumns() throws SQLException {
    execute(
        "CREATE TABLE t (id INTEGER PRIMARY KEY, v, w AS (v % 10) UNIQUE,"
            + " s AS (v / 10) STORED UNIQUE)");
    copy.register("t");
    each(
        "INSERT INTO t(id, v) VALUES (1, 11), (2, 22), (3, 33)",
        "REPLACE INTO t(id, v) VALUES (4, 12)",
        "REPLACE INTO t(id, v) VALUES (5, 34)",
        "UPDATE OR REPLACE t SET v = 14 WHERE id = 4");
    assertThat(copy.rows("t")).hasSize(1);
  }

  @Test
  void replacesWhereTheTableSaysSo() throws SQLException {
    execute("CREATE TABLE t (id INTEGER PRIMARY KEY, u UNIQUE ON CONFLICT REPLACE)");
    copy.register("t");
    each(
        "INSERT INTO t VALUES (1, 'a'), (2, 'b')",
        "INSERT INTO t VALUES (3, 'a')",
        "UPDATE t SET u = 'b' WHERE id = 3");
    assertThat(copy.rows("t")).containsOnly(List.of(3L, "b"));
  }

  @Test
  void whatIsSparedStays() throws SQLException {
    execute("CREATE TABLE t (id INTEGER PRIMARY KEY, u TEXT UNIQUE, v)");
    copy.register("t");
    each(
        "INSERT INTO t VALUES (1, 'a', 1), (2, 'b', 2)",
        "INSERT OR IGNORE INTO t VALUES (3, 'a', 3), (4, 'c', 4)",
        "INSERT INTO t VALUES (5, 'b', 5) ON CONFLICT (u) DO UPDATE SET v = excluded.v",
        "INSERT INTO t VALUES (6, 'a', 6) ON CONFLICT DO NOTHING",
        "UPDATE OR IGNORE t SET u = 'a' WHERE id = 2",
        "INSERT INTO t VALUES (2, 'z', 7) ON CONFLICT (id) DO UPDATE SET u = excluded.u, v = 7",
        "INSERT OR FAIL INTO t VALUES (9, 'i', 1)");
    assertThat(copy.rows("t")).hasSize(4);
  }

  @Test
  void whatIsSparedAndThenDeletedOrChangedIsRight() {
    execute("CREATE TABLE t (id INTEGER PRIMARY KEY, u TEXT UNIQUE, v)");
    copy.register("t");
    execute("INSERT INTO t VALUES (1, 'a', 1), (2, 'b', 2), (3, 'c', 3)");
    execute(
        "INSERT OR IGNORE INTO t VALUES (9, 'a', 3)",
        "UPDATE t SET v = 9 WHERE id = 1",
        "DELETE FROM t WHERE id = 1",
        "REPLACE INTO t VALUES (8, 'b', 8)",
        "INSERT INTO t VALUES (2, 'd', 4)",
        "INSERT OR IGNORE INTO t VALUES (9, 'c', 3)",
        "UPDATE t SET v = 10 WHERE id = 3");
    copy.assertSame();
    assertThat(copy.rows("t"))
        .containsOnly(List.of(8L, "b", 8L), List.of(2L, "d", 4L), List.of(3L, "c", 10L));
  }

  @Test
  void recursiveTriggersOfOthersChangeNothing() throws SQLException {
    execute("CREATE TABLE t (id INTEGER PRIMARY KEY, u TEXT UNIQUE, v)");
    copy.register("t");
    execute("INSERT INTO t VALUES (1, 'a', 1), (2, 'b', 2)");
    Database.foreign(
        dir,
        "PRAGMA recursive_triggers = ON",
        "REPLACE INTO t VALUES (1, 'b', 3)",
        "REPLACE INTO t VALUES (5, 'b', 3)");
    copy.assertSame();
    execute("PRAGMA recursive_triggers = ON", "REPLACE INTO t VALUES (6, 'b', 3)");
    copy.assertSame();
    assertThat(copy.rows("t")).containsOnly(List.of(6L, "b", 3L));
  }
}
