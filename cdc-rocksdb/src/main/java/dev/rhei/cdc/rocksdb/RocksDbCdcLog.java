package dev.rhei.cdc.rocksdb;

import dev.rhei.core.cdc.CdcEvent;
import dev.rhei.core.error.ErrorCode;
import dev.rhei.core.error.HtapException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;
import org.rocksdb.RocksDBException;
import org.rocksdb.RocksIterator;
import org.rocksdb.WriteBatch;

/**
 * A log of changes in RocksDB. Events have positions from 1 on, without gaps, and are appended and
 * read in whole transactions. All of it is in the default column family: events by {@link CdcKeys},
 * and behind them what is known of the log (see {@link LogMeta}).
 *
 * <p>Each append is one write batch with the new end of the log: after a crash between any two of
 * them the log ends with a whole append, and opening it reads its end without a scan.
 *
 * <p>Thread-safe: appends take their turns, reads wait for nobody. {@link #close} waits for the
 * calls that are inside.
 */
public final class RocksDbCdcLog implements AutoCloseable {
  private final RocksDbStore store;
  private final ReentrantLock appending = new ReentrantLock(true);
  private volatile long latest; // written while appending
  private volatile long bridgeWatermark; // written while appending
  private volatile long prunedThrough; // written while appending

  private RocksDbCdcLog(RocksDbStore store) {
    this.store = store;
    this.latest = store.number(LogMeta.LATEST);
    this.bridgeWatermark = store.number(LogMeta.BRIDGE_WATERMARK);
    this.prunedThrough = store.number(LogMeta.PRUNED_THROUGH);
  }

  /**
   * Opens the log, or makes an empty one.
   *
   * @throws HtapException LOG_OPEN_FAILED if the directory holds something else, or a log of a
   *     newer version; LOG_LOCKED if another process or engine has it open
   */
  public static RocksDbCdcLog open(RocksDbCdcConfig config) {
    return new RocksDbCdcLog(RocksDbStore.open(config));
  }

  /**
   * Appends the changes of one transaction. Their own sequences are not looked at.
   *
   * @param transaction not empty
   * @return the position of the last
   * @throws HtapException LOG_FAILED; then nothing was appended
   */
  public long append(List<CdcEvent> transaction) {
    return append(List.of(transaction), false, 0);
  }

  /**
   * Appends whole transactions, and notes in the same write batch up to which position of another
   * log they were taken: both are there afterwards, or neither.
   *
   * @param watermark the position in the other log
   * @return the position of the last event of this log
   * @throws HtapException LOG_FAILED; then nothing was appended or noted
   */
  public long appendAndSetBridgeWatermark(List<List<CdcEvent>> transactions, long watermark) {
    return append(transactions, true, watermark);
  }

  private long append(List<List<CdcEvent>> transactions, boolean bridged, long watermark) {
    appending.lock();
    try (WriteBatch batch = new WriteBatch()) {
      long sequence = latest;
      for (List<CdcEvent> transaction : transactions) {
        int left = transaction.size();
        for (CdcEvent event : transaction) {
          batch.put(CdcKeys.key(++sequence), CdcEventCodec.encode(event, --left == 0));
        }
      }
      LogMeta.put(batch, LogMeta.LATEST, sequence);
      if (bridged) {
        LogMeta.put(batch, LogMeta.BRIDGE_WATERMARK, watermark);
      }
      store.write(batch, "appending " + (sequence - latest) + " events");
      latest = sequence;
      if (bridged) {
        bridgeWatermark = watermark;
      }
      return sequence;
    } catch (RocksDBException e) {
      throw store.failure("preparing an append", e);
    } finally {
      appending.unlock();
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
    requireKept(after);
    long end = latest; // what is appended meanwhile is for the next poll
    List<CdcEvent> events = new ArrayList<>();
    if (after >= end) {
      return events;
    }
    store.iterate(
        CdcKeys.key(after + 1),
        iterator -> {
          boolean whole = true;
          while (iterator.isValid() && (events.size() < max || !whole)) {
            byte[] key = iterator.key();
            if (LogMeta.isMeta(key) || CdcKeys.sequence(key) > end) {
              break;
            }
            whole = read(iterator, CdcKeys.sequence(key), events);
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

  private static boolean read(RocksIterator iterator, long sequence, List<CdcEvent> events) {
    CdcEventCodec.Decoded decoded = CdcEventCodec.decode(sequence, iterator.value());
    events.add(decoded.event());
    return decoded.endsTransaction();
  }

  /** The position of the last event; 0 before the first. Costs nothing. */
  public long latest() {
    store.requireOpen();
    return latest;
  }

  /**
   * The position in another log that {@link #appendAndSetBridgeWatermark} noted last; 0 at first.
   */
  public long bridgeWatermark() {
    store.requireOpen();
    return bridgeWatermark;
  }

  /** Position up to which the log has forgotten its events. */
  public long prunedThrough() {
    store.requireOpen();
    return prunedThrough;
  }

  /**
   * Forgets everything up to and including a position. Positions are not used again; repeating a
   * call changes nothing. Takes about as long for a million events as for one.
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
      prunedThrough = until; // first: who reads meanwhile must not take what is left for all
      store.write(batch, "pruning through " + until);
    } catch (RocksDBException e) {
      throw store.failure("preparing to prune", e);
    } finally {
      appending.unlock();
    }
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
