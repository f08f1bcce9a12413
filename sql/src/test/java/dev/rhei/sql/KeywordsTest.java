package dev.rhei.sql;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Every keyword is a name wherever it is one to SQLite, and nowhere else. */
class KeywordsTest {
  private static Sqlite sqlite;

  @BeforeAll
  static void openDatabase() throws Exception {
    sqlite = new Sqlite(schema());
  }

  @AfterAll
  static void closeDatabase() throws Exception {
    sqlite.close();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "SELECT @ FROM k",
        "SELECT k.@ FROM k",
        "SELECT main.k.@ FROM k",
        "SELECT @.x FROM t AS @",
        "SELECT @.x FROM @",
        "SELECT @.* FROM @",
        "SELECT @, 1 FROM k",
        "SELECT 1, @ FROM k",
        "SELECT @ x FROM t",
        "SELECT @ 1",
        "SELECT 1 @",
        "SELECT x @ FROM t",
        "SELECT x @, 1 FROM t",
        "SELECT x AS @ FROM t",
        "SELECT x AS @ FROM t ORDER BY @",
        "SELECT (1) @",
        "SELECT (1) @ FROM t",
        "SELECT 1 @ 1",
        "SELECT 1 @ 1 AND 2",
        "SELECT 1 NOT @ 1",
        "SELECT 1 IS @ 1",
        "SELECT 1 IS NOT @ 1",
        "SELECT 1 IS NOT @ FROM t",
        "SELECT x @ NULL FROM t",
        "SELECT - @ FROM k",
        "SELECT NOT @ FROM k",
        "SELECT 1 + @ + 1 FROM k",
        "SELECT @ + 1 FROM k",
        "SELECT @ LIKE @ ESCAPE @ FROM k",
        "SELECT 1 BETWEEN @ AND @ FROM k",
        "SELECT (@) FROM k",
        "SELECT (@, 1) = (1, @) FROM k",
        "SELECT 1 IN (@) FROM k",
        "SELECT 1 IN (1, @) FROM k",
        "SELECT 1 IN @",
        "SELECT 1 IN main.@",
        "SELECT 1 IN @ ()",
        "SELECT @(1)",
        "SELECT @()",
        "SELECT @(*)",
        "SELECT @ (1) FROM t",
        "SELECT abs(@) FROM k",
        "SELECT abs(@ 1)",
        "SELECT count(@ x) FROM t",
        "SELECT max(1, @) FROM k",
        "SELECT group_concat(x ORDER BY @) FROM k",
        "SELECT group_concat(@ BY x) FROM t",
        "SELECT CASE @ WHEN 1 THEN 2 END FROM k",
        "SELECT CASE WHEN @ THEN @ ELSE @ END FROM k",
        "SELECT CASE WHEN 1 THEN 2 @",
        "SELECT CASE 1 @ 1 THEN 2 END",
        "SELECT CAST(1 AS @)",
        "SELECT CAST(1 AS a @ b)",
        "SELECT CAST(1 AS @(1))",
        "SELECT CAST(@ AS TEXT) FROM k",
        "SELECT x COLLATE @ FROM t",
        "SELECT EXISTS (@)",
        "SELECT @ (SELECT 1)",
        "SELECT * FROM @",
        "SELECT * FROM main.@",
        "SELECT * FROM @.t",
        "SELECT * FROM @ x",
        "SELECT * FROM @, t",
        "SELECT * FROM (@)",
        "SELECT * FROM (@ AS x)",
        "SELECT * FROM (@ JOIN t)",
        "SELECT * FROM @('[1]')",
        "SELECT * FROM t @",
        "SELECT * FROM t AS @",
        "SELECT * FROM t @ WHERE 1",
        "SELECT * FROM t @, t",
        "SELECT * FROM t @ JOIN t u",
        "SELECT * FROM t @ t u",
        "SELECT * FROM t LEFT @ JOIN t u",
        "SELECT * FROM t NATURAL @ JOIN t u",
        "SELECT * FROM t x @ JOIN t u",
        "SELECT * FROM t @ LEFT JOIN t u",
        "SELECT * FROM t @ x AS (SELECT 1)",
        "SELECT * FROM t @ INDEXED",
        "SELECT * FROM t @ BY i",
        "SELECT * FROM t INDEXED BY @",
        "SELECT * FROM t JOIN t u USING (@)",
        "SELECT * FROM k JOIN k u USING (@)",
        "SELECT * FROM k JOIN k u ON k.@ = u.@",
        "SELECT * FROM (SELECT 1) @",
        "SELECT * FROM (SELECT 1) @ JOIN t",
        "SELECT * FROM (SELECT 1) @ LEFT JOIN t",
        "SELECT * FROM (SELECT 1) @, t",
        "SELECT * FROM (t) @",
        "SELECT * FROM (t) @ x",
        "SELECT * FROM json_each('[1]') @",
        "SELECT * FROM json_each('[1]') @ JOIN t",
        "SELECT x FROM t @ 1",
        "SELECT x FROM t @ BY x",
        "SELECT x FROM t GROUP BY x @ 1",
        "SELECT x FROM k GROUP BY @",
        "SELECT x FROM k ORDER BY @",
        "SELECT x FROM t ORDER BY x @",
        "SELECT x FROM t ORDER BY x @, x",
        "SELECT x FROM t ORDER BY x NULLS @",
        "SELECT x FROM t ORDER BY x @ FIRST",
        "SELECT x FROM t LIMIT @",
        "SELECT x FROM t LIMIT 1 @ 1",
        "SELECT 1 @ SELECT 2",
        "SELECT 1 UNION @ SELECT 2",
        "SELECT @ 1 UNION SELECT 2",
        "@ SELECT 1",
        "@ x AS (SELECT 1) SELECT 1",
        "WITH @ AS (SELECT 1) SELECT * FROM @",
        "WITH @ (x) AS (SELECT 1) SELECT x FROM @",
        "WITH x (@) AS (SELECT 1) SELECT @ FROM x",
        "WITH RECURSIVE @ AS (SELECT 1) SELECT * FROM @",
        "WITH @ x AS (SELECT 1) SELECT * FROM x",
        "WITH x AS @ (SELECT 1) SELECT * FROM x",
        "WITH x AS NOT @ (SELECT 1) SELECT * FROM x",
        "WITH x AS (SELECT 1), @ AS (SELECT 2) SELECT * FROM @",
        "VALUES (@)",
        "VALUES (1) @ 1",
        "SELECT sum(x) @ FROM t",
        "SELECT sum(x) @ (WHERE 1) FROM t",
        "SELECT sum(x) @ (ORDER BY x) FROM t",
        "SELECT sum(x) @ win FROM t WINDOW win AS ()",
        "SELECT sum(x) AS @ FROM t",
        "SELECT sum(x) FILTER (@ 1) FROM t",
        "SELECT sum(x) FILTER (WHERE @) FROM k",
        "SELECT sum(x) FILTER (WHERE 1) @ FROM t",
        "SELECT sum(x) OVER @ FROM t",
        "SELECT sum(x) OVER @ FROM t WINDOW @ AS ()",
        "SELECT sum(x) OVER (@) FROM t WINDOW @ AS ()",
        "SELECT sum(x) OVER (@ ORDER BY x) FROM t WINDOW @ AS ()",
        "SELECT sum(x) OVER (@ BY x) FROM t",
        "SELECT sum(x) OVER (PARTITION BY @) FROM k",
        "SELECT sum(x) OVER (ORDER BY @) FROM k",
        "SELECT sum(x) OVER (ORDER BY x @) FROM t",
        "SELECT sum(x) OVER (ORDER BY x @ UNBOUNDED PRECEDING) FROM t",
        "SELECT sum(x) OVER (ORDER BY x ROWS @) FROM t",
        "SELECT sum(x) OVER (ORDER BY x ROWS @ PRECEDING) FROM t",
        "SELECT sum(x) OVER (ORDER BY x ROWS @ ROW) FROM t",
        "SELECT sum(x) OVER (ORDER BY x ROWS UNBOUNDED @) FROM t",
        "SELECT sum(x) OVER (ORDER BY x ROWS 1 @) FROM t",
        "SELECT sum(x) OVER (ROWS BETWEEN 1 @ AND 1 FOLLOWING) FROM t",
        "SELECT sum(x) OVER (ROWS BETWEEN CURRENT ROW AND @ FOLLOWING) FROM t",
        "SELECT sum(x) OVER (ROWS BETWEEN CURRENT ROW AND UNBOUNDED @) FROM t",
        "SELECT sum(x) OVER (ROWS CURRENT ROW EXCLUDE @) FROM t",
        "SELECT sum(x) OVER (ROWS CURRENT ROW EXCLUDE @ ROW) FROM t",
        "SELECT sum(x) OVER (ROWS CURRENT ROW EXCLUDE @ OTHERS) FROM t",
        "SELECT sum(x) OVER win FROM t @ win AS ()",
        "SELECT * FROM t WINDOW @ AS ()",
        "SELECT * FROM t @ @ AS ()",
        "SELECT * FROM t WINDOW a AS (), @ AS ()",
        "SELECT @ @ FROM k",
        "SELECT @ @ @",
        "SELECT * FROM @ @",
        "SELECT * FROM t @ @",
      })
  void aKeywordInEachPlace(String template) {
    Comparison comparison = new Comparison();
    for (String keyword : RandomQuery.KEYWORDS) {
      String written = keyword.charAt(0) + keyword.substring(1).toLowerCase(Locale.ROOT);
      comparison.check(sqlite, "keyword", template.replace("@", written));
    }
    for (String name : List.of("x", "\"x\"", "'x'", "[x]", "`x`", "x1", "ſet", "ıs", "_", "é$1")) {
      comparison.check(sqlite, "name", template.replace("@", name));
    }
    comparison.assertNone();
  }

  /** Tables with the names of all keywords, and one with such columns. */
  private static String[] schema() {
    List<String> schema = new ArrayList<>();
    String columns = "\"" + String.join("\", \"", RandomQuery.KEYWORDS) + "\"";
    schema.add("CREATE TABLE t(x, y)");
    schema.add("INSERT INTO t VALUES (1, 2), (2, NULL)");
    schema.add("CREATE INDEX i ON t(x)");
    schema.add("CREATE TABLE k(x, " + columns + ")");
    schema.add("INSERT INTO k(x, \"ABORT\", \"END\") VALUES (1, 2, 3)");
    for (String keyword : RandomQuery.KEYWORDS) {
      schema.add("CREATE TABLE \"" + keyword + "\"(x)");
    }
    return schema.toArray(new String[0]);
  }
}
