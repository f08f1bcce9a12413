package dev.rhei.examples;

import dev.rhei.core.engine.Column;
import dev.rhei.core.engine.QueryResult;
import dev.rhei.core.engine.Row;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * All rows of a result.
 *
 * @param labels of the columns
 * @param rows in the order delivered
 */
record Answer(List<String> labels, List<List<@Nullable Object>> rows) {

  /** Reads the result to its end. */
  static Answer of(QueryResult result) {
    List<String> labels = result.columns().stream().map(Column::name).toList();
    List<List<@Nullable Object>> rows = new ArrayList<>();
    for (Row row : result) {
      List<@Nullable Object> values = new ArrayList<>();
      for (int i = 0; i < row.size(); i++) {
        values.add(row.get(i));
      }
      rows.add(Collections.unmodifiableList(values));
    }
    return new Answer(labels, Collections.unmodifiableList(rows));
  }

  /** What tells the two apart first: labels, number of rows, a value or its Java type. */
  Optional<String> difference(Answer other) {
    if (!labels.equals(other.labels)) {
      return Optional.of("labels " + labels + " and " + other.labels);
    }
    if (rows.size() != other.rows.size()) {
      return Optional.of(rows.size() + " and " + other.rows.size() + " rows");
    }
    for (int row = 0; row < rows.size(); row++) {
      for (int column = 0; column < labels.size(); column++) {
        Object mine = rows.get(row).get(column);
        Object theirs = other.rows.get(row).get(column);
        if (!same(mine, theirs)) {
          return Optional.of(
              "row "
                  + (row + 1)
                  + ", "
                  + labels.get(column)
                  + ": "
                  + text(mine)
                  + " and "
                  + text(theirs));
        }
      }
    }
    return Optional.empty();
  }

  /** An Integer is not the same as a Long, nor 0.0 as -0.0. */
  private static boolean same(@Nullable Object mine, @Nullable Object theirs) {
    return (mine instanceof byte[] left && theirs instanceof byte[] right)
        ? Arrays.equals(left, right)
        : Objects.equals(mine, theirs);
  }

  private static String text(@Nullable Object value) {
    return value == null ? "NULL" : value.getClass().getSimpleName() + " " + value;
  }
}
