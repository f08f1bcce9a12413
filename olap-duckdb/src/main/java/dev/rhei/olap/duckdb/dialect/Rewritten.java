package dev.rhei.olap.duckdb.dialect;

import java.util.List;

/**
 * A SELECT in DuckDB's SQL. Its columns are called {@code c0}, {@code c1} and so on.
 *
 * @param sql without parentheses around it
 * @param outputs the columns
 * @param oneRow whether it never has more than one row
 */
record Rewritten(String sql, List<Output> outputs, boolean oneRow) {
  Rewritten {
    outputs = List.copyOf(outputs);
  }

  /**
   * A column of a SELECT.
   *
   * @param label as SQLite would print it
   * @param typed its values, canonical unless there is a flag; the text is that inside of the
   *     SELECT
   * @param integerFlag number of the column that tells integers from reals; -1 for none
   */
  record Output(String label, Typed typed, int integerFlag) {
    Output(String label, Typed typed) {
      this(label, typed, -1);
    }
  }
}
