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

/** The application's own triggers and foreign keys change rows too. */
@ParameterizedClass
@EnumSource(LogForm.class)
@ExtendWith(LeakGuard.class)
final class CaptureTriggersTest {
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

  /** The same, with the application's triggers created before the capture and after it. */
  private void eitherWay(String table, String[] triggers, String... statements) {
    execute(table.formatted("before"));
    for (String trigger : triggers) {
      execute(trigger.replace("%s", "before"));
    }
    copy.register("before");
    execute(table.formatted("after"));
    copy.register("after");
    for (String trigger : triggers) {
      execute(trigger.replace("%s", "after"));
    }
    for (String sql : statements) {
      for (String name : List.of("before", "after")) {
        execute(sql.replace("%s", name));
        copy.assertSame(sql, name);
      }
    }
    assertThat(Database.rows(engine, "SELECT * FROM before ORDER BY 1"))
        .isEqualTo(Database.rows(engine, "SELECT * FROM after ORDER BY 1"));
  }

  @Test
  void aTriggerThatChangesTheSameRowAgain() {
    eitherWay(
        "CREATE TABLE %s (id INTEGER PRIMARY KEY, v, touched DEFAULT 0)",
        new String[] {
          "CREATE TRIGGER %s_i AFTER INSERT ON %s BEGIN"
              + " UPDATE %s SET touched = touched + 1 WHERE id = NEW.id; END",
          "CREATE TRIGGER %s_u AFTER UPDATE ON %s BEGIN"
              + " UPDATE %s SET touched = touched + 1 WHERE id = NEW.id; END"
        },
        "INSERT INTO %s(id, v) VALUES (1, 'a'), (2, 'b')",
        "UPDATE %s SET v = 'c'",
        "REPLACE INTO %s(id, v) VALUES (1, 'd')",
        "DELETE FROM %s WHERE id = 1");
  }

  @Test
  void aTriggerThatDeletesTheRowAtOnce() {
    eitherWay(
        "CREATE TABLE %s (id INTEGER PRIMARY KEY, v)",
        new String[] {
          "CREATE TRIGGER %s_i AFTER INSERT ON %s WHEN NEW.v = 'no' BEGIN"
              + " DELETE FROM %s WHERE id = NEW.id; END",
          "CREATE TRIGGER %s_u AFTER UPDATE ON %s WHEN NEW.v = 'no' BEGIN"
              + " DELETE FROM %s WHERE id = NEW.id; END"
        },
        "INSERT INTO %s VALUES (1, 'yes'), (2, 'no'), (3, 'yes')",
        "UPDATE %s SET v = 'no' WHERE id = 1",
        "UPDATE %s SET id = 7, v = 'no' WHERE id = 3");
  }

  @Test
  void aTriggerThatMovesTheRow() {
    eitherWay(
        "CREATE TABLE %s (id INTEGER PRIMARY KEY, v)",
        new String[] {
          "CREATE TRIGGER %s_i AFTER INSERT ON %s WHEN NEW.id < 100 BEGIN"
              + " UPDATE %s SET id = NEW.id + 100 WHERE id = NEW.id; END",
          "CREATE TRIGGER %s_d AFTER DELETE ON %s WHEN OLD.id < 200 BEGIN"
              + " INSERT INTO %s VALUES (OLD.id + 100, OLD.v); END"
        },
        "INSERT INTO %s VALUES (1, 'a'), (2, 'b')",
        "DELETE FROM %s WHERE id = 101",
        "DELETE FROM %s WHERE id = 201",
        "UPDATE %s SET id = 1 WHERE id = 102",
        "REPLACE INTO %s VALUES (1, 'c')");
  }

  @Test
  void aTriggerThatPutsADeletedRowBack() {
    eitherWay(
        "CREATE TABLE %s (id INTEGER PRIMARY KEY, v)",
        new String[] {
          "CREATE TRIGGER %s_d AFTER DELETE ON %s WHEN OLD.v <> 'old' BEGIN"
              + " INSERT INTO %s VALUES (OLD.id, 'old'); END",
        },
        "INSERT INTO %s VALUES (1, 'a'), (2, 'b')",
        "DELETE FROM %s WHERE id = 1",
        "DELETE FROM %s");
  }

