package dev.rhei.oltp.sqlite;

import dev.rhei.core.internal.LogSample;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Looks at rows of the log at even distances, by one statement. */
final class LogSampler {
  /** Bytes of a log row beside its values: a header, and its place in the page. */
  private static final long OVERHEAD = 12;

  private LogSampler() {}

  /**
   * Looks at the log; tables are named by their captures.
   *
   * @param width how many values its rows have room for
   */
  static LogSample<Long> read(SqliteConnection connection, long after, long through, long width) {
    List<String> sizes = new ArrayList<>();
    for (long i = 0; i < width; i++) {
      sizes.add("coalesce(octet_length(v" + i + "), 0)");
    }
    long positions = Math.max(0, through - after);
    long looked = LogSample.toLookAt(positions);
    Map<Long, Long> bytes = new HashMap<>();
    connection.query(
        "WITH RECURSIVE looked (n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM looked WHERE n < ?1)"
            + " SELECT tbl, "
            + String.join(" + ", sizes)
            + " FROM looked CROSS JOIN main."
            + CdcTriggers.LOG
            + " WHERE ?1 > 0 AND seq = ?2 + n * ?3 / ?1",
        row -> bytes.merge(row.getLong(1), row.getLong(2) + OVERHEAD, Long::sum),
        looked,
        after,
        positions);
    return new LogSample<>(positions, looked, bytes);
  }
}
