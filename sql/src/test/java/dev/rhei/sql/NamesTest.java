package dev.rhei.sql;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the Javadoc says of names that SQLite finds or does not find. */
class NamesTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      quoteCharacter = '~',
      value = {
        "SELECT y.a FROM (t AS y), u; true",
        "SELECT y.a FROM u, (t AS y); false",
        "SELECT t.a FROM u, (t AS y); true",
        "SELECT y.a FROM (t AS y) z; false",
        "SELECT z.a FROM (t AS y) z; true",
        "SELECT y.a FROM u, (t AS y JOIN u); true",
        "SELECT sum(a) OVER W FROM t WINDOW w AS (); true",
        "SELECT sum(a) OVER \"w\" FROM t WINDOW w AS (); false",
        "SELECT sum(a) OVER 'w' FROM t WINDOW \"w\" AS (); false",
        "SELECT sum(a) OVER \"w\" FROM t WINDOW \"W\" AS (); true",
        "SELECT [a] FROM (SELECT a COLLATE NOCASE FROM t); true",
        "SELECT [a + 1] FROM (SELECT a + 1 FROM t); true",
        "SELECT [a+1] FROM (SELECT a + 1 FROM t); false",
      })
  void names(String sql, boolean found) throws Exception {
    try (Sqlite sqlite = new Sqlite("CREATE TABLE t(a)", "CREATE TABLE u(b)")) {
      assertThat(sqlite.verdict(sql))
          .isEqualTo(found ? Sqlite.Verdict.PREPARED : Sqlite.Verdict.OTHER_ERROR);
    }
  }
}
