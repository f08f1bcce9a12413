package dev.rhei.olap.duckdb;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.rhei.core.engine.Column;
import dev.rhei.core.engine.OlapCursor;
import dev.rhei.core.engine.OlapQuery;
import dev.rhei.core.engine.QueryOptions;
import dev.rhei.core.engine.Translation;
import dev.rhei.core.engine.Translation.OutputColumn;
import dev.rhei.core.engine.ValueKind;
import dev.rhei.core.error.ErrorCode;
import dev.rhei.core.error.HtapException;
import dev.rhei.testkit.LeakGuard;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(LeakGuard.class)
final class DuckDbCursorTest {
  /** More rows than DuckDB buffers, then a search that takes days. */
  private static final String LONG_GAP =
      "SELECT repeat('x', 1000) FROM range(40000) UNION ALL SELECT a.i::VARCHAR FROM range(100000000)"
          + " AS a(i), range(100000000) AS b(i) WHERE hash(a.i, b.i) = 42";

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

  @Test
  void aFlagTellsRealsWithoutAFractionFromIntegers() {
    String sql =
        "SELECT * FROM (VALUES ('a', 5e0, TRUE), ('b', 5e0, FALSE), ('c', NULL, NULL)) AS v(k, n, f)"
            + " ORDER BY k";
    List<OutputColumn> columns =
        List.of(new OutputColumn("k", ValueKind.TEXT), new OutputColumn("n", ValueKind.NUMERIC, 2));
    try (DuckDbBackend olap = inMemory();
        OlapCursor cursor =
            olap.query(
                new OlapQuery(
                    new Translation.Translated(sql, columns, List.of()),
                    List.of(),
                    olap.tablesVersion(),
                    QueryOptions.DEFAULT))) {
      assertThat(cursor.columns()).extracting(Column::name).containsExactly("k", "n");
      assertThat(cursor.next()).containsExactly("a", 5);
      assertThat(cursor.next()).containsExactly("b", 5.0);
      assertThat(cursor.next()).containsExactly("c", null);
      assertThat(cursor.next()).isNull();
    }
  }

  private static DuckDbBackend inMemory() {
    return DuckDbBackend.open(DuckDbConfig.inMemory().threads(2).build(), Copies.NO_TRANSLATOR);
  }
}
