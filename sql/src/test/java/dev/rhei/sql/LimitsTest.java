package dev.rhei.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever the text, there is a tree that can be walked, or a SqlSyntaxException, and soon. */
@Timeout(60)
class LimitsTest {
  /** Half of what a thread has by default, and a stack that is too small for what is read. */
  private static final int[] STACKS = {512, 160};

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "(; 1; )",
        "NOT ; 1; ''",
        "- ; 1; ''",
        "(SELECT ; 1; )",
        "abs(; 1; )",
        "CASE WHEN 1 THEN ; 1; ' END'",
        "CAST(; 1; ' AS TEXT)'",
        "1 IN (; 1; )",
        "1 IN (SELECT ; 1; )",
        "EXISTS (SELECT ; 1; )",
        "1 + (; 1; )",
        "1 OR 2 AND NOT 3 = 4 < 5 & 6 + 7 * 8 || (; 1; )",
        "1 BETWEEN ; 1; ' AND 2'",
        "sum(1) OVER (ORDER BY ; 1; )",
        "sum(1) FILTER (WHERE ; 1; )",
        "(1, ; 1; )",
        "(SELECT * FROM (SELECT ; 1; '))'",
        "(WITH x AS (SELECT ; 1; ') SELECT 1)'",
        "1 IN x(; 1; )",
      })
  void nesting(String open, String inner, String close) throws Exception {
    for (int times : new int[] {10, 50, 99, 100, 199, 200, 201, 1_000, 5_000}) {
      survives("SELECT " + open.repeat(times) + inner + close.repeat(times));
      survives("SELECT " + open.repeat(times));
      survives("SELECT " + open.repeat(times) + inner + close.repeat(times + 1));
    }
  }

  @Test
  void nestedSources() throws Exception {
    for (int times : new int[] {100, 199, 200, 201, 5_000}) {
      survives("SELECT * FROM (".repeat(times) + "SELECT 1" + ")".repeat(times));
      survives("SELECT * FROM " + "(".repeat(times) + "t" + ")".repeat(times));
      survives("WITH x AS (".repeat(times) + "SELECT 1" + ") SELECT 1".repeat(times));
      survives("SELECT * FROM t" + ", t".repeat(times));
      survives("SELECT * FROM t" + " JOIN t ON 1".repeat(times));
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        " OR 1",
        " AND 1",
        " = 1",
        " < 1",
        " + 1",
        " || 1",
        " ISNULL",
        " COLLATE x",
        " LIKE 1",
        " BETWEEN 1 AND 2",
        " IN (1)",
        " NOT NULL",
        ", 1",
        " UNION SELECT 1",
        " -> 1",
        " IS NOT 1"
      })
  void chains(String link) throws Exception {
    for (int times : new int[] {500, 999, 1_000, 5_000, 100_000}) {
      survives("SELECT 1" + link.repeat(times));
    }
  }

  @Test
  void whatIsTooMuchIsSaid() {
    assertThat(Reading.of("SELECT " + "1".repeat(1 << 20)).error())
        .isEqualTo("longer than 65536 characters");
    assertThat(Reading.of("SELECT " + "(".repeat(5_000) + "1" + ")".repeat(5_000)).error())
        .isEqualTo("nested deeper than 200");
    assertThat(Reading.of("SELECT 1" + " OR 1".repeat(10_000)).error())
        .isEqualTo("an expression higher than 1000");
    assertThat(Reading.of("SELECT 1" + " OR 1".repeat(100_000)).error())
        .isEqualTo("longer than 65536 characters");
  }

  @Test
  void asManyOperatorsInARowAsSqliteTakes() throws Exception {
    try (Sqlite sqlite = new Sqlite()) {
      for (String operator : new String[] {" OR 1", " + 1", " OR (1)"}) {
        assertThat(Reading.of("SELECT 1" + operator.repeat(999)).error()).isNull();
        assertThat(sqlite.verdict("SELECT 1" + operator.repeat(999)))
            .isEqualTo(Sqlite.Verdict.PREPARED);
        assertThat(Reading.of("SELECT 1" + operator.repeat(1_000)).query()).isNull();
        assertThat(sqlite.verdict("SELECT 1" + operator.repeat(1_000)))
            .isEqualTo(Sqlite.Verdict.TOO_LARGE);
      }
    }
  }

  @Test
  void theHeightOfAPartCountsForTheWhole() {
    String part = "(1" + " + 1".repeat(600) + ")";
    assertThat(Reading.of("SELECT " + part + ", " + part + " WHERE " + part).error()).isNull();
    assertThat(Reading.of("SELECT " + part + " + " + part).error()).isNull();
    assertThat(Reading.of("SELECT abs(" + part + ") IN (1, " + part + ")").error()).isNull();
    for (String tall :
        new String[] {
          "%s" + " + 1".repeat(600),
          "abs(%s)" + " + 1".repeat(600),
          "(SELECT %s)" + " + 1".repeat(600),
          "(SELECT x FROM (SELECT %s AS x))" + " + 1".repeat(600),
          "(1, %s) = 1" + " + 1".repeat(600) + " = 2".repeat(500)
        }) {
      assertThat(Reading.of("SELECT " + tall.formatted(part)).error())
          .isEqualTo("an expression higher than 1000");
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " ",
        ";",
        ";;",
        "-- c",
        "/* c */",
        "/*",
        "x",
        "'",
        "SELECT",
        "SELECT;",
        "(SELECT 1)",
        "(SELECT 1) UNION SELECT 2",
        "EXPLAIN SELECT 1",
        "PRAGMA x",
        "INSERT INTO t VALUES (1)",
        "WITH x AS (SELECT 1) DELETE FROM t",
        "WITH",
        "VALUES",
        "VALUES ()",
        "SELECT 1; SELECT 2",
        "SELECT 1 SELECT 2",
        "SELECT FROM t",
        "SELECT * FROM",
        "SELECT ,",
        "SELECT 1,",
        "\0",
        "\uFEFF"
      })
  void whatIsNoQuery(String sql) {
    assertThatExceptionOfType(SqlSyntaxException.class).isThrownBy(() -> SqlParser.parse(sql));
  }

  @Test
  void anErrorSaysWhatAndWhere() {
    error("SELECT a FROM t WHERE", "the statement ends early", 21);
    error("SELECT a FRM t", "at 't'", 13);
    error("SELECT 'abc", "a quote is never closed", 7);
    error("SELECT [abc", "a name in brackets is never closed", 7);
    error("SELECT 1 WHERE ^", "the character '^'", 15);
    error("SELECT ?0 + 1", "the parameter '?0'", 7);
    error("  UPDATE t SET a = 1", "not a query", 2);
  }

  private static void error(String sql, String message, int position) {
    assertThatExceptionOfType(SqlSyntaxException.class)
        .isThrownBy(() -> SqlParser.parse(sql))
        .withMessage(message)
        .satisfies(e -> assertThat(e.position()).isEqualTo(position));
  }

  /** Reads it, and where there is the stack that a thread has by default, walks what was read. */
  private static void survives(String sql) throws Exception {
    for (int kibibytes : STACKS) {
      run(kibibytes, sql, () -> Reading.of(sql));
    }
    Query query = Reading.of(sql).query();
    if (query != null) {
      run(1_024, sql, () -> SqlText.of(query));
    }
  }

  private static void run(int kibibytes, String sql, Runnable body) throws Exception {
    AtomicReference<Throwable> failure = new AtomicReference<>();
    Thread thread = new Thread(null, body, "stack of " + kibibytes + " KiB", kibibytes * 1024L);
    thread.setUncaughtExceptionHandler((unused, e) -> failure.set(e));
    thread.start();
    thread.join();
    assertThat(failure.get())
        .as("%s: %s", thread.getName(), sql.length() > 100 ? sql.substring(0, 100) : sql)
        .isNull();
  }
}
