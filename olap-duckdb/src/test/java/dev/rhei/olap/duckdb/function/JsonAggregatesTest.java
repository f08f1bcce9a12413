package dev.rhei.olap.duckdb.function;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class JsonAggregatesTest {
  private static final long SEED = new Random().nextLong();
  private static final String ARRAY = "json_group_array";
  private static final String OBJECT = "json_group_object";

  private static List<@Nullable Object[]> rows() {
    System.out.println("seed " + SEED);
    Random random = new Random(SEED);
    List<@Nullable Object[]> rows = new ArrayList<>();
    for (int i = 0; i < 3000; i++) {
      Object name = random.nextInt(5) == 0 ? null : Samples.TEXTS.get(random.nextInt(48));
      rows.add(
          new Object[] {
            (long) random.nextInt(40), name, JsonSamples.element(random), "[" + i + ",'x']"
          });
    }
    return rows;
  }

  private static JsonTerm of(Term term) {
    return JsonTerm.of(term);
  }

  @Test
  void rowsBecomeJson() throws Exception {
    try (BothEngines engines = new BothEngines()) {
      List<Term> columns = engines.rows(rows());
      JsonTerm b = of(columns.get(1));
      JsonTerm c = of(columns.get(2));
      JsonTerm json = JsonFunctions.call("json", List.of(of(columns.get(3))));
      String byId = "ORDER BY id";
      same(engines, "json_group_array(c)", JsonAggregates.call(ARRAY, List.of(c), byId, ""));
      same(
          engines,
          "json_group_array(json(d))",
          JsonAggregates.call(ARRAY, List.of(json), byId, ""));
      same(
          engines, "json_group_object(b, c)", JsonAggregates.call(OBJECT, List.of(b, c), byId, ""));
      same(
          engines,
          "json_group_object(a, json(d)) FILTER (WHERE a > 38)",
          JsonAggregates.call(
              OBJECT, List.of(of(columns.get(0)), json), byId, "FILTER (WHERE a > 38)"));
    }
  }

  @Test
  void eachGroupAndEachFrameIsOfItsOwn() throws Exception {
    try (BothEngines engines = new BothEngines()) {
      List<Term> columns = engines.rows(rows());
      JsonTerm b = of(columns.get(1));
      JsonTerm c = of(columns.get(2));
      String group = "SELECT a, %s FROM t GROUP BY a ORDER BY a";
      assertThat(
              rows(
                  engines.duckDb(),
                  group.formatted(sql(JsonAggregates.call(ARRAY, List.of(c), "ORDER BY id", "")))))
          .isEqualTo(rows(engines.sqlite(), group.formatted("json_group_array(c ORDER BY rowid)")));
      String frame = "OVER (PARTITION BY a ORDER BY %s ROWS BETWEEN 2 PRECEDING AND 1 PRECEDING)";
      String window = "SELECT %s FROM t ORDER BY %s";
      assertThat(
              rows(
                  engines.duckDb(),
                  window.formatted(
                      sql(JsonAggregates.call(OBJECT, List.of(b, c), "", frame.formatted("id"))),
                      "id")))
          .isEqualTo(
              rows(
                  engines.sqlite(),
                  window.formatted(
                      "json_group_object(b, c) " + frame.formatted("rowid"), "rowid")));
    }
  }

  @Test
  void noRowsGiveAnEmptyContainer() throws Exception {
    try (BothEngines engines = new BothEngines()) {
      JsonTerm a = of(engines.values(List.of("x")).get(0));
      String query = "SELECT %s FROM t WHERE a = 'y'";
      assertThat(
              rows(
                  engines.duckDb(),
                  query.formatted(sql(JsonAggregates.call(ARRAY, List.of(a), "", "")))))
          .containsExactly("'[]'");
      assertThat(
              rows(
                  engines.duckDb(),
                  query.formatted(sql(JsonAggregates.call(OBJECT, List.of(a, a), "", "")))))
          .containsExactly("'{}'");
    }
  }

  @Test
  void theBinaryFormIsAnArgumentOnly() {
    JsonTerm one = of(Term.literal(1L));
    JsonTerm binary = JsonAggregates.call("jsonb_group_array", List.of(one), "", "");
    assertThatThrownBy(binary::value).isInstanceOf(LeftToSqlite.class);
    assertThat(JsonFunctions.call("json", List.of(binary)).value().form())
        .isEqualTo(Term.Form.TEXT);
  }

  private static String sql(JsonTerm json) {
    return json.value().sql();
  }

  private static void same(BothEngines engines, String sqlite, JsonTerm json) throws SQLException {
    String query = "SELECT %s FROM t";
    assertThat(rows(engines.duckDb(), query.formatted(sql(json))))
        .as(sqlite)
        .isEqualTo(
            rows(engines.sqlite(), "SELECT " + sqlite + " FROM (SELECT * FROM t ORDER BY rowid)"));
  }

  private static List<String> rows(Connection connection, String query) throws SQLException {
    List<String> rows = new ArrayList<>();
    try (Statement statement = connection.createStatement();
        ResultSet result = statement.executeQuery(query)) {
      int columns = result.getMetaData().getColumnCount();
      while (result.next()) {
        @Nullable Object[] row = new @Nullable Object[columns];
        for (int i = 1; i <= columns; i++) {
          row[i - 1] = result.getObject(i);
        }
        rows.add(BothEngines.show(row));
      }
    }
    return rows;
  }
}
