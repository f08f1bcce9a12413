package dev.rhei.cdc.rocksdb;

import dev.rhei.core.cdc.CdcEvent;
import dev.rhei.core.error.ErrorCode;
import dev.rhei.core.error.HtapException;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.rocksdb.RocksDBException;
import org.rocksdb.WriteBatch;

/**
 * Writes a log: each change of it is one write batch, with the ends that it leads to. One thread at
 * a time, in the order they come; thread-safe.
 */
final class LogWriter {
  private final RocksDbStore store;
  private final LogEnds ends;
  private final LogReader reader;
  private final InstantSource clock;
  private final ReentrantLock appending = new ReentrantLock(true);
  private final Retention retention; // while appending
  private long appendedBytes; // while appending

  LogWriter(
      RocksDbStore store,
      LogEnds ends,
      LogReader reader,
      RocksDbCdcConfig config,
      InstantSource clock) {
    this.store = store;
    this.ends = ends;
    this.reader = reader;
    this.clock = clock;
    this.appendedBytes = store.number(LogMeta.APPENDED_BYTES);
    this.retention =
        new Retention(config.retainFor(), config.retainBytes(), store.number(LogMeta.LAST_APPEND));
    store.iterate(
        LogMeta.MARK,
        iterator -> {
          while (iterator.isValid() && LogMark.isKey(iterator.key())) {
            retention.add(LogMark.of(iterator.key(), iterator.value()));
            iterator.next();
          }
        });
  }

  /** Appends one transaction; returns the position of its last event. */
  long append(List<CdcEvent> transaction) {
    appending.lock();
    try (WriteBatch batch = new WriteBatch()) {
      Writing writing = new Writing(batch);
      long sequence = ends.latest;
      int left = transaction.size();
      for (CdcEvent event : transaction) {
        writing.put(++sequence, event, --left == 0);
      }
      writing.end(sequence);
      return sequence;
    } catch (RocksDBException e) {
      throw store.failure("preparing an append", e);
    } finally {
      appending.unlock();
    }
  }

  /** Writes events that nobody sees before {@link #endTransfer}. */
  void writeAhead(List<CdcEvent> events) {
    appending.lock();
    try (WriteBatch batch = new WriteBatch()) {
      Writing writing = new Writing(batch);
      for (CdcEvent event : events) {
        writing.put(event.sequence(), event, false);
      }
      store.write(batch, "taking over " + events.size() + " events");
      appendedBytes += writing.bytes; // for the marks; nothing depends on it
    } catch (RocksDBException e) {
      throw store.failure("preparing a transfer", e);
    } finally {
      appending.unlock();
    }
  }

  /** Writes the last events, and shows all of them. */
  void endTransfer(List<CdcEvent> events, @Nullable CdcEvent last, long watermark, String at) {
    appending.lock();
    try (WriteBatch batch = new WriteBatch()) {
      if (watermark < ends.latest) {
        throw new HtapException(
            ErrorCode.INTERNAL,
            "the watermark " + watermark + " is behind the log's " + ends.latest);
      }
      Writing writing = new Writing(batch);
      for (CdcEvent event : events) {
        writing.put(event.sequence(), event, false);
      }
      if (last != null) {
        writing.put(last.sequence(), last, true);
      }
      LogMeta.put(batch, LogMeta.BRIDGE_WATERMARK, watermark);
      batch.put(LogMeta.EPOCH, LogMeta.bytes(at));
      writing.end(watermark);
      ends.bridgeWatermark = watermark;
      ends.epoch = at;
    } catch (RocksDBException e) {
      throw store.failure("preparing a transfer", e);
    } finally {
      appending.unlock();
    }
  }

  /** Forgets what a transfer that failed has left behind the end. */
  void cutBack() {
    store.deleteFrom(CdcKeys.key(ends.latest + 1));
  }

