package dev.rhei.oltp.sqlite;

import static dev.rhei.oltp.sqlite.Database.fails;
import static org.assertj.core.api.Assertions.assertThat;

import dev.rhei.core.error.ErrorCode;
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

/** Whatever SQLite stores comes through the log unchanged. */
@ParameterizedClass
@EnumSource(LogForm.class)
@ExtendWith(LeakGuard.class)
final class CaptureValuesTest {
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
  void everyStorageClassComesThrough() {
    execute("CREATE TABLE t (id INTEGER PRIMARY KEY, v)");
    copy.register("t");
    engine.execute("INSERT INTO t VALUES (1, NULL), (2, 3), (3, 1.5), (4, 'text'), (5, x'00ff')");
    copy.assertSame();
    assertThat(copy.rows("t")).hasSize(5);
    for (Object value :
        new Object[] {
          Long.MAX_VALUE,
          Long.MIN_VALUE,
          Double.POSITIVE_INFINITY,
          Double.NEGATIVE_INFINITY,
          -0.0,
          Double.MIN_VALUE,
          Double.MAX_VALUE,
          0.1 + 0.2,
          "",
          "a\0b",
          "'\"`[]",
          "\uFFFD",
          "世界 🚀",
          new byte[0],
          new byte[] {0, 1, 2}
        }) {
      engine.execute("UPDATE t SET v = ? WHERE id = 3", value);
      copy.assertSame(String.valueOf(value));
    }
  }

  @Test
  void valuesOfOtherTypesThanDeclaredComeThrough() {
    execute(
        "CREATE TABLE t (id INTEGER PRIMARY KEY, i INTEGER, r REAL, s TEXT, b BLOB, n NUMERIC)");
    copy.register("t");
    execute(
        "INSERT INTO t VALUES (1, 'word', 'word', x'01', 'word', 'word')",
        "INSERT INTO t VALUES (2, 1.5, x'02', 7, 7, 7.25)",
        "INSERT INTO t VALUES (3, x'03', 9e999, 1.5, 1.5, x'04')",
        "INSERT INTO t VALUES (4, '12', '12', 12, '12', '12')");
    copy.assertSame();
    execute("UPDATE t SET i = r, r = i, s = b, b = s, n = i");
    copy.assertSame();
  }

  @Test
  void negativeZeroComesThroughAsSqliteStoredIt() {
    execute("CREATE TABLE t (id INTEGER PRIMARY KEY, r REAL, n NUMERIC, v)");
    copy.register("t");
    engine.execute("INSERT INTO t VALUES (1, ?, ?, ?)", -0.0, -0.0, -0.0);
    copy.assertSame();
  }

  @Test
  void textThatIsNotUtf8KeepsItsBytes() {
    execute("CREATE TABLE t (id INTEGER PRIMARY KEY, s TEXT)");
    copy.register("t");
    execute("INSERT INTO t VALUES (1, CAST(x'ff' AS TEXT)), (2, CAST(x'61c328' AS TEXT))");
    copy.assertSame();
    assertThat(copy.rows("t"))
        .contains(
            List.of(1L, "text that is not valid UTF-8: x'ff'"),
            List.of(2L, "text that is not valid UTF-8: x'61c328'"));
    execute("DELETE FROM t WHERE id = 1");
    copy.assertSame();
  }

  @Test
  void textThatIsNotUtf8MayBeAKey() {
    execute("CREATE TABLE t (k TEXT PRIMARY KEY, v) WITHOUT ROWID");
    copy.register("t");
    execute(
        "INSERT INTO t VALUES (CAST(x'ff' AS TEXT), 1), (CAST(x'fe' AS TEXT), 2), ('a', 3),"
            + " (CAST(x'6100' AS TEXT), 4), (char(65533), 5)");
    copy.assertSame();
    execute("UPDATE t SET v = v + 1", "DELETE FROM t WHERE k = CAST(x'ff' AS TEXT)");
    copy.assertSame();
    assertThat(copy.rows("t")).hasSize(4);
  }

  @Test
  void keysOfEveryStorageClassComeThrough() {
    execute("CREATE TABLE t (k PRIMARY KEY, v) WITHOUT ROWID");
    copy.register("t");
    execute(
        "INSERT INTO t VALUES (1, 'integer'), (1.5, 'real'), ('1', 'text'), (x'31', 'blob'),"
            + " ('', 'empty'), (x'', 'empty blob'), (9e999, 'infinite'), (-9e999, 'infinite')");
    engine.execute("INSERT INTO t VALUES (?, 'nul'), (?, 'least')", "a\0b", Long.MIN_VALUE);
    copy.assertSame();
    execute("UPDATE t SET v = 'new'", "DELETE FROM t WHERE k IN (1, '1', x'')");
    copy.assertSame();
    assertThat(copy.rows("t")).hasSize(7);
  }

  @Test
  void theApplicationNeverNoticesTheCapture() {
    execute("CREATE TABLE t (id INTEGER PRIMARY KEY AUTOINCREMENT, v)");
    copy.register("t");
    engine.transaction(
        tx -> {
          assertThat(tx.execute("INSERT INTO t(v) VALUES (1), (2)")).isEqualTo(2);
          assertThat(tx.query("SELECT changes(), last_insert_rowid()").toList(r -> r.toString()))
              .containsExactly("[2, 2]");
          assertThat(tx.execute("UPDATE t SET v = 0")).isEqualTo(2);
          assertThat(tx.query("SELECT changes(), last_insert_rowid()").toList(r -> r.toString()))
              .containsExactly("[2, 2]");
          return null;
        });
    copy.assertSame();
  }

  @Test
  void rolledBackChangesAreNotInTheLog() {
    execute("CREATE TABLE t (id INTEGER PRIMARY KEY, v UNIQUE)");
    copy.register("t");
    execute("INSERT INTO t VALUES (1, 'a')");
    fails(
        ErrorCode.SQL_INVALID,
        () ->
            engine.transaction(
                tx -> {
                  tx.execute("INSERT INTO t VALUES (2, 'b')");
                  tx.execute("DELETE FROM t WHERE id = 1");
                  return tx.execute("nonsense");
                }));
    fails(
        ErrorCode.CONSTRAINT_VIOLATED,
        () -> engine.execute("INSERT INTO t VALUES (3, 'c'), (4, 'a')"));
    execute("INSERT OR IGNORE INTO t VALUES (5, 'a')", "INSERT INTO t VALUES (6, 'f')");
    copy.assertSame();
    assertThat(copy.rows("t")).containsOnly(List.of(1L, "a"), List.of(6L, "f"));
  }
}
