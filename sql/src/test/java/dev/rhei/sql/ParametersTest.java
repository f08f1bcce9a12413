package dev.rhei.sql;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A parameter has the number by which SQLite binds it. */
class ParametersTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "SELECT ?",
        "SELECT ?, ?, ?",
        "SELECT ?2, ?",
        "SELECT ?, ?5, ?, ?2, ?",
        "SELECT ?0003, ?",
        "SELECT :a, :b, :a, @a, $a, :A",
        "SELECT :a, ?, :b, ?7, :c, ?1, :a",
        "SELECT $a::b, $a::b(c), $a::b(d), $a::b, :x::, #y, #y",
        "SELECT :1, @2, $3",
        "SELECT ?1 LIMIT ?5, ?4",
        "SELECT ? LIMIT ? OFFSET ?",
        "SELECT * FROM (SELECT ? AS x) WHERE x < ? GROUP BY ? HAVING ? ORDER BY ?",
        "WITH w AS (SELECT ?) SELECT *, ? FROM w UNION ALL SELECT ?, ?",
        "SELECT CASE ? WHEN ? THEN ? ELSE ? END, ? BETWEEN ? AND ?, ? IN (?, ?), (?, ?) = (?, ?)",
        "SELECT sum(?) FILTER (WHERE ?) OVER (PARTITION BY ? ORDER BY ? ROWS ? PRECEDING)",
        "SELECT ?250000",
        "SELECT '?', \"?\", ? -- ?\n, /* ? */ ?",
      })
  void numbers(String sql) throws Exception {
    try (Sqlite sqlite = new Sqlite()) {
      String text = SqlText.of(SqlParser.parse(sql));
      assertThat(sqlite.parameters(text)).as(text).isEqualTo(sqlite.parameters(sql));
      assertThat(sqlite.answer(text)).as(text).isEqualTo(sqlite.answer(sql));
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "?0",
        "?250001",
        "?4294967297",
        "?99999999999999999999",
        ":",
        "@",
        "$",
        "#",
        "#1",
        "::",
        "$::",
        "$a(",
        "$a(b c)",
        "$(a)",
        "? 1"
      })
  void whatIsNoParameter(String parameter) throws Exception {
    try (Sqlite sqlite = new Sqlite()) {
      assertThat(sqlite.verdict("SELECT " + parameter)).isNotEqualTo(Sqlite.Verdict.PREPARED);
    }
    assertThat(Reading.of("SELECT " + parameter).query()).isNull();
  }

  @Test
  void allOfOneNameAreOne() {
    assertThat(SqlText.of(SqlParser.parse("SELECT :a + ? + :a")))
        .startsWith("SELECT ((?1 + ?2) + ?1)");
  }
}
