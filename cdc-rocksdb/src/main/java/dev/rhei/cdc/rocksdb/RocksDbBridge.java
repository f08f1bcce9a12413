package dev.rhei.cdc.rocksdb;

import dev.rhei.core.cdc.CdcChunk;
import dev.rhei.core.cdc.CdcConsumer;
import dev.rhei.core.cdc.CdcPosition;
import dev.rhei.core.cdc.CdcSnapshot;
import dev.rhei.core.cdc.TableSnapshot;
import dev.rhei.core.internal.CloseStack;
import dev.rhei.core.schema.TableSchema;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;

/**
 * Takes over what triggers write into the database's log, and is read in its place.
 *
 * <p>Events keep the positions that they have in the database, so a copy that followed the one log
 * can follow the other. Every snapshot first takes over what the database has committed: the events
 * and the new watermark become visible by one write batch. After a crash before it, the next
 * snapshot takes the same events again, at the same positions; after it, they are below the
 * watermark. The database is pruned up to the watermark, later, and only once the disk has it. So
 * no event is lost, and none is there twice.
 */
final class RocksDbBridge implements CdcConsumer {
  /** Positions that may gather in the database before they are deleted there. */
  private static final long PRUNE_AFTER = 1_000;

  private final CdcConsumer database;
  private final RocksDbCdcLog log;
  private final ReentrantLock moving = new ReentrantLock();
  private boolean broken = true; // a transfer may have left something; while moving
  private Layouts layouts = new Layouts(-1, List.of()); // while moving
  private volatile long databasePruned;

  /** Of the captured tables, under that schema version. */
  private record Layouts(long schemaVersion, List<TableSchema> tables) {}

  RocksDbBridge(CdcConsumer database, RocksDbCdcLog log) {
    this.database = database;
    this.log = log;
  }

  @Override
  public CdcSnapshot open() {
    return bridged(database::open);
  }

  @Override
  public CdcSnapshot pin() {
    return bridged(database::pin);
  }

  /** One at a time: a snapshot that is older than what was taken over would see the future. */
  private CdcSnapshot bridged(Supplier<CdcSnapshot> opener) {
    moving.lock();
    try {
      CdcSnapshot source = opener.get();
      CloseStack unused = new CloseStack();
      unused.push(source);
      try {
        takeOver(source);
        return RocksDbSnapshot.bridged(log, source);
      } catch (RuntimeException | Error e) {
        unused.closeAfter(e);
        throw e;
      }
    } finally {
      moving.unlock();
    }
  }

  private void takeOver(CdcSnapshot source) {
    if (broken) {
      log.writer().cutBack();
      broken = false;
    }
    List<String> epochs = source.epochs();
    String epoch = epochs.isEmpty() ? "" : epochs.get(epochs.size() - 1);
    long end = source.position().sequence();
    boolean otherHistory = !log.epoch().isEmpty() && !epochs.contains(log.epoch());
    if (end < log.latest() || otherHistory) {
      log.writer().startOver(end, epoch); // the database was put back to an older state
      return;
    }
    if (source.prunedThrough() > log.latest()) { // by an engine that was without this log
      log.writer().startOver(source.prunedThrough(), epoch);
    }
    if (log.latest() < end || !log.epoch().equals(epoch)) {
      broken = true; // until it has worked
      transfer(source, end, epoch);
      broken = false;
    }
  }

  private void transfer(CdcSnapshot source, long end, String epoch) {
    List<TableSchema> tables = layouts(source);
    LogTransfer transfer = log.transfer();
    long from = log.latest();
    while (from < end && !tables.isEmpty()) {
      CdcChunk chunk = source.changes(from, LogTransfer.CHUNK, tables);
      transfer.add(chunk.events());
      from = chunk.through();
    }
    transfer.commit(end, epoch);
  }

  /** Of the captured tables; those that are captured anew next have no events that count. */
  private List<TableSchema> layouts(CdcSnapshot source) {
    long schemaVersion = source.position().schemaVersion();
    if (layouts.schemaVersion != schemaVersion) {
      TableSnapshot tables = source.tables().orElseThrow();
      layouts =
          new Layouts(
              schemaVersion,
              tables.captures().keySet().stream()
                  .filter(table -> tables.changeOf(table) == TableSnapshot.Change.NONE)
                  .map(tables::layout)
                  .toList());
    }
    return layouts.tables;
  }

  @Override
  public CdcPosition latest() {
    log.requireOpen();
    return database.latest();
  }

  @Override
  public long bytesAfter(long sequence) {
    long here = log.latest();
    return log.reader().sampleAfter(sequence).bytes()
        + database.bytesAfter(Math.max(sequence, here));
  }

  @Override
  public Optional<String> largestAfter(long sequence) {
    return log.reader()
        .sampleAfter(sequence)
        .largest()
        .or(() -> database.largestAfter(Math.max(sequence, log.latest())));
  }

  @Override
  public boolean prune(long through) {
    log.writer().pruneExpired(through);
    return true;
  }

  @Override
  public void tidy() {
    long watermark = log.bridgeWatermark();
    if (watermark - databasePruned >= PRUNE_AFTER) {
      log.flush();
      if (database.prune(watermark)) {
        databasePruned = watermark;
      }
    }
  }

  @Override
  public void forget(String table) {
    log.writer().forget(table, 0);
  }

  @Override
  public void beginEpoch(String name) {
    database.beginEpoch(name);
  }

  @Override
  public String sourceId() {
    return database.sourceId();
  }

  @Override
  public void close() {
    moving.lock();
    try {
      log.close();
    } finally {
      moving.unlock();
    }
  }
}
