package dev.rhei.olap.duckdb.dialect;

import dev.rhei.olap.duckdb.dialect.Rewritten.Output;
import java.util.ArrayList;
import java.util.List;

/**
 * SELECT DISTINCT. Values that are equal to SQLite and not the same (text of another case under
 * NOCASE, 1 and 1.0) are one row there, with whichever it came by first: an error at run time, and
 * so a run on SQLite.
 */
final class DistinctRows {
  private DistinctRows() {}

  /**
   * The distinct rows of the select {@code head + tail}.
   *
   * @param rows the select with all its columns
   * @param alias an unused one
   */
  static Rewritten of(Rewritten rows, String head, String tail, String alias) {
    if (rows.outputs().stream().allMatch(DistinctRows::isPlain)) {
      return new Rewritten(
          "SELECT DISTINCT" + head.substring("SELECT".length()) + tail, rows.outputs(), false);
    }
    List<String> columns = new ArrayList<>();
    List<String> keys = new ArrayList<>();
    List<Output> outputs = new ArrayList<>();
    for (int i = 0; i < rows.outputs().size(); i++) {
      Output output = rows.outputs().get(i);
      Typed column = rows.column(i, alias);
      if (isPlain(output)) {
        keys.add(column.value());
        columns.add(column.value() + " AS c" + i);
        outputs.add(output.holding(column));
      } else {
        Typed value = column.integral() == null ? column : Tagged.typed(column);
        String sql = value.value();
        keys.add(column.kind() == Kind.TEXT ? column.sortKey() : Tagged.key(Tagged.of(column)));
        columns.add(
            Typed.guarded(
                    "min(" + sql + ") IS DISTINCT FROM max(" + sql + ")",
                    "rows that are equal and not the same",
                    "min(" + sql + ")")
                + " AS c"
                + i);
        outputs.add(output.holding(value));
      }
    }
    String sql =
        "SELECT "
            + String.join(", ", columns)
            + " FROM ("
            + rows.sql()
            + ") "
            + alias
            + " GROUP BY "
            + String.join(", ", keys);
    return new Rewritten(sql, outputs, false);
  }

  private static boolean isPlain(Output output) {
    Typed typed = output.typed();
    return output.integerFlag() < 0
        && typed.kind() != Kind.ANY
        && (typed.kind() != Kind.TEXT || typed.comparedBy() == Collation.BINARY);
  }
}
