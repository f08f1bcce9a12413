package dev.rhei.oltp.sqlite;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rhei.testkit.LeakGuard;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** Rows keep their identity whatever happens to their keys. */
@ParameterizedClass
@EnumSource(LogForm.class)
@ExtendWith(LeakGuard.class)
final class CaptureKeysTest {
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
  void keysChange() {
    execute("CREATE TABLE t (id INTEGER PRIMARY KEY, v)");
    copy.register("t");
    execute("INSERT INTO t VALUES (1, 'a'), (2, 'b'), (3, 'c')");
    copy.assertSame();
    execute("UPDATE t SET id = id + 10");
    copy.assertSame();
    execute("UPDATE t SET id = 11, v = 'z' WHERE id = 11", "UPDATE t SET id = -id");
    copy.assertSame();
    assertThat(copy.rows("t"))
        .containsOnly(List.of(-11L, "z"), List.of(-12L, "b"), List.of(-13L, "c"));
  }

  @Test
  void keysAreSwapped() {
    execute("CREATE TABLE t (id INTEGER PRIMARY KEY, v)");
    copy.register("t");
    execute("INSERT INTO t VALUES (1, 'a'), (2, 'b')");
    execute(
        "UPDATE t SET id = 0 WHERE id = 1",
        "UPDATE t SET id = 1 WHERE id = 2",
        "UPDATE t SET id = 2 WHERE id = 0");
    copy.assertSame();
    assertThat(copy.rows("t")).containsOnly(List.of(2L, "a"), List.of(1L, "b"));
  }

  @Test
  void compositeKeysChangeInPart() {
    execute("CREATE TABLE t (a TEXT, v, b INTEGER, PRIMARY KEY (b, a)) WITHOUT ROWID");
    copy.register("t");
    execute("INSERT INTO t VALUES ('x', 1, 1), ('y', 2, 1), ('x', 3, 2), ('z', 4, 3)");
    copy.assertSame();
    execute("UPDATE t SET a = 'w' WHERE b = 2", "UPDATE t SET b = b + 10", "UPDATE t SET v = 0");
    copy.assertSame();
    execute("DELETE FROM t WHERE a = 'x'");
    copy.assertSame();
    assertThat(copy.rows("t")).hasSize(3);
  }

  @Test
  void keysOfRowidTablesMayBeNullAndRowsStillDiffer() {
    execute("CREATE TABLE t (k TEXT PRIMARY KEY, v)");
    copy.register("t");
    execute("INSERT INTO t VALUES (NULL, 1), (NULL, 2), ('a', 3), (NULL, 2)");
    copy.assertSame();
    execute(
        "UPDATE t SET k = 'b' WHERE v = 1",
        "UPDATE t SET k = NULL WHERE v = 3",
        "DELETE FROM t WHERE rowid = 2");
    copy.assertSame();
    assertThat(copy.rows("t")).hasSize(3);
  }

  @Test
  void tablesWithoutAKeyAreToldApartByRowid() {
    execute("CREATE TABLE t (a, b)");
    copy.register("t");
    execute("INSERT INTO t VALUES (1, 1), (1, 1), (1, 1)");
    execute("DELETE FROM t WHERE rowid = 2", "UPDATE t SET b = 2 WHERE rowid = 3");
    execute("UPDATE t SET rowid = 100 WHERE rowid = 1");
    copy.assertSame();
    assertThat(copy.rows("t")).containsOnly(List.of(1L, 1L, 100L), List.of(1L, 2L, 3L));
  }

  @Test
  void keysOfOneCaseAreKeysOfTheirOwnInTheCopy() {
    execute("CREATE TABLE t (k TEXT COLLATE NOCASE PRIMARY KEY, v) WITHOUT ROWID");
    copy.register("t");
    execute("INSERT INTO t VALUES ('a', 1), ('B', 2), ('c ', 3)");
    copy.assertSame();
    execute("UPDATE t SET k = upper(k)");
    copy.assertSame();
    execute("UPDATE t SET v = 9 WHERE k = 'a'", "INSERT OR REPLACE INTO t VALUES ('b', 4)");
    copy.assertSame();
    execute("DELETE FROM t WHERE k = 'c '");
    copy.assertSame();
    assertThat(copy.rows("t")).containsOnly(List.of("A", 9L), List.of("b", 4L));
  }

  @Test
  void keysThatDifferInTrailingSpaceAreOneForSqliteAndTwoForTheCopy() {
    execute("CREATE TABLE t (k TEXT COLLATE RTRIM PRIMARY KEY, v) WITHOUT ROWID");
    copy.register("t");
    execute("INSERT INTO t VALUES ('a', 1)", "UPDATE t SET k = 'a  '");
    copy.assertSame();
    execute("REPLACE INTO t VALUES ('a ', 2)");
    copy.assertSame();
    assertThat(copy.rows("t")).containsOnly(List.of("a ", 2L));
  }

  @Test
  void aDescendingIntegerKeyIsNotTheRowid() {
    execute("CREATE TABLE t (id INTEGER PRIMARY KEY DESC, v)");
    copy.register("t");
    execute("INSERT INTO t VALUES (5, 'a'), (6, 'b'), (NULL, 'c')");
    execute("UPDATE t SET id = 7 WHERE id = 5");
    copy.assertSame();
    assertThat(copy.rows("t").get(0)).hasSize(3);
  }

  @Test
  void rowidMayBeHiddenByAColumnOfThatName() {
    execute(
        "CREATE TABLE t (rowid TEXT, _rowid_ TEXT)", "CREATE TABLE u (oid INTEGER PRIMARY KEY)");
    copy.register("t", "u");
    execute("INSERT INTO t VALUES ('x', 'y'), ('x', 'y')", "INSERT INTO u VALUES (4)");
    execute("UPDATE t SET rowid = 'z' WHERE oid = 1");
    copy.assertSame();
    assertThat(copy.rows("t")).containsOnly(List.of("z", "y", 1L), List.of("x", "y", 2L));
  }

  @Test
  void rowsWithTheLeastAndTheGreatestRowidComeThrough() {
    execute("CREATE TABLE t (id INTEGER PRIMARY KEY)", "CREATE TABLE u (v)");
    copy.register("t", "u");
    engine.execute("INSERT INTO t VALUES (?), (?), (0)", Long.MIN_VALUE, Long.MAX_VALUE);
    engine.execute("INSERT INTO u(rowid, v) VALUES (?, 1), (?, 2)", Long.MIN_VALUE, Long.MAX_VALUE);
    copy.assertSame();
    execute("DELETE FROM t WHERE id < 0", "UPDATE u SET v = 3");
    copy.assertSame();
  }
}
