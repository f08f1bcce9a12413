package dev.rhei.oltp.sqlite;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rhei.core.cdc.CdcSnapshot;
import dev.rhei.core.cdc.TableSnapshot;
import dev.rhei.core.cdc.TableSnapshot.Change;
import dev.rhei.testkit.LeakGuard;
import java.nio.file.Path;
import org.assertj.core.data.Percentage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** Giving up a table's part of the log, and telling how large the parts are. */
@ParameterizedClass
@EnumSource(LogForm.class)
@ExtendWith(LeakGuard.class)
final class LogSuspendTest {
  @Parameter private LogForm form;
  @TempDir private Path dir;
  private SqliteOltpEngine engine;

  @BeforeEach
  void twoTables() {
    engine = Database.open(dir, form);
    for (String table : new String[] {"a", "b"}) {
      engine.execute("CREATE TABLE " + table + " (id INTEGER PRIMARY KEY, v)");
      engine.capture().capture(table);
    }
  }

  @AfterEach
  void close() {
    engine.close();
  }

  @Test
  void forgetsTheRowsOfThatTableInPieces() {
    insert("a", 2 * LogPiece.ROWS + 1);
    insert("b", LogPiece.ROWS);
    engine.capture().suspend("a");
    assertThat(logRows()).isEqualTo(LogPiece.ROWS);
    assertThat(engine.changes().latest().sequence()).isEqualTo(3L * LogPiece.ROWS + 1);
    insert("a", 1);
    assertThat(logRows()).as("its changes are not captured").isEqualTo(LogPiece.ROWS);
  }

  @Test
  void theLastRowStaysSoThatNoPositionIsUsedTwice() {
    insert("a", 10);
    engine.capture().suspend("a");
    assertThat(logRows()).isEqualTo(1);
    insert("b", 1);
    assertThat(engine.changes().latest().sequence()).isEqualTo(11);
  }

  @Test
  void theTableIsToBeCapturedAnewAlsoAfterARestart() {
    insert("a", 10);
    engine.capture().suspend("a");
    engine.close();
    engine = Database.open(dir, form);
    assertThat(engine.capture().captured()).containsExactly("a", "b");
    assertThat(changeOf("a")).isEqualTo(Change.CAPTURE);
    assertThat(changeOf("b")).isEqualTo(Change.NONE);
    engine.capture().capture("a");
    assertThat(changeOf("a")).isEqualTo(Change.NONE);
    insert("a", 1);
    assertThat(engine.changes().latest().sequence()).isEqualTo(11);
  }

  @Test
  void theSchemaVersionTellsThatSomethingChanged() {
    long before = engine.changes().latest().schemaVersion();
    engine.capture().suspend("a");
    assertThat(engine.changes().latest().schemaVersion()).isGreaterThan(before);
  }

  @Test
  void mayBeRepeatedReleasedAndAskedOfAnyTable() {
    insert("a", 10);
    engine.capture().suspend("a");
    engine.capture().suspend("a");
    engine.capture().suspend("no such table");
    engine.capture().release("a");
    assertThat(engine.capture().captured()).containsExactly("b");
  }

  @Test
  void tellsTheSizeAndTheLargestPart() {
    assertThat(engine.changes().bytesAfter(0)).isZero();
    assertThat(engine.changes().largestAfter(0)).isEmpty();
    insert("a", 30);
    insert("b", 10);
    assertThat(engine.changes().largestAfter(0)).contains("a");
    assertThat(engine.changes().largestAfter(30)).contains("b");
    long few = engine.changes().bytesAfter(0);
    assertThat(few).isBetween(40L * 13, 40L * 40);
    insert("b", 4_000);
    assertThat(engine.changes().largestAfter(0)).contains("b");
    assertThat(engine.changes().bytesAfter(0)).isCloseTo(101 * few, Percentage.withPercentage(25));
  }

  @Test
  void whatIsForgottenDoesNotCount() {
    insert("b", 1_000);
    insert("a", 9_000);
    insert("b", 1);
    long both = engine.changes().bytesAfter(0);
    engine.capture().suspend("a");
    assertThat(engine.changes().bytesAfter(0)).isCloseTo(both / 10, Percentage.withPercentage(20));
    assertThat(engine.changes().largestAfter(0)).contains("b");
  }

  private Change changeOf(String table) {
    try (CdcSnapshot snapshot = engine.changes().open()) {
      TableSnapshot tables = snapshot.tables().orElseThrow();
      return tables.changeOf(table);
    }
  }

  private Object logRows() {
    return Database.value(engine, "SELECT count(*) FROM _rhei_cdc_log");
  }

  private void insert(String table, int rows) {
    engine.execute(
        "INSERT INTO "
            + table
            + " (v) WITH RECURSIVE n(i) AS (VALUES (1) UNION ALL SELECT i + 1 FROM n WHERE i < ?)"
            + " SELECT 'value' FROM n",
        rows);
  }
}
