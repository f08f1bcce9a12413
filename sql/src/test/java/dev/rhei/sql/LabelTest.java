package dev.rhei.sql;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The text of a result is the label that SQLite gives it. */
class LabelTest {
  private static final String[] SCHEMA = {"CREATE TABLE t(a, b TEXT)"};

  @ParameterizedTest
  @ValueSource(
      strings = {
        "SELECT 1",
        "SELECT  1 ,2\t,  3\n",
        "SELECT 1+1, 1 + 1, 1  +  1, (1+1), ( 1 )",
        "SELECT\n1 +\n  2\nFROM t",
        "SELECT 'text', \"text\", 'it''s', x'00', NULL, null",
        "SELECT ( \"text\" )",
        "SELECT -1, - 1, +1, ~1, NOT 1",
        "SELECT count(*), COUNT( * ), count(a), count ( DISTINCT a ) FROM t",
        "SELECT sum(a) OVER (ORDER BY a), sum(a) FILTER (WHERE a) FROM t",
        "SELECT CASE WHEN 1 THEN 2 END, CAST(1 AS TEXT), a COLLATE NOCASE FROM t",
        "SELECT (SELECT 1), EXISTS (SELECT 1), 1 IN (1, 2), (VALUES (1))",
        "SELECT 1 /* c */, /* c */ 2, 3 /* c */ FROM t",
        "SELECT 1 -- c\n, 2 -- c",
        "SELECT 1 -- c\nFROM t",
        "SELECT 1 /* never closed",
        "SELECT 1;",
        "SELECT 1 ; -- c",
        "SELECT 1 \u000B, 2",
        "SELECT ?, ?5, :name, @name, $name, $a::b(c)",
        "SELECT CURRENT_DATE, current_timestamp, TRUE, False",
        "SELECT DISTINCT a+1, ALL_+1 FROM (SELECT 1 AS a, 2 AS all_)",
        "SELECT ALL 1",
        "SELECT a->'$', a ->> '$' FROM t",
        "SELECT 0x1F, 1_000, 1e5, .5",
        "SELECT 'é' || 'ü', 'a\u2028b'",
        "SELECT 1 + 1 UNION SELECT 2 + 2",
        "VALUES (1, 2)",
        "WITH w AS (SELECT 1 + 1) SELECT * FROM w",
        "SELECT * FROM (SELECT 1 + 1, 'x')",
        "SELECT 1+1 AS x, 1+1 x, 1+1 'x', 1+1 \"x\", 1+1 [x], 1+1 `x`, 1+1 AS \"a\"\"b\"",
      })
  void labels(String sql) throws Exception {
    try (Sqlite sqlite = new Sqlite(SCHEMA)) {
      List<String> labels = sqlite.answer(sql).labels();
      List<String> expected = labels(SqlParser.parse(sql));
      if (expected.isEmpty()) {
        // VALUES and stars take theirs from elsewhere; the rendered text takes care of it.
        assertThat(sqlite.answer(SqlText.of(SqlParser.parse(sql))).labels()).isEqualTo(labels);
      } else {
        assertThat(expected).isEqualTo(labels);
      }
    }
  }

  @Test
  void labelsOfRandomExpressions() throws Exception {
    try (Sqlite sqlite = new Sqlite("CREATE TABLE t(a INTEGER, b TEXT, c)")) {
      Random random = new Random(1);
      for (int i = 0; i < 1_000; i++) {
        String sql = "SELECT " + RandomExpression.of(random) + " /* c */ FROM t";
        if (sqlite.verdict(sql) == Sqlite.Verdict.PREPARED) {
          assertThat(labels(SqlParser.parse(sql))).isEqualTo(sqlite.answer(sql).labels());
        }
      }
    }
  }

  private static List<String> labels(Query query) {
    List<String> labels = new ArrayList<>();
    if (query.arms().get(0).body() instanceof Query.Select select) {
      for (Query.ResultItem item : select.items()) {
        if (item instanceof Query.Item column) {
          labels.add(column.alias() == null ? column.text() : column.alias().text());
        }
      }
    }
    return labels;
  }
}
