package dev.rhei.olap.duckdb.dialect;

import java.util.ArrayList;
import java.util.List;

/**
 * A SELECT in DuckDB's SQL. Its columns are called {@code c0}, {@code c1} and so on: first those of
 * the result, then the flags that tell integers from reals.
 *
 * @param sql without parentheses around it
 * @param outputs the columns of the result
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
   * @param name as a select around this one knows it: SQLite has not looked the name up by then
   * @param typed its values; the text is that inside of the SELECT
   * @param labelUnsure whether SQLite may print another label
   * @param integerFlag number of the column that tells integers from reals; -1 for none
   */
  record Output(String label, String name, boolean labelUnsure, Typed typed, int integerFlag) {
    Output(String label, Typed typed) {
      this(label, label, false, typed, -1);
    }

    /** The same column with other values, and without a flag. */
    Output holding(Typed other) {
      return new Output(label, name, labelUnsure, other, -1);
    }

    /** The column as one reads it from the select under that alias. */
    Typed from(String alias, int number) {
      return typed.asColumn(
          alias + ".c" + number, integerFlag < 0 ? null : alias + ".c" + integerFlag);
    }
  }

  /** A column as one reads it from this select under that alias. */
  Typed column(int number, String alias) {
    return outputs.get(number).from(alias, number);
  }

  /** Whether SQLite may print other labels. */
  boolean labelsUnsure() {
    return outputs.stream().anyMatch(Output::labelUnsure);
  }

  /** The select without its flags. */
  String onlyColumns() {
    if (outputs.stream().allMatch(output -> output.integerFlag() < 0)) {
      return sql;
    }
    List<String> columns = new ArrayList<>();
    for (int i = 0; i < outputs.size(); i++) {
      columns.add("c" + i);
    }
    return "SELECT " + String.join(", ", columns) + " FROM (" + sql + ") flagged";
  }
}
