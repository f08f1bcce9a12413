package dev.rhei.oltp.sqlite;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a part of the log holds, told from rows at even distances: positions may lack their rows,
 * and the parts of tables may lie anywhere. Exact for a part of few rows.
 */
final class LogSample {
  /** Positions that are looked up, at some microseconds each. */
  private static final int POSITIONS = 200;

  /** Bytes of a log row beside its values: a header, and its place in the page. */
  private static final long OVERHEAD = 12;

  private final long positions;
  private final long looked;
  private final Map<Long, Long> bytesByCapture;

  private LogSample(long positions, long looked, Map<Long, Long> bytesByCapture) {
    this.positions = positions;
    this.looked = looked;
    this.bytesByCapture = bytesByCapture;
  }

  /**
   * Looks at the log.
   *
   * @param width how many values its rows have room for
   */
  static LogSample read(SqliteConnection connection, long after, long through, long width) {
    List<String> sizes = new ArrayList<>();
    for (long i = 0; i < width; i++) {
      sizes.add("coalesce(octet_length(v" + i + "), 0)");
    }
    long positions = Math.max(0, through - after);
    long looked = Math.min(positions, POSITIONS);
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
    return new LogSample(positions, looked, bytes);
  }

  /** About how many bytes that part takes. */
  long bytes() {
    long sampled = bytesByCapture.values().stream().mapToLong(Long::longValue).sum();
    return looked == 0 ? 0 : (long) ((double) sampled * positions / looked);
  }

  /** The capture that takes most of it, of those named. */
  Optional<Long> largestOf(Collection<Long> captures) {
    return bytesByCapture.entrySet().stream()
        .filter(entry -> captures.contains(entry.getKey()))
        .max(Comparator.comparingLong(Map.Entry::getValue))
        .map(Map.Entry::getKey);
  }
}
