package dev.rhei.olap.duckdb;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.rhei.core.engine.OlapCursor;
import dev.rhei.core.engine.QueryOptions;
import dev.rhei.core.engine.ValueKind;
import dev.rhei.core.error.ErrorCode;
import dev.rhei.core.error.HtapException;
import dev.rhei.testkit.LeakGuard;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(LeakGuard.class)
final class DuckDbCursorTest {
  /** More rows than DuckDB buffers, then a search that takes days. */
  private static final String LONG_GAP =
      "SELECT repeat('x', 1000) FROM range(40000) UNION ALL SELECT a.i::VARCHAR FROM range(100000000)"
          + " AS a(i), range(100000000) AS b(i) WHERE hash(a.i) + hash(b.i) = 42";

  @Test
  void aQueryThatHasGivenRowsStopsAtItsTimeout() {
    try (DuckDbBackend olap = inMemory()) {
      try (OlapCursor cursor =
          Copies.query(olap, LONG_GAP, new QueryOptions(Duration.ofMillis(600)), ValueKind.TEXT)) {
        assertThat(cursor.next()).isNotNull();
        assertThatExceptionOfType(HtapException.class)
            .isThrownBy(
                () -> {
                  while (cursor.next() != null) {}
                })
            .satisfies(e -> assertThat(e.code()).isEqualTo(ErrorCode.QUERY_TIMEOUT))
            .withMessageContaining("timeout of 600 ms");
      }
      assertThat(Copies.value(olap, "SELECT 1", ValueKind.INTEGER)).isEqualTo(1);
    }
  }

  @Test
  void theDriverCanBeInterruptedWhileItFetches() {
    assertThat(DuckDbInterrupt.reachesFetch()).isTrue();
  }

  @Test
  void integersBeyondSixtyFourBitsAreAnErrorAndNotAWrongAnswer() {
    try (DuckDbBackend olap = inMemory()) {
      assertThat(
              Copies.value(
                  olap,
                  "SELECT sum(i) FROM (VALUES (9223372036854775806::BIGINT), (1)) AS v(i)",
                  ValueKind.INTEGER))
          .isEqualTo(Long.MAX_VALUE);
      assertThatExceptionOfType(HtapException.class)
          .isThrownBy(
              () ->
                  Copies.value(
                      olap,
                      "SELECT sum(i) FROM (VALUES (9223372036854775807::BIGINT), (1)) AS v(i)",
                      ValueKind.INTEGER))
          .satisfies(e -> assertThat(e.code()).isEqualTo(ErrorCode.OLAP_FAILED))
          .withMessageContaining("integer overflow");
      assertThat(Copies.value(olap, "SELECT 1", ValueKind.INTEGER)).isEqualTo(1);
    }
  }

  @Test
  void anErrorAfterTheFirstRowsIsNotTheEndOfTheRows() {
    try (DuckDbBackend olap = inMemory();
        OlapCursor cursor =
            Copies.query(
                olap,
                "SELECT CASE WHEN i = 2500000 THEN error('broken') ELSE 'x' END FROM range(3000000)"
                    + " AS n(i)",
                QueryOptions.DEFAULT,
                ValueKind.TEXT)) {
      assertThatExceptionOfType(HtapException.class)
          .isThrownBy(
              () -> {
                while (cursor.next() != null) {}
              })
          .withMessageContaining("broken");
      assertThatExceptionOfType(HtapException.class).isThrownBy(cursor::next);
    }
  }

  @Test
  void valuesOfOtherTypesAreReadAsWhatWasAnnounced() {
    try (DuckDbBackend olap = inMemory()) {
      assertThat(Copies.value(olap, "SELECT 1 < 2", ValueKind.INTEGER)).isEqualTo(1);
      assertThat(Copies.value(olap, "SELECT 3::SMALLINT", ValueKind.INTEGER)).isEqualTo(3);
      assertThat(Copies.value(olap, "SELECT 3::BIGINT", ValueKind.REAL)).isEqualTo(3.0);
      assertThat(Copies.value(olap, "SELECT 'NaN'::DOUBLE", ValueKind.REAL)).isNull();
      assertThat(Copies.value(olap, "SELECT 'NaN'::DOUBLE", ValueKind.NUMERIC)).isNull();
      assertThat(Copies.value(olap, "SELECT 9.3e18::DOUBLE", ValueKind.NUMERIC)).isEqualTo(9.3e18);
      assertThat(Copies.value(olap, "SELECT 'Infinity'::DOUBLE", ValueKind.NUMERIC))
          .isEqualTo(Double.POSITIVE_INFINITY);
      for (ValueKind kind : ValueKind.values()) {
        assertThat(Copies.value(olap, "SELECT NULL", kind)).isNull();
      }
    }
  }

  private static DuckDbBackend inMemory() {
    return DuckDbBackend.open(DuckDbConfig.inMemory().threads(2).build(), Copies.NO_TRANSLATOR);
  }
}