  @Test
  void triggersThatFireBefore() {
    eitherWay(
        "CREATE TABLE %s (id INTEGER PRIMARY KEY, v UNIQUE)",
        new String[] {
          "CREATE TRIGGER %s_bi BEFORE INSERT ON %s WHEN NEW.v = 'make room' BEGIN"
              + " DELETE FROM %s WHERE id = NEW.id; END",
          "CREATE TRIGGER %s_bi2 BEFORE INSERT ON %s WHEN NEW.v = 'no' BEGIN"
              + " SELECT RAISE(IGNORE); END",
          "CREATE TRIGGER %s_bu BEFORE UPDATE ON %s WHEN NEW.v = 'other' BEGIN"
              + " UPDATE %s SET v = 'moved' WHERE v = 'b'; END",
        },
        "INSERT INTO %s VALUES (1, 'a'), (2, 'b'), (3, 'no')",
        "INSERT INTO %s VALUES (1, 'make room')",
        "UPDATE %s SET v = 'other' WHERE id = 1");
  }

  @Test
  void triggersThatWriteToOtherTablesAndBack() {
    execute(
        "CREATE TABLE item (id INTEGER PRIMARY KEY, stock INTEGER)",
        "CREATE TABLE sale (id INTEGER PRIMARY KEY, item, n INTEGER)",
        "CREATE TABLE audit (what)");
    copy.register("item", "sale", "audit");
    execute(
        "CREATE TRIGGER sold AFTER INSERT ON sale BEGIN"
            + " UPDATE item SET stock = stock - NEW.n WHERE id = NEW.item; END",
        "CREATE TRIGGER low AFTER UPDATE ON item WHEN NEW.stock < 0 BEGIN"
            + " DELETE FROM sale WHERE item = NEW.id; END",
        "CREATE TRIGGER kept AFTER DELETE ON sale BEGIN"
            + " INSERT INTO audit VALUES (OLD.id || ' undone'); END");
    execute("INSERT INTO item VALUES (1, 10), (2, 1)", "INSERT INTO sale VALUES (1, 1, 4)");
    copy.assertSame();
    execute("INSERT INTO sale VALUES (2, 2, 5), (3, 1, 5), (4, 1, 5)");
    copy.assertSame();
    assertThat(copy.rows("sale")).isEmpty();
    assertThat(copy.rows("audit")).hasSize(4);
  }

  @Test
  void foreignKeysCascade() {
    execute(
        "PRAGMA foreign_keys = ON",
        "CREATE TABLE parent (id INTEGER PRIMARY KEY, v)",
        "CREATE TABLE child (id INTEGER PRIMARY KEY,"
            + " parent REFERENCES parent ON DELETE CASCADE ON UPDATE CASCADE)",
        "CREATE TABLE friend (id INTEGER PRIMARY KEY,"
            + " parent UNIQUE REFERENCES parent ON DELETE SET NULL ON UPDATE SET DEFAULT)");
    copy.register("parent", "child", "friend");
    execute(
        "INSERT INTO parent VALUES (1, 'a'), (2, 'b'), (3, 'c')",
        "INSERT INTO child VALUES (1, 1), (2, 1), (3, 2), (4, 3)",
        "INSERT INTO friend VALUES (1, 1), (2, 2), (3, 3)");
    copy.assertSame();
    execute("UPDATE parent SET id = 10 WHERE id = 1");
    copy.assertSame();
    execute("DELETE FROM parent WHERE id = 10");
    copy.assertSame();
    execute("REPLACE INTO parent VALUES (2, 'replaced')");
    copy.assertSame();
    assertThat(copy.rows("child")).containsOnly(List.of(4L, 3L));
    assertThat(copy.rows("friend")).hasSize(3);
  }

  @Test
  void statementsThatTouchManyRows() {
    execute(
        "CREATE TABLE t (id INTEGER PRIMARY KEY, v INTEGER)",
        "CREATE TABLE s (id INTEGER PRIMARY KEY, v INTEGER)");
    copy.register("t", "s");
    execute(
        "INSERT INTO t WITH RECURSIVE n(i) AS (VALUES (1) UNION ALL SELECT i + 1 FROM n WHERE"
            + " i < 50) SELECT i, i * i FROM n",
        "INSERT INTO s SELECT id, -v FROM t WHERE id % 3 = 0",
        "UPDATE t SET v = s.v FROM s WHERE s.id = t.id",
        "INSERT INTO t SELECT id + 40, 0 FROM s WHERE true ON CONFLICT DO UPDATE SET v = v + 1",
        "DELETE FROM t WHERE id IN (SELECT id FROM s LIMIT 5)",
        "UPDATE s SET id = id + 1000");
    copy.assertSame();
    execute("DELETE FROM t");
    copy.assertSame();
    assertThat(copy.rows("t")).isEmpty();
  }
}
