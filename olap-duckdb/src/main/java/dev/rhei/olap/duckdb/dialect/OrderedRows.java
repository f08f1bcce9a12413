package dev.rhei.olap.duckdb.dialect;

import dev.rhei.olap.duckdb.dialect.Rewritten.Output;
import java.util.ArrayList;
import java.util.List;

/** ORDER BY and LIMIT over a select that is complete without them. */
final class OrderedRows {
  private OrderedRows() {}

  /**
   * The rows in order.
   *
   * @param alias under which the terms read the select
   * @param distinct whether the terms tell all rows apart
   */
  static Rewritten of(
      Rewritten rows,
      String alias,
      List<Ordering.Term> terms,
      boolean distinct,
      Limits limits,
      SelectRewriter selects) {
    List<String> columns = new ArrayList<>();
    List<String> numbers = new ArrayList<>();
    for (int i = 0; i < rows.outputs().size(); i++) {
      columns.add(alias + ".c" + i + " AS c" + i);
      numbers.add("c" + i);
    }
    for (Output output : rows.outputs()) {
      if (output.integerFlag() >= 0) {
        columns.add(alias + ".c" + output.integerFlag() + " AS c" + output.integerFlag());
        numbers.add("c" + output.integerFlag());
      }
    }
    String head = "SELECT " + String.join(", ", columns);
    String tail = " FROM (" + rows.sql() + ") " + alias;
    String sql =
        !limits.any() || (distinct && !terms.isEmpty())
            ? head + tail + Ordering.clause(terms) + limits.clause()
            : TopRows.of(numbers, head, tail, terms, List.of(), limits, selects.newAlias());
    return new Rewritten(sql, rows.outputs(), rows.oneRow());
  }
}
