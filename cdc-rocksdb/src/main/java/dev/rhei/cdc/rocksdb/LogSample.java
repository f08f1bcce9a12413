package dev.rhei.cdc.rocksdb;

import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * What a part of the log holds, told from positions at even distances, some of which may lack their
 * events. Exact for a part of few positions.
 */
final class LogSample {
  /** Positions that are looked up, at some microseconds each. */
  private static final int POSITIONS = 200;

  private final long positions;
  private final long looked;
  private final Map<String, Long> bytesByTable;

  private LogSample(long positions, long looked, Map<String, Long> bytesByTable) {
    this.positions = positions;
    this.looked = looked;
    this.bytesByTable = bytesByTable;
  }

  static LogSample read(RocksDbStore store, long after, long through) {
    long positions = Math.max(0, through - after);
    long looked = Math.min(positions, POSITIONS);
    Map<String, Long> bytes = new HashMap<>();
    for (long i = 1; i <= looked; i++) {
      long sequence = after + (long) ((double) i * positions / looked);
      byte[] value = store.get(CdcKeys.key(sequence));
      if (value != null) {
        String table = CdcEventCodec.decode(sequence, value).event().table();
        bytes.merge(table, (long) value.length, Long::sum);
      }
    }
    return new LogSample(positions, looked, bytes);
  }

  /** About how many bytes that part takes, before compression. */
  long bytes() {
    long sampled = bytesByTable.values().stream().mapToLong(Long::longValue).sum();
    return looked == 0 ? 0 : (long) ((double) sampled * positions / looked);
  }

  /** The table that takes most of it. */
  Optional<String> largest() {
    return bytesByTable.entrySet().stream()
        .max(Comparator.comparingLong(Map.Entry::getValue))
        .map(Map.Entry::getKey);
  }
}
