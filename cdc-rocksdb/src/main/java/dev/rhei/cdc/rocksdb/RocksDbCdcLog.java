package dev.rhei.cdc.rocksdb;

import dev.rhei.core.cdc.CdcAppender;
import dev.rhei.core.cdc.CdcEvent;
import dev.rhei.core.error.ErrorCode;
import dev.rhei.core.error.HtapException;
import dev.rhei.core.internal.LogSample;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.rocksdb.RocksDBException;
import org.rocksdb.WriteBatch;

/**
 * A log of changes in RocksDB. Events have positions from 1 on, and are appended and read in whole
 * transactions. All of it is in the default column family: events by {@link CdcKeys}, and behind
 * them what is known of the log (see {@link LogMeta}).
 *
 * <p>Each append is one write batch with the new end of the log: after a crash between any two of
 * them the log ends with a whole append, and opening it reads its end without a scan.
 *
 * <p>Thread-safe: appends take their turns, reads wait for nobody. {@link #close} waits for the
 * calls that are inside.
 */
public final class RocksDbCdcLog implements CdcAppender, AutoCloseable {
  private final RocksDbStore store;
  private final LogKind kind;
  private final Clock clock;
  private final ReentrantLock appending = new ReentrantLock(true);
  private final Retention retention; // while appending
  private long appendedBytes; // while appending
  private volatile long latest; // written while appending
  private volatile long bridgeWatermark; // written while appending
  private volatile long prunedThrough; // written while appending
  private volatile String epoch; // written while appending

