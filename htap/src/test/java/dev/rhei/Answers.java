package dev.rhei;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rhei.core.engine.Column;
import dev.rhei.core.engine.QueryResult;
import dev.rhei.core.engine.Row;
import dev.rhei.core.route.QueryHint;
import dev.rhei.core.route.QueryTarget;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;

/** Answers in a form that can be compared: values with their Java types. */
final class Answers {
  private Answers() {}

  static List<List<Object>> rows(HtapEngine engine, Query query) {
    try (QueryResult result = engine.query(query)) {
      int columns = result.columns().size();
      return result.toList(row -> values(row, columns));
    }
  }

  /** Asserts that both engines give the same rows, types, labels and order. */
  static void assertSame(HtapEngine engine, String sql, Object... parameters) {
    Query query = Query.of(sql, parameters);
    try (QueryResult copy = engine.query(query.hint(QueryHint.OLAP));
        QueryResult source = engine.query(query.hint(QueryHint.OLTP))) {
      assertThat(copy.route().target()).isEqualTo(QueryTarget.OLAP);
      assertThat(source.route().target()).isEqualTo(QueryTarget.OLTP);
      assertThat(copy.columns().stream().map(Column::name).toList())
          .as(sql)
          .isEqualTo(source.columns().stream().map(Column::name).toList());
      int columns = copy.columns().size();
      assertThat(copy.toList(row -> values(row, columns)))
          .as(sql)
          .isEqualTo(source.toList(row -> values(row, columns)));
    }
  }

  private static List<Object> values(Row row, int columns) {
    List<Object> values = new ArrayList<>();
    for (int i = 0; i < columns; i++) {
      Object value = row.get(i);
      values.add(value instanceof byte[] bytes ? "x'" + HexFormat.of().formatHex(bytes) : value);
    }
    return values;
  }
}
