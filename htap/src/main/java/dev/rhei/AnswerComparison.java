package dev.rhei;

import dev.rhei.core.engine.Column;
import dev.rhei.core.route.RoutedQuery.OrderKey;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Two answers to one query. They are the same if they have the same labels and the same rows, and
 * where the query orders, if its sort keys come in the same order: rows that these do not tell
 * apart may come in any order, and so may all rows of a query without ORDER BY. Pure.
 *
 * @param summary what differs; empty if nothing does
 * @param onlyFirst rows that only the first has, a few
 * @param onlySecond rows that only the second has, a few
 */
record AnswerComparison(
    String summary,
    List<List<@Nullable Object>> onlyFirst,
    List<List<@Nullable Object>> onlySecond) {
  private static final int SHOWN = 5;
  private static final AnswerComparison SAME = new AnswerComparison("", List.of(), List.of());

  boolean isSame() {
    return summary.isEmpty();
  }

  /** Whether all values are SQLite's own; those of typed columns are compared with nothing. */
  static boolean isPlain(List<@Nullable Object[]> rows) {
    for (@Nullable Object[] row : rows) {
      for (Object value : row) {
        boolean plain =
            value == null
                || value instanceof Integer
                || value instanceof Long
                || value instanceof Double
                || value instanceof String
                || value instanceof byte[];
        if (!plain) {
          return false;
        }
      }
    }
    return true;
  }

  static AnswerComparison of(
      List<Column> firstColumns,
      List<@Nullable Object[]> first,
      List<Column> secondColumns,
      List<@Nullable Object[]> second,
      List<OrderKey> order) {
    List<String> labels = firstColumns.stream().map(Column::name).toList();
    List<String> others = secondColumns.stream().map(Column::name).toList();
    if (!labels.equals(others)) {
      return new AnswerComparison(
          "the columns are " + labels + " and " + others, List.of(), List.of());
    }
    List<List<@Nullable Object>> missing = surplus(first, second);
    List<List<@Nullable Object>> added = surplus(second, first);
    if (!missing.isEmpty() || !added.isEmpty()) {
      return new AnswerComparison(
          first.size()
              + " rows and "
              + second.size()
              + ", of which "
              + missing.size()
              + " and "
              + added.size()
              + " are not in the other answer",
          few(missing),
          few(added));
    }
    int[] keys = positions(labels, order);
    for (int i = 0; i < first.size(); i++) {
      if (!sortKey(first.get(i), keys).equals(sortKey(second.get(i), keys))) {
        return new AnswerComparison(
            "the same rows, in another order from row " + i + " on",
            List.of(list(first.get(i))),
            List.of(list(second.get(i))));
      }
    }
    return SAME;
  }

  /** Rows of the one that the other has less often. */
  private static List<List<@Nullable Object>> surplus(
      List<@Nullable Object[]> of, List<@Nullable Object[]> over) {
    Map<List<@Nullable Object>, Integer> counts = new HashMap<>();
    for (@Nullable Object[] row : over) {
      counts.merge(key(row), 1, Integer::sum);
    }
    List<List<@Nullable Object>> surplus = new ArrayList<>();
    for (@Nullable Object[] row : of) {
      if (counts.merge(key(row), -1, Integer::sum) < 0) {
        surplus.add(list(row));
      }
    }
    return surplus;
  }

  private static List<List<@Nullable Object>> few(List<List<@Nullable Object>> rows) {
    return rows.subList(0, Math.min(SHOWN, rows.size()));
  }

  private static List<@Nullable Object> list(@Nullable Object[] row) {
    List<@Nullable Object> list = new ArrayList<>();
    Collections.addAll(list, row);
    return Collections.unmodifiableList(list);
  }

  /** Equal rows have equal keys: blobs by content, and both zeros are one. */
  private static List<@Nullable Object> key(@Nullable Object[] row) {
    List<@Nullable Object> key = new ArrayList<>(row.length);
    for (Object value : row) {
      if (value instanceof byte[] bytes) {
        key.add(ByteBuffer.wrap(bytes));
      } else {
        key.add(value instanceof Double real && real == 0 ? (Object) 0.0 : value);
      }
    }
    return key;
  }

  /** The leading sort keys that are columns of the answer. */
  private static int[] positions(List<String> labels, List<OrderKey> order) {
    List<Integer> positions = new ArrayList<>();
    for (OrderKey key : order) {
      int position = key.position() >= 0 ? key.position() : only(labels, key.label());
      if (position < 0 || position >= labels.size()) {
        break;
      }
      positions.add(position);
    }
    return positions.stream().mapToInt(Integer::intValue).toArray();
  }

  /** The one column of that label; -1 if there is none, or several. */
  private static int only(List<String> labels, String label) {
    int found = -1;
    for (int i = 0; i < labels.size(); i++) {
      if (labels.get(i).equalsIgnoreCase(label)) {
        if (found >= 0) {
          return -1;
        }
        found = i;
      }
    }
    return found;
  }

  /** Numbers by value, and texts as the loosest of SQLite's collations compares them. */
  private static List<Object> sortKey(@Nullable Object[] row, int[] positions) {
    List<Object> key = new ArrayList<>(positions.length);
    for (int position : positions) {
      Object value = row[position];
      if (value instanceof Number number) {
        key.add(number.doubleValue() + 0.0);
      } else if (value instanceof String text) {
        key.add(text.stripTrailing().toLowerCase(Locale.ROOT));
      } else if (value instanceof byte[] bytes) {
        key.add(ByteBuffer.wrap(bytes));
      } else {
        key.add(Objects.toString(value));
      }
    }
    return key;
  }
}
