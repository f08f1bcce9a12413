package dev.rhei.sync;

import dev.rhei.core.cdc.CdcConsumer;
import dev.rhei.core.cdc.CdcEvent;
import dev.rhei.core.cdc.CdcPosition;
import dev.rhei.core.cdc.CdcSnapshot;
import dev.rhei.core.cdc.TableCapture;
import dev.rhei.core.cdc.TableSnapshot.Change;
import dev.rhei.core.error.ErrorCode;
import dev.rhei.core.error.HtapException;
import dev.rhei.core.schema.TableSchema;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * A database of record in memory: tables with integer keys, and a log of every change of the
 * captured ones. What is done between two calls of {@link #open} is one or more transactions;
 * nothing is ever half done.
 */
final class MemorySource implements CdcConsumer, TableCapture {
  /** A table. */
  static final class Table {
    TableSchema schema;
    TableSchema censused; // what a census finds; null for the schema itself
    TableSchema typed; // null if registered by name
    Change change = Change.NONE;
    String unsupported = "";
    final TreeMap<Long, Object[]> rows = new TreeMap<>();

    Table(TableSchema schema) {
      this.schema = schema;
    }

    Table copy() {
      Table copy = new Table(schema);
      copy.censused = censused;
      copy.typed = typed;
      copy.change = change;
      copy.unsupported = unsupported;
      rows.forEach((key, row) -> copy.rows.put(key, row.clone()));
      return copy;
    }
  }

  private final Map<String, Table> tables = new LinkedHashMap<>();
  private final Map<String, Long> captured = new LinkedHashMap<>();
  private long captures;
  private final Set<String> suspended = new LinkedHashSet<>();
  private final List<CdcEvent> log = new ArrayList<>();
  private long sequence;
  private long schemaVersion = 1;
  private long pruned;
  private boolean rowidsKept = true;
  private final List<String> epochs = new ArrayList<>();
  private String sourceId = "this database";
  private MemorySnapshot open;
  private final List<MemorySnapshot> pins = new ArrayList<>();

  /** Called by {@link #open} before it looks at anything. */
  volatile Runnable beforeOpen = () -> {};

  /** Called by {@link #prune} before it does anything. */
  volatile Runnable beforePrune = () -> {};

  synchronized Table create(TableSchema schema) {
    Table table = new Table(schema);
    tables.put(schema.name(), table);
    schemaVersion++;
    return table;
  }

  /** Another definition, which the capture does not know yet. */
  synchronized void alter(TableSchema schema) {
    Table table = tables.get(schema.name());
    table.schema = schema;
    table.change = Change.DEFINITION;
    schemaVersion++;
  }

  synchronized void drop(String table) {
    tables.get(table).change = Change.DROPPED;
    tables.get(table).rows.clear();
    schemaVersion++;
  }

  /** As VACUUM of another process: rows may have other rowids now. */
  synchronized void loseRowids() {
    rowidsKept = false;
    schemaVersion++;
  }

  synchronized void put(String table, Object... row) {
    Table target = tables.get(table);
    long key = (Long) row[target.schema.keyIndexes()[0]];
    boolean known = target.rows.put(key, row) != null;
    if (isLogged(table)) {
      log.add(
          known
              ? CdcEvent.update(++sequence, table, 1, new Object[] {key}, row.clone())
              : CdcEvent.insert(++sequence, table, 1, row.clone()));
    }
  }

  synchronized void delete(String table, long key) {
    if (tables.get(table).rows.remove(key) != null && isLogged(table)) {
      log.add(CdcEvent.delete(++sequence, table, 1, new Object[] {key}));
    }
  }

  private boolean isLogged(String table) {
    return captured.containsKey(table) && !suspended.contains(table);
  }

  /** As put back from a backup that was made at that position. */
  synchronized void goBackTo(long position) {
    sequence = position;
    log.removeIf(event -> event.sequence() > position);
  }

  /** As put back from a backup that was made before the last epochs, and written to since. */
  synchronized void forgetEpochs(int last) {
    epochs.subList(epochs.size() - last, epochs.size()).clear();
  }

  synchronized void becomeAnotherDatabase() {
    sourceId = "another database";
  }

  @Override
  public CdcSnapshot open() {
    beforeOpen.run();
    synchronized (this) {
      if (open != null && !open.closed()) {
        throw new IllegalStateException("a snapshot is open");
      }
      open = snapshot();
      return open;
    }
  }

  @Override
  public CdcSnapshot pin() {
    beforeOpen.run();
    synchronized (this) {
      MemorySnapshot pin = snapshot();
      pins.add(pin);
      return pin;
    }
  }

  /** Pins that were not closed. */
  synchronized long openPins() {
    return pins.stream().filter(pin -> !pin.closed()).count();
  }

  private MemorySnapshot snapshot() {
    Map<String, Table> copies = new LinkedHashMap<>();
    tables.forEach((name, table) -> copies.put(name, table.copy()));
    return new MemorySnapshot(
        new CdcPosition(sequence, schemaVersion),
        List.copyOf(epochs),
        pruned,
        rowidsKept,
        copies,
        new LinkedHashMap<>(captured),
        log.stream().map(MemorySource::copy).toList());
  }

  /** Who reads an event may convert its arrays in place. */
  private static CdcEvent copy(CdcEvent event) {
    return new CdcEvent(
        event.sequence(),
        event.table(),
        event.operation(),
        event.schemaVersion(),
        event.key() == null ? null : event.key().clone(),
        event.row() == null ? null : event.row().clone());
  }

  @Override
  public synchronized CdcPosition latest() {
    return new CdcPosition(sequence, schemaVersion);
  }

  @Override
  public synchronized long bytesAfter(long position) {
    return 10 * log.stream().filter(event -> event.sequence() > position).count();
  }

  @Override
  public synchronized Optional<String> largestAfter(long position) {
    return log.stream()
        .filter(event -> event.sequence() > position)
        .collect(Collectors.groupingBy(CdcEvent::table, Collectors.counting()))
        .entrySet()
        .stream()
        .max(Map.Entry.comparingByValue())
        .map(Map.Entry::getKey);
  }

  @Override
  public boolean prune(long through) {
    beforePrune.run();
    synchronized (this) {
      pruned = Math.max(pruned, through);
      log.removeIf(event -> event.sequence() <= through);
    }
    return true;
  }

  synchronized long prunedThrough() {
    return pruned;
  }

  @Override
  public synchronized void beginEpoch(String name) {
    epochs.add(name);
  }

  @Override
  public synchronized String sourceId() {
    return sourceId;
  }

  @Override
  public synchronized void capture(String table) {
    Table target = tables.get(table);
    if (target == null || target.change == Change.DROPPED) {
      throw new HtapException(ErrorCode.TABLE_UNKNOWN, "no table '" + table + "'");
    }
    if (!target.unsupported.isEmpty()) {
      throw new HtapException(ErrorCode.TABLE_UNSUPPORTED, target.unsupported);
    }
    target.change = Change.NONE;
    captured.put(table, ++captures);
    suspended.remove(table);
    schemaVersion++;
  }

  @Override
  public synchronized void capture(TableSchema typed) {
    capture(typed.name());
    tables.get(typed.name()).typed = typed;
  }

  @Override
  public synchronized void release(String table) {
    captured.remove(table);
    schemaVersion++;
  }

  @Override
  public synchronized Set<String> declined() {
    return Set.of();
  }

  @Override
  public synchronized void suspend(String table) {
    tables.get(table).change = Change.CAPTURE;
    suspended.add(table);
    log.removeIf(event -> event.table().equals(table));
    schemaVersion++;
  }

  @Override
  public synchronized Set<String> captured() {
    return new LinkedHashSet<>(captured.keySet());
  }

  /** The rows of a table, as text. */
  synchronized String rows(String table) {
    return tables.get(table).rows.values().stream().map(Arrays::deepToString).toList().toString();
  }

  @Override
  public void close() {}
}
