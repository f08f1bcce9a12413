package dev.rhei.oltp.sqlite;

import dev.rhei.core.cdc.CdcOperation;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** How many changes of each kind a piece of the log has, by capture. */
final class LogCounts {
  /** Up to so many captures are counted side by side; grouping has to sort the piece. */
  private static final int SIDE_BY_SIDE = 3;

  private static final Count NONE = new Count(0, 0, 0);

  private final Map<Long, Count> byCapture = new HashMap<>();

  private LogCounts() {}

  /** Counts the changes of these captures after {@code after} up to {@code through}. */
  static LogCounts read(
      SqliteConnection connection, long after, long through, Collection<CapturedTable> captures) {
    LogCounts counts = new LogCounts();
    if (captures.isEmpty()) {
      return counts;
    }
    List<Long> ids = captures.stream().map(CapturedTable::id).toList();
    String piece = " FROM main._rhei_cdc_log WHERE seq > ? AND seq <= ?";
    if (ids.size() > SIDE_BY_SIDE) {
      connection.query(
          "SELECT tbl, op, count(*)" + piece + " GROUP BY tbl, op",
          row -> counts.add(row.getLong(1), row.getInt(2), row.getLong(3)),
          after,
          through);
      return counts;
    }
    List<String> columns = new ArrayList<>();
    List<@Nullable Object> parameters = new ArrayList<>();
    for (long id : ids) {
      for (CdcOperation operation : List.of(CdcOperation.INSERT, CdcOperation.UPDATE)) {
        columns.add("count(*) FILTER (WHERE tbl = ? AND op = ?)");
        parameters.add(id);
        parameters.add(CdcTriggers.code(operation));
      }
      columns.add("count(*) FILTER (WHERE tbl = ?)");
      parameters.add(id);
    }
    parameters.add(after);
    parameters.add(through);
    connection.query(
        "SELECT " + String.join(", ", columns) + piece,
        row -> {
          int column = 1;
          for (long id : ids) {
            long inserts = row.getLong(column++);
            long updates = row.getLong(column++);
            long all = row.getLong(column++);
            counts.byCapture.put(id, new Count(inserts, updates, all - inserts - updates));
          }
        },
        parameters.toArray());
    return counts;
  }

  private void add(long capture, int operation, long count) {
    Count before = of(capture);
    if (operation == CdcTriggers.code(CdcOperation.INSERT)) {
      byCapture.put(capture, new Count(before.inserts + count, before.updates, before.deletes));
    } else if (operation == CdcTriggers.code(CdcOperation.UPDATE)) {
      byCapture.put(capture, new Count(before.inserts, before.updates + count, before.deletes));
    } else {
      byCapture.put(capture, new Count(before.inserts, before.updates, before.deletes + count));
    }
  }

  /** The changes of one capture. */
  Count of(long capture) {
    return byCapture.getOrDefault(capture, NONE);
  }

  /**
   * The changes of one capture.
   *
   * @param inserts rows inserted
   * @param updates rows updated
   * @param deletes rows deleted, or {@linkplain CdcTriggers#DISPLACED displaced}
   */
  record Count(long inserts, long updates, long deletes) {
    boolean isEmpty() {
      return inserts + updates + deletes == 0;
    }

    boolean onlyInserts() {
      return updates + deletes == 0;
    }
  }
}
