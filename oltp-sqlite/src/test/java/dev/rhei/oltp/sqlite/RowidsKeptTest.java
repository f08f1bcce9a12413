package dev.rhei.oltp.sqlite;

import static dev.rhei.oltp.sqlite.Database.fails;
import static org.assertj.core.api.Assertions.assertThat;

import dev.rhei.core.cdc.CdcSnapshot;
import dev.rhei.core.error.ErrorCode;
import dev.rhei.testkit.LeakGuard;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** VACUUM may give rows new rowids; that must not go by unnoticed. */
@ExtendWith(LeakGuard.class)
final class RowidsKeptTest {
  @TempDir private Path dir;
  private SqliteOltpEngine engine;
  private long before;

  @BeforeEach
  void open() {
    engine = Database.open(dir);
    engine.execute("CREATE TABLE t (a, b)");
    engine.capture().capture("t");
    before = engine.changes().latest().schemaVersion();
  }

  @AfterEach
  void close() {
    engine.close();
  }

  private boolean kept() {
    try (CdcSnapshot snapshot = engine.changes().open()) {
      return snapshot.tables().orElseThrow().rowidsKeptSince(before);
    }
  }

  @Test
  void nothingHappened() {
    engine.execute("INSERT INTO t VALUES (1, 2)");
    assertThat(kept()).isTrue();
  }

  @Test
  void ourOwnChangesKeepThem() {
    for (String sql :
        List.of(
            "CREATE TABLE u (a UNIQUE, b)",
            "CREATE TABLE IF NOT EXISTS u (a)",
            "CREATE INDEX i ON t(a)",
            "CREATE VIEW v AS SELECT * FROM t",
            "ALTER TABLE t ADD COLUMN c DEFAULT 7",
            "ALTER TABLE t RENAME COLUMN c TO d",
            "ALTER TABLE t DROP COLUMN d",
            "ALTER TABLE u RENAME TO w",
            "CREATE TABLE x AS SELECT * FROM t",
            "ANALYZE",
            "REINDEX",
            "DROP INDEX i",
            "DROP TABLE w")) {
      engine.execute(sql);
      assertThat(kept()).as(sql).isTrue();
    }
    assertThat(engine.changes().latest().schemaVersion()).isGreaterThan(before);
    engine.capture().capture("t");
    engine.capture().release("t");
    engine.transaction(
        tx -> {
          tx.execute("CREATE TABLE y (a)");
          return tx.execute("DROP TABLE y");
        });
    fails(ErrorCode.SQL_INVALID, () -> engine.execute("CREATE TABLE t (again)"));
    fails(
        ErrorCode.SQL_INVALID,
        () ->
            engine.transaction(
                tx -> tx.execute("CREATE TABLE z (a)") + tx.execute("CREATE TABLE t (again)")));
    assertThat(kept()).isTrue();
  }

  @Test
  void ourVacuumMayNot() {
    engine.execute("VACUUM");
    assertThat(kept()).isFalse();
    before = engine.changes().latest().schemaVersion();
    engine.execute("CREATE TABLE u (a)");
    assertThat(kept()).isTrue();
  }

  @Test
  void vacuumOfAnotherProcessMayNot() throws SQLException {
    Database.foreign(dir, "VACUUM");
    assertThat(kept()).isFalse();
  }

  @Test
  void anyChangeOfAnotherProcessMightHaveBeenOne() throws SQLException {
    engine.execute("CREATE TABLE u (a)");
    Database.foreign(dir, "CREATE TABLE v (a)");
    engine.execute("CREATE TABLE w (a)");
    assertThat(kept()).isFalse();
  }

  @Test
  void whatHappenedWhileWeWereAwayIsUnknown() {
    engine.execute("CREATE TABLE u (a)");
    long atClose = engine.changes().latest().schemaVersion();
    engine.close();
    engine = Database.open(dir);
    assertThat(kept()).as("book is kept in memory only").isFalse();
    before = atClose;
    assertThat(kept()).as("opening changes nothing").isTrue();
  }
}
