package dev.rhei.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rhei.core.route.StatementKind;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StatementTextTest {
  @Test
  void everyStatementOfAScriptIsAStep() {
    StatementText text =
        StatementText.of(
            "CREATE TEMP TRIGGER x AFTER INSERT ON t BEGIN SELECT 1; UPDATE t SET a = ';'; END;\n"
                + "-- BEGIN;\nINSERT INTO \"a;b\" VALUES (1) ; WITH c AS (SELECT 1) DELETE FROM t;;");
    assertThat(text.steps().stream().map(StatementText.Step::kind))
        .containsExactly(StatementKind.DDL, StatementKind.WRITE, StatementKind.WRITE);
    assertThat(text.steps().get(0).text()).endsWith("END;");
    assertThat(text.steps().get(1).text()).isEqualTo("INSERT INTO \"a;b\" VALUES (1) ;");
    assertThat(text.steps().get(0).setsApart()).isTrue();
    assertThat(text.readsTable()).isFalse();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "SELECT * FROM t",
        "with c as (select 1) select * from c;",
        "/*+ olap */ select (select max(a) from t)",
        "VALUES ((SELECT a FROM t))"
      })
  void queriesOverTablesMayBeAnsweredElsewhere(String sql) {
    assertThat(StatementText.of(sql).readsTable()).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        ";",
        "-- FROM",
        "SELECT 'FROM'",
        "SELECT \"FROM\"",
        "DELETE FROM t",
        "PRAGMA x",
        "SELECT 1; SELECT * FROM t",
        "EXPLAIN SELECT * FROM t",
        "INSERT INTO t SELECT * FROM u"
      })
  void othersAreNot(String sql) {
    assertThat(StatementText.of(sql).readsTable()).isFalse();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "ATTACH 'x' AS y",
        "attach database 'x' as y",
        "create temporary view v as select 1",
        "CREATE TEMP TABLE t (a)",
        "pragma case_sensitive_like(1)"
      })
  void whatOtherConnectionsDoNotHaveSetsApart(String sql) {
    assertThat(StatementText.of(sql).steps().get(0).setsApart()).isTrue();
  }
}
