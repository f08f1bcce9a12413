package dev.rhei.sql;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rhei.sql.Sqlite.Answer;
import dev.rhei.sql.Sqlite.Verdict;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * SQLite compiles a chain of operators without parentheses, and the same with all of those that the
 * tree stands for, to one program, which finds the same.
 */
class PrecedenceTest {
  private final Map<String, Integer> counts = new TreeMap<>();

  @Test
  void operatorsAreGroupedAsSqliteDoes() throws Exception {
    check(1, 10_000);
  }

  @Tag("long")
  @Test
  void operatorsAreGroupedAsSqliteDoesForLong() throws Exception {
    check(System.nanoTime(), 200_000);
  }

  private void check(long seed, int cases) throws Exception {
    try (Sqlite sqlite =
        new Sqlite(
            "CREATE TABLE t(a INTEGER, b TEXT, c)",
            "INSERT INTO t VALUES (1, 'a', 1), (2, '1', 'A'), (NULL, 'B', 2.5), (-3, NULL, x'41'),"
                + " (0, '[1,2]', '0')")) {
      Random random = new Random(seed);
      for (int i = 0; i < cases; i++) {
        check(sqlite, "SELECT " + RandomExpression.of(random) + " FROM t");
      }
    }
    System.out.println("Operators, seed " + seed + ": " + counts);
    assertThat(counts.get("an answer")).isGreaterThan(cases / 2);
  }

  private void check(Sqlite sqlite, String sql) {
    Reading reading = Reading.of(sql);
    if (sqlite.verdict(sql) == Verdict.SYNTAX_ERROR) {
      count("an error of syntax");
      assertThat(reading.query()).as(sql).isNull();
      return;
    }
    assertThat(reading.error()).as(sql).isNull();
    String text = SqlText.of(reading.query());
    assertThat(sqlite.answer("EXPLAIN " + text))
        .as("%s%n%s", sql, text)
        .isEqualTo(sqlite.answer("EXPLAIN " + sql));
    Answer answer = sqlite.answer(text);
    assertThat(answer).as("%s%n%s", sql, text).isEqualTo(sqlite.answer(sql));
    count(answer.error() == null ? "an answer" : "an error");
  }

  private void count(String what) {
    counts.merge(what, 1, Integer::sum);
  }
}
