package dev.rhei.sync;

import dev.rhei.core.cdc.CdcChunk;
import dev.rhei.core.cdc.CdcEvent;
import dev.rhei.core.cdc.CdcOperation;
import dev.rhei.core.cdc.CdcPosition;
import dev.rhei.core.cdc.CdcSnapshot;
import dev.rhei.core.cdc.TableSnapshot;
import dev.rhei.core.error.ErrorCode;
import dev.rhei.core.error.HtapException;
import dev.rhei.core.schema.TableSchema;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** What a {@link MemorySource} was at one instant. */
final class MemorySnapshot implements CdcSnapshot, TableSnapshot {
  private final CdcPosition position;
  private final List<String> epochs;
  private final long prunedThrough;
  private final boolean rowidsKept;
  private final Map<String, MemorySource.Table> tables;
  private final Map<String, Long> captured;
  private final List<CdcEvent> log;
  private volatile boolean closed;

  MemorySnapshot(
      CdcPosition position,
      List<String> epochs,
      long prunedThrough,
      boolean rowidsKept,
      Map<String, MemorySource.Table> tables,
      Map<String, Long> captured,
      List<CdcEvent> log) {
    this.position = position;
    this.epochs = epochs;
    this.prunedThrough = prunedThrough;
    this.rowidsKept = rowidsKept;
    this.tables = tables;
    this.captured = captured;
    this.log = log;
  }

  @Override
  public CdcPosition position() {
    return position;
  }

  @Override
  public List<String> epochs() {
    return epochs;
  }

  @Override
  public long prunedThrough() {
    return prunedThrough;
  }

  @Override
  public CdcChunk changes(long after, int max, Collection<TableSchema> wanted) {
    long through = Math.min(position.sequence(), after + max);
    Set<String> names = wanted.stream().map(TableSchema::name).collect(Collectors.toSet());
    List<CdcEvent> events =
        log.stream()
            .filter(e -> e.sequence() > after && e.sequence() <= through)
            .filter(e -> names.contains(e.table()))
            .toList();
    return new CdcChunk(
        through,
        events,
        count(events, CdcOperation.INSERT),
        count(events, CdcOperation.UPDATE),
        count(events, CdcOperation.DELETE));
  }

  private static long count(List<CdcEvent> events, CdcOperation operation) {
    return events.stream().filter(e -> e.operation() == operation).count();
  }

  @Override
  public Optional<TableSnapshot> tables() {
    return Optional.of(this);
  }

  @Override
  public Map<String, Long> captures() {
    return captured;
  }

  @Override
  public Change changeOf(String table) {
    return tables.get(table).change;
  }

  @Override
  public boolean rowidsKeptSince(long schemaVersion) {
    return rowidsKept;
  }

  @Override
  public TableSchema describe(String table, boolean census) {
    MemorySource.Table found = tables.get(table);
    if (!found.unsupported.isEmpty()) {
      throw new HtapException(ErrorCode.TABLE_UNSUPPORTED, found.unsupported);
    }
    return census && found.censused != null ? found.censused : found.schema;
  }

  @Override
  public TableSchema layout(String table) {
    return tables.get(table).schema;
  }

  @Override
  public Optional<TableSchema> typedSchema(String table) {
    return Optional.ofNullable(tables.get(table).typed);
  }

  @Override
  public long estimateRows(String table) {
    return tables.get(table).rows.size();
  }

  @Override
  public List<Object[]> rows(TableSchema table, Object[] after, int max) {
    Map<Long, Object[]> all = tables.get(table.name()).rows;
    List<Object[]> rows = new ArrayList<>();
    all.forEach(
        (key, row) -> {
          if ((after == null || key > (Long) after[0]) && rows.size() < max) {
            rows.add(row.clone());
          }
        });
    return rows;
  }

  boolean closed() {
    return closed;
  }

  @Override
  public void close() {
    closed = true;
  }
}
