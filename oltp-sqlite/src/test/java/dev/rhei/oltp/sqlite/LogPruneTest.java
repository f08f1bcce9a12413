package dev.rhei.oltp.sqlite;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rhei.core.cdc.CdcEvent;
import dev.rhei.core.cdc.CdcSnapshot;
import dev.rhei.testkit.LeakGuard;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** What the log forgets, and what it must not. */
@ParameterizedClass
@EnumSource(LogForm.class)
@ExtendWith(LeakGuard.class)
final class LogPruneTest {
  @Parameter private LogForm form;
  @TempDir private Path dir;

  private static long prunedThrough(SqliteOltpEngine engine) {
    try (CdcSnapshot snapshot = engine.changes().open()) {
      return snapshot.prunedThrough();
    }
  }

  private static Object logRows(SqliteOltpEngine engine) {
    return Database.value(engine, "SELECT count(*) FROM _rhei_cdc_log");
  }

  private SqliteOltpEngine withRows(int rows) {
    SqliteOltpEngine engine = Database.open(dir, form);
    engine.execute("CREATE TABLE IF NOT EXISTS t (id INTEGER PRIMARY KEY, v)");
    engine.capture().capture("t");
    insert(engine, 1, rows);
    return engine;
  }

  private static void insert(SqliteOltpEngine engine, int from, int rows) {
    engine.execute(
        "INSERT INTO t WITH RECURSIVE n(i) AS (VALUES (?1) UNION ALL SELECT i + 1 FROM n"
            + " WHERE i < ?1 + ?2 - 1) SELECT i, 'v' FROM n",
        from,
        rows);
  }

  @Test
  void forgetsUpToThePositionAndRemembersWhichThatIs() {
    try (SqliteOltpEngine engine = withRows(10)) {
      assertThat(prunedThrough(engine)).isZero();
      engine.changes().prune(4);
      assertThat(prunedThrough(engine)).isEqualTo(4);
      assertThat(logRows(engine)).isEqualTo(6);
      engine.changes().prune(4);
      engine.changes().prune(2);
      engine.changes().prune(0);
      assertThat(prunedThrough(engine)).isEqualTo(4);
      assertThat(logRows(engine)).isEqualTo(6);
    }
  }

  @Test
  void theLastRowStaysSoThatNoPositionIsUsedTwice() {
    try (SqliteOltpEngine engine = withRows(10)) {
      engine.changes().prune(Long.MAX_VALUE);
      assertThat(logRows(engine)).isEqualTo(1);
      assertThat(prunedThrough(engine)).isEqualTo(9);
      assertThat(engine.changes().latest().sequence()).isEqualTo(10);
      engine.execute("DELETE FROM t");
      assertThat(engine.changes().latest().sequence()).isEqualTo(20);
      engine.changes().prune(Long.MAX_VALUE);
    }
    try (SqliteOltpEngine engine = Database.open(dir, form)) {
      assertThat(engine.changes().latest().sequence()).isEqualTo(20);
      assertThat(prunedThrough(engine)).isEqualTo(19);
      engine.execute("INSERT INTO t VALUES (1, 'again')");
      assertThat(engine.changes().latest().sequence()).isEqualTo(21);
      engine.capture().release("t");
      engine.execute("DROP TABLE t");
      engine.changes().prune(Long.MAX_VALUE);
    }
    try (SqliteOltpEngine engine = withRows(1)) {
      assertThat(engine.changes().latest().sequence()).isEqualTo(22);
    }
  }

  @Test
  void anEmptyLogCanBePruned() {
    try (SqliteOltpEngine engine = Database.open(dir, form)) {
      engine.changes().prune(100);
      assertThat(prunedThrough(engine)).isZero();
      assertThat(engine.changes().latest().sequence()).isZero();
    }
  }

  @Test
  void muchIsPrunedInPieces() {
    try (SqliteOltpEngine engine = withRows(12_345)) {
      engine.changes().prune(12_000);
      assertThat(logRows(engine)).isEqualTo(345);
      assertThat(prunedThrough(engine)).isEqualTo(12_000);
    }
  }

  @Test
  void anOpenSnapshotKeepsWhatItHadBegunToRead() {
    try (SqliteOltpEngine engine = withRows(10);
        CdcSnapshot snapshot = engine.changes().open()) {
      var schema = List.of(snapshot.tables().orElseThrow().describe("t", false));
      engine.changes().prune(8);
      insert(engine, 100, 5);
      assertThat(snapshot.position().sequence()).isEqualTo(10);
      assertThat(snapshot.prunedThrough()).isZero();
      assertThat(snapshot.changes(0, 100, schema).events())
          .extracting(CdcEvent::sequence)
          .containsExactly(1L, 2L, 3L, 4L, 5L, 6L, 7L, 8L, 9L, 10L);
    }
  }

  @Test
  void theSourceKeepsItsIdentity() {
    String id;
    try (SqliteOltpEngine engine = withRows(1)) {
      id = engine.changes().sourceId();
      assertThat(id).isNotEmpty();
    }
    try (SqliteOltpEngine engine = Database.open(dir, form)) {
      assertThat(engine.changes().sourceId()).isEqualTo(id);
    }
    try (SqliteOltpEngine other =
        SqliteOltpEngine.open(SqliteConfig.at(dir.resolve("other.db")).build())) {
      assertThat(other.changes().sourceId()).isNotEqualTo(id);
    }
  }
}
