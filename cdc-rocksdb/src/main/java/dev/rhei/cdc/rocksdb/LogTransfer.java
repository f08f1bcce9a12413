package dev.rhei.cdc.rocksdb;

import dev.rhei.core.cdc.CdcEvent;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One transaction on its way from another log, piece by piece: what is written ahead is behind the
 * end of the log, where nobody looks, and the last piece moves the end. What a transfer leaves
 * behind that is not committed, the next one deletes. Used by one thread.
 */
final class LogTransfer {
  /** Events of a piece. */
  static final int CHUNK = 10_000;

  private final LogWriter writer;
  private List<CdcEvent> pending = List.of();
  private @Nullable CdcEvent last; // by position

  LogTransfer(LogWriter writer) {
    this.writer = writer;
  }

  void add(List<CdcEvent> events) {
    if (!pending.isEmpty()) {
      writer.writeAhead(pending);
    }
    pending = events;
    for (CdcEvent event : events) {
      if (last == null || event.sequence() > last.sequence()) {
        last = event;
      }
    }
  }

  /** Shows everything that was added. */
  void commit(long watermark, String epoch) {
    writer.endTransfer(pending, last, watermark, epoch);
  }
}
