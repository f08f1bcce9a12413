package dev.rhei.workloads;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * All rows of an answer.
 *
 * @param labels of the columns
 * @param rows in the order delivered
 */
public record WorkloadAnswer(List<String> labels, List<List<@Nullable Object>> rows) {
  /** What SQLite itself answers. */
  public static WorkloadAnswer of(Connection sqlite, WorkloadQuery query) throws SQLException {
    try (PreparedStatement statement = sqlite.prepareStatement(query.sql())) {
      for (int i = 0; i < query.parameters().size(); i++) {
        statement.setObject(i + 1, query.parameters().get(i));
      }
      try (ResultSet result = statement.executeQuery()) {
        List<String> labels = new ArrayList<>();
        for (int i = 1; i <= result.getMetaData().getColumnCount(); i++) {
          labels.add(result.getMetaData().getColumnLabel(i));
        }
        List<List<@Nullable Object>> rows = new ArrayList<>();
        while (result.next()) {
          @Nullable Object[] values = new @Nullable Object[labels.size()];
          for (int i = 0; i < values.length; i++) {
            values[i] = result.getObject(i + 1);
          }
          rows.add(Arrays.asList(values));
        }
        return new WorkloadAnswer(labels, rows);
      }
    }
  }

  /**
   * What tells the other answer from this one, as far as the query fixes it: labels, rows with the
   * Java types of their values, and their order by the columns of ORDER BY, where rows that are
   * equal in those may come in any order. Empty if nothing does.
   */
  public Optional<String> difference(WorkloadAnswer other, WorkloadQuery query) {
    if (!labels.equals(other.labels)) {
      return Optional.of("labels " + labels + ", found " + other.labels);
    }
    List<Integer> orderedBy = OrderBy.columns(query.sql(), labels);
    UnaryOperator<List<@Nullable Object>> order =
        row -> orderedBy.stream().<@Nullable Object>map(row::get).toList();
    return first("row", sorted(rows), sorted(other.rows))
        .or(() -> first("order at row", texts(rows, order), texts(other.rows, order)));
  }

  private static Optional<String> first(String what, List<String> expected, List<String> found) {
    for (int i = 0; i < Math.min(expected.size(), found.size()); i++) {
      if (!expected.get(i).equals(found.get(i))) {
        return Optional.of(what + " " + i + ": " + expected.get(i) + ", found " + found.get(i));
      }
    }
    return expected.size() == found.size()
        ? Optional.empty()
        : Optional.of(expected.size() + " rows, found " + found.size());
  }

  private static List<String> sorted(List<List<@Nullable Object>> rows) {
    return rows.stream().map(WorkloadAnswer::text).sorted().toList();
  }

  private static List<String> texts(
      List<List<@Nullable Object>> rows, UnaryOperator<List<@Nullable Object>> part) {
    return rows.stream().map(part).map(WorkloadAnswer::text).toList();
  }

  private static String text(List<@Nullable Object> row) {
    return row.stream()
        .map(
            value -> value == null ? "NULL" : value.getClass().getSimpleName() + " '" + value + "'")
        .collect(Collectors.joining(", "));
  }
}
