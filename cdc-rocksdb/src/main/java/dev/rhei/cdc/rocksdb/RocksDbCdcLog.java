package dev.rhei.cdc.rocksdb;

import dev.rhei.core.cdc.CdcAppender;
import dev.rhei.core.cdc.CdcEvent;
import dev.rhei.core.error.ErrorCode;
import dev.rhei.core.error.HtapException;
import java.time.InstantSource;
import java.util.List;

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
  private final LogEnds ends;
  private final LogReader reader;
  private final LogWriter writer;

  private RocksDbCdcLog(RocksDbStore store, RocksDbCdcConfig config, InstantSource clock) {
    this.store = store;
    this.kind = config.kind();
    this.ends = new LogEnds(store);
    this.reader = new LogReader(store, ends);
    this.writer = new LogWriter(store, ends, reader, config, clock);
  }

  /**
   * Opens the log, or makes an empty one.
   *
   * @throws HtapException CONFIG_INVALID; LOG_OPEN_FAILED if the directory holds something else, or
   *     a log of another kind or of a newer version; LOG_LOCKED if another process or engine has it
   *     open
   */
  public static RocksDbCdcLog open(RocksDbCdcConfig config) {
    return open(config, InstantSource.system());
  }

  /** As {@link #open(RocksDbCdcConfig)}, with the clock that {@code retainFor} goes by. */
  static RocksDbCdcLog open(RocksDbCdcConfig config, InstantSource clock) {
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
    return writer.append(transaction);
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
    transfer.commit(watermark, ends.epoch);
  }

  /** Takes over events that may be too many for one write batch. */
  LogTransfer transfer() {
    require(LogKind.BRIDGE, "a transfer");
    return new LogTransfer(writer);
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
    return reader.read(after, ends.latest, max, true);
  }

  /** For those who know more of the log than its users. */
  LogReader reader() {
    return reader;
  }

  /** For those who fill the log otherwise. */
  LogWriter writer() {
    return writer;
  }

  void requireOpen() {
    store.requireOpen();
  }

  /** The position of the last event; 0 before the first. Costs nothing. */
  public long latest() {
    store.requireOpen();
    return ends.latest;
  }

  /** The position of another log up to which its events were taken over; 0 at first. */
  public long bridgeWatermark() {
    store.requireOpen();
    return ends.bridgeWatermark;
  }

  /** The epoch that the last transfer named; empty before the first. */
  String epoch() {
    store.requireOpen();
    return ends.epoch;
  }

  /** Position up to which the log has forgotten its events. */
  public long prunedThrough() {
    store.requireOpen();
    return ends.prunedThrough;
  }

  /**
   * Forgets everything up to and including a position. Positions are not used again; repeating a
   * call changes nothing. Takes about as long for a million events as for one; their room on disk
   * comes back when the log has been written on for a while.
   */
  public void prune(long through) {
    writer.prune(through);
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