  private RocksDbCdcLog(RocksDbStore store, RocksDbCdcConfig config, Clock clock) {
    this.store = store;
    this.kind = config.kind();
    this.clock = clock;
    this.latest = store.number(LogMeta.LATEST);
    this.bridgeWatermark = store.number(LogMeta.BRIDGE_WATERMARK);
    this.prunedThrough = store.number(LogMeta.PRUNED_THROUGH);
    this.appendedBytes = store.number(LogMeta.APPENDED_BYTES);
    this.epoch = store.text(LogMeta.EPOCH);
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

  /**
   * Opens the log, or makes an empty one.
   *
   * @throws HtapException CONFIG_INVALID; LOG_OPEN_FAILED if the directory holds something else, or
   *     a log of another kind or of a newer version; LOG_LOCKED if another process or engine has it
   *     open
   */
  public static RocksDbCdcLog open(RocksDbCdcConfig config) {
    return open(config, Clock.systemUTC());
  }

  /** As {@link #open(RocksDbCdcConfig)}, with the clock that {@code retainFor} goes by. */
  static RocksDbCdcLog open(RocksDbCdcConfig config, Clock clock) {
    config.check();
    RocksDbStore store = RocksDbStore.open(config);
    try {
      return new RocksDbCdcLog(store, config, clock);
    } catch (RuntimeException | Error e) {
      store.close();
      throw e;
    }
  }

  /**
   * Appends the changes of one transaction. Their own sequences are not looked at: positions follow
   * each other without gaps.
   *
   * @param transaction not empty
   * @return the position of the last
   * @throws HtapException LOG_FAILED, or PARAMETER_INVALID if an event has a value that no SQLite
   *     value is; then nothing was appended. CONFIG_INVALID if the log is a bridge's
   */
  @Override
  public long append(List<CdcEvent> transaction) {
    require(LogKind.STANDALONE, "an append");
    if (transaction.isEmpty()) {
      throw new HtapException(ErrorCode.PARAMETER_INVALID, "a transaction without events");
    }
    appending.lock();
    try (WriteBatch batch = new WriteBatch()) {
      Writing writing = new Writing(batch);
      long sequence = latest;
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

  /**
   * Appends events at the positions that they have in another log, as one transaction, and notes in
   * the same write batch that everything up to the watermark was taken over: both are there
   * afterwards, or neither.
   *
   * @param events with sequences beyond the watermark so far, in any order; may be empty
   * @param watermark position in the other log; becomes the end of this one
   * @throws HtapException LOG_FAILED; then nothing was appended or noted. CONFIG_INVALID if the log
   *     is a standalone one
   */
  public void appendAndSetBridgeWatermark(List<CdcEvent> events, long watermark) {
    LogTransfer transfer = transfer();
    transfer.add(events);
    transfer.commit(watermark, epoch);
  }

  /** Takes over events that may be too many for one write batch. */
  LogTransfer transfer() {
    require(LogKind.BRIDGE, "a transfer");
    return new LogTransfer(this);
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
      if (watermark < latest) {
        throw new HtapException(
            ErrorCode.INTERNAL, "the watermark " + watermark + " is behind the log's " + latest);
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
      bridgeWatermark = watermark;
      epoch = at;
    } catch (RocksDBException e) {
      throw store.failure("preparing a transfer", e);
    } finally {
      appending.unlock();
    }
  }

  /** Forgets what a transfer that failed has left behind the end. */
  void cutBack() {
    store.deleteFrom(CdcKeys.key(latest + 1));
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
      latest = watermark;
      bridgeWatermark = watermark;
      prunedThrough = watermark;
      epoch = at;
    } catch (RocksDBException e) {
      throw store.failure("preparing to start over", e);
    } finally {
      appending.unlock();
    }
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
      LogMark mark = retention.before(clock.millis(), latest, appendedBytes);
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
      latest = sequence;
    }
  }

  private void require(LogKind needed, String what) {
    if (kind != needed) {
      throw new HtapException(
          ErrorCode.CONFIG_INVALID,
          what
              + " needs a "
              + needed.stored()
              + " log, and this one was opened by RocksDbCdcConfig."
              + kind.stored());
    }
  }

  /**
   * The events after a position, oldest first. Ends with the end of a transaction: it may be longer
   * than {@code max} by what is left of the transaction that reaches it.
   *
   * @param after a position at which a transaction ends; 0 for the beginning
   * @param max how many events are enough; at least 1
   * @return empty at the end of the log
   * @throws HtapException SYNC_GAP if events after the position were pruned
   */
  public List<CdcEvent> poll(long after, int max) {
    if (max < 1) {
      throw new HtapException(ErrorCode.CONFIG_INVALID, "poll: max=" + max + " must be at least 1");
    }
    return read(after, latest, max, true);
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
    long pruned = prunedThrough;
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
    long from = Math.max(after, prunedThrough);
    long positions = Math.max(0, latest - from);
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

  /** Deletes the events of a table after a position; positions stay. */
  void forget(String table, long after) {
    long from = Math.max(after, prunedThrough);
    long through = latest;
    while (from < through) {
      List<CdcEvent> events = read(from, through, LogTransfer.CHUNK, false);
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

  void requireOpen() {
    store.requireOpen();
  }

  /** The position of the last event; 0 before the first. Costs nothing. */
  public long latest() {
    store.requireOpen();
    return latest;
  }

  /** The position of another log up to which its events were taken over; 0 at first. */
  public long bridgeWatermark() {
    store.requireOpen();
    return bridgeWatermark;
  }

  /** The epoch that the last transfer named; empty before the first. */
  String epoch() {
    store.requireOpen();
    return epoch;
  }

  /** Position up to which the log has forgotten its events. */
  public long prunedThrough() {
    store.requireOpen();
    return prunedThrough;
  }

  /**
   * Forgets everything up to and including a position. Positions are not used again; repeating a
   * call changes nothing. Takes about as long for a million events as for one; their room on disk
   * comes back when the log has been written on for a while.
   */
  public void prune(long through) {
    appending.lock();
    try (WriteBatch batch = new WriteBatch()) {
      long until = Math.min(through, latest);
      if (until <= prunedThrough) {
        store.requireOpen();
        return;
      }
      batch.deleteRange(CdcKeys.key(1), CdcKeys.key(until + 1));
      LogMeta.put(batch, LogMeta.PRUNED_THROUGH, until);
      for (LogMark mark : retention.through(until)) {
        batch.delete(mark.key());
      }
      long before = prunedThrough;
      prunedThrough = until; // first: who reads meanwhile must not take what is left for all
      boolean done = false;
      try {
        store.write(batch, "pruning through " + until);
        retention.drop(until);
        done = true;
      } finally {
        if (!done) {
          prunedThrough = before;
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
        until = Math.min(through, retention.expired(clock.millis(), latest, appendedBytes));
      }
    } finally {
      appending.unlock();
    }
    prune(until);
  }

  /** Returns when the disk has everything that was appended. */
  public void flush() {
    store.flush();
  }

  /** Tells this log from every other, for as long as it exists. */
  public String sourceId() {
    return store.text(LogMeta.SOURCE_ID);
  }

  /** Idempotent; waits for the calls that are inside. */
  @Override
  public void close() {
    store.close();
  }
}
