package dev.rhei.cdc.rocksdb;

import dev.rhei.core.cdc.CdcAppender;
import dev.rhei.core.cdc.CdcConsumer;
import dev.rhei.core.cdc.CdcEvent;
import dev.rhei.core.cdc.CdcPosition;
import dev.rhei.core.cdc.CdcSnapshot;
import java.util.List;
import java.util.Optional;

/**
 * A log that the application appends to, and the database whose tables it is about.
 *
 * <p>The application appends a transaction after the database has committed it. So every event up
 * to a position is in what the database holds when that position is read first; a table that is
 * loaded then, and has the events behind the position applied, holds what the database holds: an
 * event that the load has seen already changes nothing.
 */
final class RocksDbStandalone implements CdcConsumer, CdcAppender {
  private final CdcConsumer database;
  private final RocksDbCdcLog log;

  RocksDbStandalone(CdcConsumer database, RocksDbCdcLog log) {
    this.database = database;
    this.log = log;
  }

  @Override
  public long append(List<CdcEvent> transaction) {
    return log.append(transaction);
  }

  @Override
  public CdcSnapshot open() {
    long sequence = log.latest(); // before the tables: see above
    return RocksDbSnapshot.standalone(log, database.open(), sequence);
  }

  @Override
  public CdcSnapshot pin() {
    long sequence = log.latest();
    return RocksDbSnapshot.standalone(log, database.pin(), sequence);
  }

  @Override
  public CdcPosition latest() {
    long schemaVersion = database.latest().schemaVersion();
    return new CdcPosition(log.latest(), schemaVersion);
  }

  @Override
  public long bytesAfter(long sequence) {
    return log.reader().sampleAfter(sequence).bytes();
  }

  /** Nobody else has what is in this log: no part of it is given up for its size. */
  @Override
  public Optional<String> largestAfter(long sequence) {
    return Optional.empty();
  }

  @Override
  public boolean prune(long through) {
    log.writer().pruneExpired(through);
    return true;
  }

  @Override
  public void beginEpoch(String name) {
    database.beginEpoch(name);
  }

  @Override
  public String sourceId() {
    return database.sourceId() + "/" + log.sourceId();
  }

  @Override
  public void close() {
    log.close();
  }
}
