package dev.rhei.router;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rhei.core.route.StatementKind;
import dev.rhei.sql.SqlVerb;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SqlVerbTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      textBlock =
          """
          QUERY       | SELECT 1
          QUERY       | select*from t
          QUERY       | ;; SELECT 1
          QUERY       | VALUES (1), (2)
          QUERY       | -- INSERT\\n SELECT 1
          QUERY       | /* DELETE */ /**/ SELECT 1
          QUERY       | WITH a AS (SELECT 1) SELECT * FROM a
          QUERY       | WITH RECURSIVE c(x) AS (VALUES(1) UNION ALL SELECT x + 1 FROM c) SELECT x FROM c
          QUERY       | WITH replace AS (SELECT 1) SELECT * FROM replace
          QUERY       | WITH "delete" AS NOT MATERIALIZED (SELECT ')') VALUES (1)
          QUERY       | WITH [a)b] AS (SELECT 1 -- ) DELETE\\n), b AS (SELECT 2) SELECT * FROM b
          WRITE       | insert into t values (1)
          WRITE       | REPLACE INTO t VALUES (1)
          WRITE       | UPDATE t SET a = 1
          WRITE       | DELETE FROM t
          WRITE       | INSERT INTO t VALUES (1) RETURNING id
          WRITE       | WITH a AS (SELECT 1) INSERT INTO t SELECT * FROM a
          WRITE       | WITH a(x) AS (SELECT (1)), b AS (SELECT ') SELECT') UPDATE t SET a = 1
          WRITE       | WITH a AS (SELECT 1)/**/DELETE FROM t
          DDL         | CREATE TABLE t (a)
          DDL         | alter table t add b
          DDL         | DROP TABLE t
          DDL         | REINDEX
          DDL         | VACUUM
          DDL         | ANALYZE
          TRANSACTION | BEGIN IMMEDIATE
          TRANSACTION | COMMIT
          TRANSACTION | end
          TRANSACTION | ROLLBACK TO a
          TRANSACTION | SAVEPOINT a
          TRANSACTION | RELEASE a
          OTHER       | PRAGMA user_version
          OTHER       | EXPLAIN SELECT 1
          OTHER       | EXPLAIN QUERY PLAN DELETE FROM t
          OTHER       | ATTACH 'x' AS y
          OTHER       | DETACH y
          OTHER       | (SELECT 1)
          OTHER       | selects
          OTHER       | WITH
          OTHER       | WITH a AS (SELECT 1
          OTHER       | 'SELECT'
          OTHER       | -- only a comment
          OTHER       | /* never closed SELECT 1
          """)
  void kindFollowsTheVerb(StatementKind kind, String sql) {
    assertThat(kind(sql.replace("\\n", "\n"))).isEqualTo(kind);
  }

  @Test
  void blanksOfSqliteAreSkipped() {
    for (String blank : List.of("", " ", "\t\r\n\f", "\uFEFF")) {
      assertThat(kind(blank + "SELECT 1")).isEqualTo(StatementKind.QUERY);
    }
    assertThat(kind("")).isEqualTo(StatementKind.OTHER);
    assertThat(kind("\u00A0SELECT 1")).isEqualTo(StatementKind.OTHER);
  }

  private static StatementKind kind(String sql) {
    return StatementKind.ofVerb(SqlVerb.of(sql));
  }
}
