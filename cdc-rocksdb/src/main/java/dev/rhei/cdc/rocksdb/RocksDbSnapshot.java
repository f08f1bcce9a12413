package dev.rhei.cdc.rocksdb;

import dev.rhei.core.cdc.CdcChunk;
import dev.rhei.core.cdc.CdcEvent;
import dev.rhei.core.cdc.CdcOperation;
import dev.rhei.core.cdc.CdcPosition;
import dev.rhei.core.cdc.CdcSnapshot;
import dev.rhei.core.cdc.TableSnapshot;
import dev.rhei.core.error.ErrorCode;
import dev.rhei.core.error.HtapException;
import dev.rhei.core.schema.Identifier;
import dev.rhei.core.schema.TableSchema;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/** Events of our log, and the tables of the database as they stood. */
final class RocksDbSnapshot implements CdcSnapshot {
  private final RocksDbCdcLog log;
  private final CdcSnapshot database;
  private final CdcPosition position;
  private final Predicate<CdcEvent> valid;
  private volatile boolean closed;

  private RocksDbSnapshot(
      RocksDbCdcLog log, CdcSnapshot database, long sequence, Predicate<CdcEvent> valid) {
    this.log = log;
    this.database = database;
    this.position = new CdcPosition(sequence, database.position().schemaVersion());
    this.valid = valid;
  }

  /** Of a log that the application appends to. */
  static RocksDbSnapshot standalone(RocksDbCdcLog log, CdcSnapshot database, long sequence) {
    return new RocksDbSnapshot(log, database, sequence, event -> true);
  }

  /** Of a log that has everything up to where the database stands. */
  static RocksDbSnapshot bridged(RocksDbCdcLog log, CdcSnapshot database) {
    Map<String, Long> captures = new HashMap<>();
    database
        .tables()
        .ifPresent(tables -> tables.captures().forEach((name, id) -> captures.put(fold(name), id)));
    return new RocksDbSnapshot(
        log,
        database,
        database.position().sequence(),
        // What was written under an earlier definition is not to be read by this one.
        event -> Long.valueOf(event.schemaVersion()).equals(captures.get(fold(event.table()))));
  }

  private static String fold(String name) {
    return Identifier.fold(name);
  }

  @Override
  public CdcPosition position() {
    return position;
  }

  @Override
  public List<String> epochs() {
    return database.epochs();
  }

  @Override
  public long prunedThrough() {
    return log.prunedThrough();
  }

  @Override
  public CdcChunk changes(long after, int max, Collection<TableSchema> tables) {
    if (closed) {
      throw new HtapException(ErrorCode.ENGINE_CLOSED, "this snapshot of the log is closed");
    }
    Set<String> wanted = new HashSet<>();
    tables.forEach(table -> wanted.add(fold(table.name())));
    List<CdcEvent> read = log.reader().read(after, position.sequence(), max, false);
    long through = read.size() < max ? position.sequence() : read.get(read.size() - 1).sequence();
    List<CdcEvent> events = new ArrayList<>();
    long[] counts = new long[CdcOperation.values().length];
    for (CdcEvent event : read) {
      if (wanted.contains(fold(event.table())) && valid.test(event)) {
        events.add(event);
        counts[index(event.operation())]++;
      }
    }
    return new CdcChunk(
        through,
        events,
        counts[index(CdcOperation.INSERT)],
        counts[index(CdcOperation.UPDATE)],
        counts[index(CdcOperation.DELETE)]);
  }

  private static int index(CdcOperation operation) {
    return switch (operation) {
      case INSERT -> 0;
      case UPDATE -> 1;
      case DELETE -> 2;
    };
  }

  @Override
  public Optional<TableSnapshot> tables() {
    return database.tables();
  }

  @Override
  public void close() {
    closed = true;
    database.close();
  }
}
