package dev.rhei.router;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rhei.core.schema.SchemaRegistry;
import dev.rhei.router.QueryFacts.Condition;
import dev.rhei.router.QueryFacts.Filter;
import dev.rhei.router.QueryFacts.Operand;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StatementFactsTest {
  private static final SchemaRegistry LIVE =
      Shop.LIVE.withViews(
          Map.of(
              "open_orders",
                  "CREATE VIEW open_orders AS SELECT * FROM orders WHERE status = 'open'",
              "names",
                  "CREATE VIEW names (n) AS WITH c AS (SELECT name FROM customers) SELECT * FROM c, open_orders",
              "broken", "CREATE VIEW broken AS SELECT"));

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      textBlock =
          """
          SELECT * FROM t                                                  | t
          SELECT a FROM [t] WHERE `id` = 1                                 | t
          SELECT 1                                                         |
          SELECT * FROM t, u                                               | t u
          SELECT * FROM t JOIN main.u USING (a)                            | t main.u
          SELECT * FROM (t JOIN u ON t.a = u.a) LEFT JOIN v ON v.a = t.a   | t u v
          SELECT a FROM t UNION SELECT a FROM u                            | t u
          SELECT * FROM (SELECT a FROM t)                                  | t
          SELECT a FROM t WHERE b IN (SELECT b FROM u)                     | t u
          SELECT a FROM t WHERE b IN u                                     | t u
          SELECT a FROM t WHERE b IN main.u                                | t main.u
          SELECT (SELECT max(b) FROM u) FROM t                             | u t
          SELECT a FROM t ORDER BY (SELECT b FROM u)                       | t u
          SELECT a FROM t LIMIT (SELECT b FROM u)                          | t u
          SELECT a FROM t JOIN u ON EXISTS (SELECT 1 FROM v)               | t u v
          SELECT CASE WHEN EXISTS (SELECT 1 FROM v) THEN 1 END FROM t      | v t
          SELECT abs((SELECT b FROM v)) FROM t                             | v t
          SELECT sum(a) OVER (PARTITION BY (SELECT b FROM v) ORDER BY (SELECT 1 FROM w)) FROM t | v w t
          SELECT sum(a) OVER w FROM t WINDOW w AS (ORDER BY (SELECT b FROM v)) | v t
          SELECT a FROM t GROUP BY a HAVING a > (SELECT b FROM v)          | t v
          WITH c AS (SELECT a FROM t) SELECT * FROM c                      | t
          WITH C AS (SELECT a FROM t) SELECT * FROM c, main.c              | t main.c
          SELECT * FROM (WITH c AS (SELECT 1) SELECT * FROM c), c          | c
          WITH c AS (WITH d AS (SELECT 1) SELECT * FROM d) SELECT * FROM d | d
          SELECT * FROM json_each('[1]')                                   |
          SELECT * FROM t, json_tree(t.a)                                  | t
          SELECT * FROM pragma_table_info('t')                             | pragma_table_info()
          SELECT * FROM open_orders o                                      | orders
          WITH c AS (SELECT 1), customers AS (SELECT 1) SELECT * FROM names, c | customers orders
          SELECT * FROM temp.open_orders                                   | temp.open_orders
          SELECT * FROM broken                                             | broken
          SELECT x.n, count(*) FROM b y JOIN a x ON x.i = y.i GROUP BY x.n | a b
          SELECT * FROM sqlite_schema                                      | sqlite_schema
          VALUES (1), ((SELECT a FROM t))                                  | t
          """)
  void findsTheTablesThatAreRead(String sql, String tables) {
    StatementFacts facts = StatementFacts.of(sql, LIVE);
    assertThat(facts.unread()).isEmpty();
    assertThat(facts.query().tables().stream().map(Object::toString))
        .containsExactlyInAnyOrderElementsOf(words(tables));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      textBlock =
          """
          a = 1                        | a EQUAL 1
          1 < t.a                      | t.a GREATER 1
          a = ? AND b >= :x            | a EQUAL ?1; b GREATER_EQUAL ?2
          a BETWEEN ?2 AND -5          | a BETWEEN ?2 -5
          a IN (1, 'x', 2.5)           | a IN_LIST 1 x 2.5
          a IN (SELECT 1)              | a IN_QUERY
          a IS NULL                    | a IS_NULL
          a = b                        | a EQUAL b; [b EQUAL a]
          a = 1 OR b = 2               | -; [a EQUAL 1]; [b EQUAL 2]
          a = 1 + 1                    | a EQUAL *
          a NOT IN (1)                 | -
          NOT a = 1                    | -
          a LIKE 'x%'                  | -
          a = TRUE                     | a EQUAL 1
          TRUE = a                     | a EQUAL 1
          t.a = u.b AND u.b > 7        | t.a EQUAL u.b; [u.b EQUAL t.a]; u.b GREATER 7; [t.a GREATER 7]
          """)
  void readsWhatColumnsAreComparedWith(String where, String conditions) {
    QueryFacts facts = StatementFacts.of("SELECT * FROM t, u WHERE " + where, LIVE).query();
    assertThat(facts.filters().stream().map(StatementFactsTest::text).toList())
        .containsExactlyInAnyOrder(conditions.split("; "));
  }

  private static String text(Filter filter) {
    Condition condition = filter.condition();
    if (condition == null) {
      return "-";
    }
    String column = condition.column().qualifier();
    String operands =
        condition.operands().stream()
            .map(StatementFactsTest::text)
            .collect(Collectors.joining(" "));
    String text =
        ((column.isEmpty() ? "" : column + ".")
                + condition.column().name()
                + " "
                + condition.comparison()
                + " "
                + operands)
            .strip();
    return filter.alternative() ? "[" + text + "]" : text;
  }

  private static String text(Operand operand) {
    if (operand instanceof QueryFacts.Constant constant) {
      return String.valueOf(constant.value());
    }
    if (operand instanceof QueryFacts.Parameter parameter) {
      return "?" + parameter.number();
    }
    if (operand instanceof QueryFacts.OtherColumn other) {
      String table = other.column().qualifier();
      return (table.isEmpty() ? "" : table + ".") + other.column().name();
    }
    return "*";
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      textBlock =
          """
          SELECT a FROM t ORDER BY a, b, c           | 0
          SELECT a, b FROM t ORDER BY 2, a + 1, a    | 1
          SELECT a AS x, b FROM t ORDER BY x DESC, b | 0 1
          SELECT a + b FROM t ORDER BY a + b         | 0
          SELECT t.a FROM t ORDER BY t.a             | 0
          SELECT * FROM t ORDER BY a, b              | a b
          SELECT *, a AS x FROM t ORDER BY x         | x
          SELECT a FROM t                            |
          SELECT a FROM t UNION SELECT b FROM t ORDER BY 1 | 0
          """)
  void findsTheSortKeysThatShow(String sql, String keys) {
    assertThat(
            StatementFacts.of(sql, LIVE).query().shape().order().stream()
                .map(key -> key.position() < 0 ? key.label() : "" + key.position())
                .toList())
        .isEqualTo(words(keys));
  }

  @Test
  void tellsAggregatesFromPlainReads() {
    assertThat(shape("SELECT max(a) FROM t").aggregated()).isTrue();
    assertThat(shape("SELECT 1 + count(*) FILTER (WHERE a) FROM t").aggregated()).isTrue();
    assertThat(shape("SELECT max(a, b) FROM t").aggregated()).isFalse();
    assertThat(shape("SELECT sum(a) OVER () FROM t").aggregated()).isFalse();
    assertThat(shape("SELECT sum(a) OVER () FROM t").windows()).isTrue();
    assertThat(shape("SELECT a, max(b) FROM t GROUP BY a").aggregated()).isFalse();
    assertThat(shape("SELECT A, max(b) FROM t GROUP BY A").groupedBy()).containsExactly("a");
    assertThat(shape("SELECT DISTINCT a, b FROM t").groupedBy()).containsExactly("a", "b");
    assertThat(shape("SELECT DISTINCT * FROM t").groupedBy()).isEmpty();
    assertThat(shape("SELECT a FROM t").groupedBy()).isNull();
    assertThat(shape("SELECT count(*) FROM t").countsOnly()).isTrue();
    assertThat(shape("SELECT count(*) FROM t WHERE a").countsOnly()).isFalse();
    assertThat(shape("SELECT count(a) FROM t").countsOnly()).isFalse();
    assertThat(shape("SELECT a FROM t UNION SELECT a FROM t").simple()).isFalse();
  }

  private static QueryFacts.Shape shape(String sql) {
    return StatementFacts.of(sql, LIVE).query().shape();
  }

  @Test
  void whatCannotBeReadIsNotLookedInto() {
    for (String sql :
        List.of(
            "SELECT FROM WHERE",
            "SELECT 'never closed",
            "SELECT 1; SELECT 2",
            "SELECT " + "(".repeat(5_000) + "1" + ")".repeat(5_000),
            "SELECT " + "NOT ".repeat(20_000) + "1",
            "SELECT 1 FROM t WHERE a IN (" + "1,".repeat(500_000) + "1)")) {
      assertThat(StatementFacts.of(sql, LIVE).unread())
          .as(sql.substring(0, Math.min(30, sql.length())))
          .isNotEmpty();
    }
  }

  @Test
  void aLongChainOfConditionsIsReadOrLeft() {
    StatementFacts facts =
        StatementFacts.of("SELECT 1 FROM t WHERE a = 1" + " AND a = 1".repeat(5_000), LIVE);
    assertThat(facts.query() == null).isEqualTo(!facts.unread().isEmpty());
  }

  private static List<String> words(String text) {
    return text == null ? List.of() : new ArrayList<>(List.of(text.split(" ")));
  }
}
