package dev.rhei.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Views are read from what SQLite keeps of them. */
class ViewTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      quoteCharacter = '~',
      value = {
        "CREATE VIEW v AS SELECT 1; v; []",
        "create view v(a, \"b c\") as select 1, 2; v; [a, b c]",
        "CREATE VIEW IF NOT EXISTS v AS VALUES (1) -- c; v; []",
        "CREATE VIEW main.v AS WITH w AS (SELECT 1) SELECT * FROM w; v; []",
        "CREATE VIEW /* c */ [left]('x') AS SELECT 1; left; [x]",
        "CREATE VIEW 'key' AS SELECT 1; key; []",
        "CREATE VIEW \"if\" AS SELECT 1; if; []",
      })
  void views(String sql, String name, String columns) throws Exception {
    try (Sqlite sqlite = new Sqlite(sql)) {
      String kept = sqlite.text("SELECT sql FROM sqlite_schema WHERE type = 'view'");
      for (String text : new String[] {sql, kept}) {
        Query.CommonTable view = SqlParser.parseView(text);
        assertThat(view.name().text()).isEqualTo(name);
        assertThat(view.columns()).hasToString(columns);
        assertThat(sqlite.answer(SqlText.of(view.query())).rows())
            .isEqualTo(sqlite.answer("SELECT * FROM \"" + name + "\"").rows());
      }
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "SELECT 1",
        "CREATE TABLE t(a)",
        "CREATE VIEW v",
        "CREATE VIEW v AS",
        "CREATE VIEW v AS DELETE FROM t",
        "CREATE VIEW v() AS SELECT 1",
        "CREATE VIEW v AS SELECT 1)",
        "CREATE VIEW select AS SELECT 1",
        "CREATE VIEW a.b.c AS SELECT 1",
        "CREATE VIEW if AS SELECT 1"
      })
  void whatIsNoView(String sql) {
    assertThatExceptionOfType(SqlSyntaxException.class).isThrownBy(() -> SqlParser.parseView(sql));
  }
}
