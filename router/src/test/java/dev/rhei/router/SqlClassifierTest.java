package dev.rhei.router;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SqlClassifierTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      textBlock =
          """
          SELECT * FROM t                                                  | t    |
          SELECT a FROM [t] WHERE `id` = 1                                 | t    |
          SELECT 1                                                         |      |
          SELECT count(*) FROM t                                           | t    | AGGREGATE
          SELECT max(a, b) FROM t                                          | t    |
          SELECT max(a) FROM t                                             | t    | AGGREGATE
          SELECT count(*) FILTER (WHERE a) FROM t                          | t    | AGGREGATE
          SELECT group_concat(a, ',') FROM t                               | t    | AGGREGATE
          SELECT a FROM t GROUP BY a HAVING count(*) > 1                   | t    | AGGREGATE GROUP_BY HAVING
          SELECT row_number() OVER (ORDER BY a) FROM t                     | t    | WINDOW
          SELECT DISTINCT a FROM t                                         | t    | DISTINCT
          SELECT * FROM t, u                                               | t u  | JOIN
          SELECT * FROM t JOIN main.u USING (a)                            | t main.u | JOIN
          SELECT a FROM t UNION SELECT a FROM u                            | t u  | SET_OPERATION
          SELECT * FROM (SELECT a FROM t)                                  | t    | SUBQUERY
          SELECT a FROM t WHERE b IN (SELECT b FROM u)                     | t u  | SUBQUERY
          SELECT a FROM t WHERE b IN u                                     | t u  |
          SELECT (SELECT max(b) FROM u) FROM t                             | u t  | AGGREGATE SUBQUERY
          SELECT a FROM t ORDER BY (SELECT b FROM u)                       | t u  | SUBQUERY
          SELECT a FROM t LIMIT (SELECT b FROM u)                          | t u  | SUBQUERY
          SELECT a FROM t JOIN u ON EXISTS (SELECT 1 FROM v)               | t u v | JOIN SUBQUERY
          SELECT CASE WHEN EXISTS (SELECT 1 FROM v) THEN 1 END FROM t      | v t  | SUBQUERY
          SELECT abs((SELECT b FROM v)) FROM t                             | v t  | SUBQUERY
          SELECT sum(a) OVER (PARTITION BY (SELECT b FROM v) ORDER BY (SELECT 1 FROM w)) FROM t | v w t | WINDOW SUBQUERY
          SELECT a FROM t GROUP BY a HAVING a > (SELECT b FROM v)          | t v  | GROUP_BY HAVING SUBQUERY
          WITH c AS (SELECT a FROM t) SELECT * FROM c                      | t    | COMMON_TABLE
          WITH C AS (SELECT a FROM t) SELECT * FROM c, main.c              | t main.c | JOIN COMMON_TABLE
          SELECT * FROM (WITH c AS (SELECT 1) SELECT * FROM c), c          | c    | JOIN COMMON_TABLE SUBQUERY
          WITH c AS (WITH d AS (SELECT 1) SELECT * FROM d) SELECT * FROM d | d    | COMMON_TABLE
          SELECT * FROM json_each('[1]')                                   | json_each() |
          SELECT x.n, count(*) FROM b y JOIN a x ON x.i = y.i GROUP BY x.n | a b  | AGGREGATE GROUP_BY JOIN
          SELECT * FROM sqlite_schema                                      | sqlite_schema |
          """)
  void findsTablesAndFeatures(String sql, String tables, String features) {
    StatementFacts facts = SqlClassifier.classify(sql);
    assertThat(facts.unread()).isEmpty();
    assertThat(facts.tables().stream().map(Object::toString))
        .containsExactlyInAnyOrderElementsOf(words(tables));
    assertThat(facts.features().stream().map(Enum::name))
        .containsExactlyInAnyOrderElementsOf(words(features));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      textBlock =
          """
          SELECT * FROM t WHERE id = 1                    | id
          SELECT * FROM t WHERE t."Id" = ? AND 'x' = b    | id b
          SELECT * FROM t WHERE a = :a AND b = @b         | a b
          SELECT * FROM t WHERE a = $a                    | a
          SELECT * FROM t WHERE a = b                     |
          SELECT * FROM t WHERE a = 1 OR b = 2            |
          SELECT * FROM t WHERE a > 1                     |
          SELECT * FROM t, u WHERE t.a = 1                |
          """)
  void findsColumnsThatEqualAConstant(String sql, String columns) {
    assertThat(SqlClassifier.classify(sql).equalColumns())
        .containsExactlyInAnyOrderElementsOf(words(columns));
  }

  @Test
  void whatCannotBeParsedIsNotLookedInto() {
    for (String sql :
        List.of(
            "SELECT FROM WHERE",
            "SELECT 'never closed",
            "SELECT 1; SELECT 2",
            "SELECT " + "(".repeat(5_000) + "1" + ")".repeat(5_000),
            "SELECT " + "NOT ".repeat(20_000) + "1",
            "SELECT 1 FROM t WHERE a IN (" + "1,".repeat(500_000) + "1)")) {
      assertThat(SqlClassifier.classify(sql).unread())
          .as(sql.substring(0, Math.min(30, sql.length())))
          .isNotEmpty();
    }
  }

  @Test
  void aLongChainOfConditionsIsReadOrLeft() {
    StatementFacts facts =
        SqlClassifier.classify("SELECT 1 FROM t WHERE a = 1" + " AND a = 1".repeat(5_000));
    assertThat(facts.tables().isEmpty()).isEqualTo(!facts.unread().isEmpty());
  }

  private static List<String> words(String text) {
    return text == null ? List.of() : new ArrayList<>(List.of(text.split(" ")));
  }
}
