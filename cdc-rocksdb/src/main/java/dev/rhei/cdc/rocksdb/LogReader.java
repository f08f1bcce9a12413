package dev.rhei.cdc.rocksdb;

import dev.rhei.core.cdc.CdcEvent;
import dev.rhei.core.error.ErrorCode;
import dev.rhei.core.error.HtapException;
import dev.rhei.core.internal.LogSample;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Reads a log, and waits for nobody. Thread-safe. */
final class LogReader {
  private final RocksDbStore store;
  private final LogEnds ends;

  LogReader(RocksDbStore store, LogEnds ends) {
    this.store = store;
    this.ends = ends;
  }

  /**
   * Events after a position through another, oldest first, at most so many.
   *
   * @param whole whether to go on to the end of a transaction
   */
  List<CdcEvent> read(long after, long through, int max, boolean whole) {
    requireKept(after);
    List<CdcEvent> events = new ArrayList<>();
    if (after >= through) {
      store.requireOpen();
      return events;
    }
    store.iterate(
        CdcKeys.key(after + 1),
        iterator -> {
          boolean inside = false;
          while (iterator.isValid() && (events.size() < max || inside)) {
            byte[] key = iterator.key();
            if (LogMeta.isMeta(key) || CdcKeys.sequence(key) > through) {
              break;
            }
            CdcEventCodec.Decoded decoded =
                CdcEventCodec.decode(CdcKeys.sequence(key), iterator.value());
            events.add(decoded.event());
            inside = whole && !decoded.endsTransaction();
            iterator.next();
          }
        });
    requireKept(after); // or they were pruned while we looked
    return events;
  }

  private void requireKept(long after) {
    long pruned = ends.prunedThrough;
    if (after < pruned) {
      throw new HtapException(
          ErrorCode.SYNC_GAP,
          "events after position "
              + after
              + " were asked for, and the log was pruned through "
              + pruned);
    }
  }

  /** Some of the events after a position, from all over that part of the log. */
  LogSample<String> sampleAfter(long after) {
    long from = Math.max(after, ends.prunedThrough);
    long positions = Math.max(0, ends.latest - from);
    long looked = LogSample.toLookAt(positions);
    Map<String, Long> bytes = new HashMap<>();
    for (long i = 1; i <= looked; i++) {
      long sequence = from + LogSample.place(i, looked, positions);
      byte[] value = store.get(CdcKeys.key(sequence));
      if (value != null) {
        String table = CdcEventCodec.decode(sequence, value).event().table();
        bytes.merge(table, (long) value.length, Long::sum);
      }
    }
    return new LogSample<>(positions, looked, bytes);
  }
}