  /** Forgets everything, and goes on at a position of the other log that may be an older one. */
  void startOver(long watermark, String at) {
    appending.lock();
    try (WriteBatch batch = new WriteBatch()) {
      batch.deleteRange(CdcKeys.key(1), CdcKeys.key(Long.MAX_VALUE));
      LogMeta.put(batch, LogMeta.LATEST, watermark);
      LogMeta.put(batch, LogMeta.BRIDGE_WATERMARK, watermark);
      LogMeta.put(batch, LogMeta.PRUNED_THROUGH, watermark);
      batch.put(LogMeta.EPOCH, LogMeta.bytes(at));
      store.write(batch, "starting over at " + watermark);
      ends.latest = watermark;
      ends.bridgeWatermark = watermark;
      ends.prunedThrough = watermark;
      ends.epoch = at;
    } catch (RocksDBException e) {
      throw store.failure("preparing to start over", e);
    } finally {
      appending.unlock();
    }
  }

  /** Deletes the events of a table after a position; positions stay. */
  void forget(String table, long after) {
    long from = Math.max(after, ends.prunedThrough);
    long through = ends.latest;
    while (from < through) {
      List<CdcEvent> events = reader.read(from, through, LogTransfer.CHUNK, false);
      if (events.isEmpty()) {
        return;
      }
      try (WriteBatch batch = new WriteBatch()) {
        for (CdcEvent event : events) {
          if (event.table().equals(table)) {
            batch.delete(CdcKeys.key(event.sequence()));
          }
        }
        store.write(batch, "forgetting events of '" + table + "'");
      } catch (RocksDBException e) {
        throw store.failure("preparing to forget events of '" + table + "'", e);
      }
      from = events.get(events.size() - 1).sequence();
    }
  }

  /** Forgets everything up to and including a position. */
  void prune(long through) {
    appending.lock();
    try (WriteBatch batch = new WriteBatch()) {
      long until = Math.min(through, ends.latest);
      if (until <= ends.prunedThrough) {
        store.requireOpen();
        return;
      }
      batch.deleteRange(CdcKeys.key(1), CdcKeys.key(until + 1));
      LogMeta.put(batch, LogMeta.PRUNED_THROUGH, until);
      for (LogMark mark : retention.through(until)) {
        batch.delete(mark.key());
      }
      long before = ends.prunedThrough;
      ends.prunedThrough = until; // first: who reads meanwhile must not take what is left for all
      boolean done = false;
      try {
        store.write(batch, "pruning through " + until);
        retention.drop(until);
        done = true;
      } finally {
        if (!done) {
          ends.prunedThrough = before;
        }
      }
    } catch (RocksDBException e) {
      throw store.failure("preparing to prune", e);
    } finally {
      appending.unlock();
    }
  }

  /** As {@link #prune}, but for what is to be kept for longer. */
  void pruneExpired(long through) {
    long until = through;
    appending.lock();
    try {
      if (retention.keeps()) {
        until = Math.min(through, retention.expired(clock.millis(), ends.latest, appendedBytes));
      }
    } finally {
      appending.unlock();
    }
    prune(until);
  }

  /** What goes into a write batch. */
  private final class Writing {
    private final WriteBatch batch;
    private long bytes;

    Writing(WriteBatch batch) {
      this.batch = batch;
    }

    void put(long sequence, CdcEvent event, boolean endsTransaction) throws RocksDBException {
      byte[] value = CdcEventCodec.encode(event, endsTransaction);
      batch.put(CdcKeys.key(sequence), value);
      bytes += value.length;
    }

    void end(long sequence) throws RocksDBException {
      long appended = appendedBytes + bytes;
      LogMeta.put(batch, LogMeta.LATEST, sequence);
      LogMeta.put(batch, LogMeta.APPENDED_BYTES, appended);
      LogMark mark = retention.before(clock.millis(), ends.latest, appendedBytes);
      if (mark != null) {
        batch.put(mark.key(), mark.value());
      }
      if (retention.keeps()) {
        LogMeta.put(batch, LogMeta.LAST_APPEND, retention.appendedAt(clock.millis()));
      }
      store.write(batch, "appending through " + sequence);
      if (mark != null) {
        retention.add(mark);
      }
      appendedBytes = appended;
      ends.latest = sequence;
    }
  }
}
