package dev.rhei.olap.duckdb.function;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class JsonTablesTest {
  private static final long SEED = new Random().nextLong();
  private static final String COLUMNS =
      "e.\"key\", e.\"value\", e.\"type\", e.atom, e.id, e.parent, e.fullkey, e.\"path\","
          + " e.json, e.root, e.%s";
  private static final List<Integer> TAGGED = List.of(2, 3, 5);

  @Test
  void aDocumentHasTheRowsItHasInSqlite() throws Exception {
    System.out.println("seed " + SEED);
    Random random = new Random(SEED);
    List<@Nullable Object[]> rows = JsonSamples.documentsWithPaths(random, 3000).get(0);
    rows.add(new Object[] {null, "$"});
    rows.add(new Object[] {"[1]", null});
    try (BothEngines engines = new BothEngines()) {
      List<JsonTerm> columns = engines.rows(rows).stream().map(JsonTerm::of).toList();
      JsonTerm document = columns.get(0);
      JsonTerm path = columns.get(1);
      compare(engines, "json_each(a)", JsonTables.each(document, null, null));
      compare(engines, "json_tree(a)", JsonTables.tree(document, null, null));
      compare(engines, "json_each(a, b)", JsonTables.each(document, path, null));
      compare(engines, "json_tree(a, b)", JsonTables.tree(document, path, null));
      JsonTerm binary = JsonFunctions.call("jsonb", List.of(document));
      assertThat(JsonTables.tree(binary, null, null))
          .isEqualTo(JsonTables.tree(document, null, null));
    }
  }

  @Test
  void sizesOfEveryHeaderAreCounted() throws Exception {
    List<String> documents = new ArrayList<>();
    for (int size : List.of(10, 11, 12, 13, 254, 255, 256, 257, 65_534, 65_535, 65_536, 70_000)) {
      documents.add("{\"k\":[\"" + "x".repeat(size) + "\",1],\"l\":2}");
      documents.add("{\"" + "é".repeat(size / 2) + "\":{\"" + "😀".repeat(size / 4) + "\":[[]]}}");
    }
    try (BothEngines engines = new BothEngines()) {
      JsonTerm document = JsonTerm.of(engines.values(documents).get(0));
      compare(engines, "json_tree(a)", JsonTables.tree(document, null, null));
    }
  }

  @Test
  void theColumnsAskedForAreTheSame() throws Exception {
    Random random = new Random(SEED);
    List<@Nullable Object[]> rows = JsonSamples.documentsWithPaths(random, 300).get(0);
    try (BothEngines engines = new BothEngines()) {
      List<JsonTerm> columns = engines.rows(rows).stream().map(JsonTerm::of).toList();
      for (String column :
          List.of("key", "value", "type", "atom", "id", "parent", "fullkey", "path")) {
        String query = "SELECT e.\"" + column + "\" FROM t, %s e ORDER BY t.id, e.ordinal";
        String some = JsonTables.tree(columns.get(0), columns.get(1), Set.of(column));
        String all = JsonTables.tree(columns.get(0), columns.get(1), null);
        assertThat(some).isNotEqualTo(all);
        assertThat(rows(engines.duckDb(), query.formatted(some), List.of()))
            .isEqualTo(rows(engines.duckDb(), query.formatted(all), List.of()));
      }
    }
  }

  @Test
  void valuesThatAreContainersNest() throws Exception {
    try (BothEngines engines = new BothEngines()) {
      List<String> documents = List.of("[1,[2],\"x\",{\"a\":null},\"[3]\",null,1.50]");
      JsonTerm document = JsonTerm.of(engines.values(documents).get(0));
      JsonTerm value = JsonTables.value("e.\"value\"", "e.element");
      JsonTerm array = JsonFunctions.call("json_array", List.of(value));
      String query = "SELECT %s FROM t, %s e ORDER BY %s";
      assertThat(
              rows(
                  engines.duckDb(),
                  query.formatted(
                      array.value().sql(), JsonTables.each(document, null, null), "e.ordinal"),
                  List.of()))
          .isEqualTo(
              rows(
                  engines.sqlite(),
                  query.formatted("json_array(value)", "json_each(a)", "e.id"),
                  List.of()));
    }
  }

  @Test
  void aTableCanBeJoinedAsAnyOther() throws Exception {
    List<@Nullable String> documents =
        Arrays.asList("[1,2,3]", "[]", null, "{\"a\":2,\"b\":[2]}", "2");
    try (BothEngines engines = new BothEngines()) {
      JsonTerm document = JsonTerm.of(engines.values(documents).get(0));
      String table = JsonTables.each(document, null, null);
      for (String query :
          List.of(
              "SELECT count(*), sum(e.id) FROM t, %s e",
              "SELECT t.a, e.fullkey FROM t LEFT JOIN %s e ON true ORDER BY 1, 2",
              "SELECT t.a, e.fullkey FROM t LEFT JOIN %s e ON e.\"type\" = 'array' ORDER BY 1, 2",
              "SELECT t.a FROM t WHERE EXISTS (SELECT 1 FROM %s e WHERE e.\"type\" = 'array')",
              "SELECT a, (SELECT count(*) FROM %s e) FROM t ORDER BY 1",
              "SELECT a FROM t WHERE 4 IN (SELECT e.id FROM %s e) ORDER BY 1")) {
        assertThat(rows(engines.duckDb(), query.formatted(table), List.of()))
            .as(query)
            .isEqualTo(rows(engines.sqlite(), query.formatted("json_each(t.a)"), List.of()));
      }
    }
  }

  @Test
  void aTableCanStandAlone() throws Exception {
    try (BothEngines engines = new BothEngines()) {
      JsonTerm document = JsonTerm.of(Term.literal("{\"a\":[1,2.5],\"b\":null}"));
      String query = "SELECT fullkey, id FROM %s WHERE type <> 'null' ORDER BY id";
      assertThat(
              rows(
                  engines.duckDb(),
                  query.formatted(JsonTables.tree(document, null, null) + " e"),
                  List.of()))
          .isEqualTo(
              rows(
                  engines.sqlite(),
                  query.formatted("json_tree('{\"a\":[1,2.5],\"b\":null}')"),
                  List.of()))
          .hasSize(4);
    }
  }

  @Test
  void whatSqliteRefusesFails() throws Exception {
    try (BothEngines engines = new BothEngines()) {
      engines.values(List.of("x"));
      for (String document : List.of("'[1'", "''")) {
        String table = JsonTables.each(JsonTerm.of(Term.text(document)), null, null);
        assertThatThrownBy(() -> rows(engines.duckDb(), "SELECT * FROM " + table, List.of()))
            .hasMessageContaining(LeftToSqlite.PREFIX);
      }
      JsonTerm list = JsonTerm.of(Term.text("'[1]'"));
      String table = JsonTables.tree(list, JsonTerm.of(Term.text("'a'")), null);
      assertThatThrownBy(() -> rows(engines.duckDb(), "SELECT * FROM " + table, List.of()))
          .hasMessageContaining(LeftToSqlite.PREFIX);
      JsonTerm binary = JsonFunctions.call("jsonb_set", List.of(list));
      assertThatThrownBy(() -> JsonTables.each(binary, null, null))
          .isInstanceOf(LeftToSqlite.class);
    }
  }

  private static void compare(BothEngines engines, String sqlite, String duckDb)
      throws SQLException {
    String query = "SELECT t.a, " + COLUMNS + " FROM t, %s e ORDER BY t.%s, e.%s";
    List<String> expected =
        rows(engines.sqlite(), query.formatted("rowid", sqlite, "rowid", "rowid"), List.of());
    List<String> actual =
        rows(engines.duckDb(), query.formatted("ordinal", duckDb, "id", "ordinal"), TAGGED);
    assertThat(expected).isNotEmpty();
    for (int i = 0; i < Math.min(expected.size(), actual.size()); i++) {
      assertThat(actual.get(i)).as(sqlite).isEqualTo(expected.get(i));
    }
    assertThat(actual).hasSameSizeAs(expected);
  }

  private static List<String> rows(Connection connection, String query, List<Integer> tagged)
      throws SQLException {
    List<String> rows = new ArrayList<>();
    try (Statement statement = connection.createStatement();
        ResultSet result = statement.executeQuery(query)) {
      int columns = result.getMetaData().getColumnCount();
      while (result.next()) {
        @Nullable Object[] row = new @Nullable Object[columns];
        for (int i = 1; i <= columns; i++) {
          Object value = result.getObject(i);
          row[i - 1] =
              tagged.contains(i) && value != null
                  ? Tagged.decode((String) value)
                  : value instanceof Number number && !(value instanceof Double)
                      ? (Object) number.longValue()
                      : value;
        }
        rows.add(BothEngines.show(row));
      }
    }
    return rows;
  }
}
