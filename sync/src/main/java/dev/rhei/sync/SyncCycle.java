package dev.rhei.sync;

import dev.rhei.core.cdc.CdcChunk;
import dev.rhei.core.cdc.CdcEvent;
import dev.rhei.core.cdc.CdcSnapshot;
import dev.rhei.core.cdc.TableEvolution;
import dev.rhei.core.engine.MirrorState;
import dev.rhei.core.engine.MirrorTable;
import dev.rhei.core.engine.OlapBackend;
import dev.rhei.core.engine.OlapWrite;
import dev.rhei.core.engine.TableChanges;
import dev.rhei.core.error.ErrorCode;
import dev.rhei.core.error.HtapException;
import dev.rhei.core.schema.ColumnFit;
import dev.rhei.core.schema.Identifier;
import dev.rhei.core.schema.MisfitException;
import dev.rhei.core.schema.RowKey;
import dev.rhei.core.schema.TableAlteration;
import dev.rhei.core.schema.TableSchema;
import dev.rhei.core.sync.SyncResult;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.arrow.vector.types.pojo.Field;
import org.apache.arrow.vector.types.pojo.Schema;
import org.jspecify.annotations.Nullable;

/**
 * One cycle: one snapshot of the source, one transaction on the copy, which afterwards stands where
 * the snapshot stood. Everything a table needs in a cycle (a new schema, events, rows of its load)
 * comes from the same snapshot, so the copy never mixes two states.
 */
final class SyncCycle {
  private final CdcSnapshot snapshot;
  private final OlapBackend olap;
  private final SyncConfig config;
  private final Notices notices;
  private final Notices onceCommitted = new Notices();
  private final TableReader reader;
  private final Map<String, MirrorTable> tables = new LinkedHashMap<>();
  private long inserts;
  private long updates;
  private long deletes;
  private long loadedRows;

  SyncCycle(CdcSnapshot snapshot, OlapBackend olap, SyncConfig config, Notices notices) {
    this.snapshot = snapshot;
    this.olap = olap;
    this.config = config;
    this.notices = notices;
    this.reader = new TableReader(snapshot.tables());
    olap.tables().forEach(this::remember);
  }

  /**
   * Runs the cycle and commits it.
   *
   * @param after where to begin in the log; where the copy stands, or before
   * @param properties to store with the commit
   */
  SyncResult run(Reconciliation plan, long after, boolean load, Map<String, String> properties) {
    long started = System.nanoTime();
    try (OlapWrite write = olap.beginWrite()) {
      reconcile(write, plan);
      applyEvents(write, after, load);
      if (load) {
        load(write, started + config.loadSlice().toNanos());
      }
      properties.forEach(write::putProperty);
      write.commit(snapshot.position().sequence());
    }
    notices.addAll(onceCommitted);
    return new SyncResult(
        inserts + updates + deletes,
        inserts,
        updates,
        deletes,
        loadedRows,
        snapshot.position().sequence(),
        Duration.ofNanos(System.nanoTime() - started));
  }

  private void reconcile(OlapWrite write, Reconciliation plan) {
    String rebuild = plan.rebuild();
    if (rebuild != null) {
      onceCommitted.add(listener -> listener.onRebuild(rebuild));
    }
    for (String table : plan.drop()) {
      onTable(table, () -> write.dropTable(table));
      tables.remove(Identifier.fold(table));
    }
    plan.evolve().forEach(evolution -> evolve(write, evolution));
    plan.quarantine().forEach((table, reason) -> quarantine(write, table, reason));
    plan.load().forEach(table -> startLoad(write, table, false));
  }

  private void applyEvents(OlapWrite write, long from, boolean load) {
    long after = from;
    while (after < snapshot.position().sequence()) {
      List<TableSchema> wanting =
          tables.values().stream()
              .filter(MirrorPlanner::wantsEvents)
              .map(MirrorTable::schema)
              .toList();
      if (wanting.isEmpty()) {
        return;
      }
      CdcChunk chunk = snapshot.changes(after, config.chunkEvents(), wanting);
      List<TableChanges> planned = new ArrayList<>();
      byTable(chunk.events()).forEach((table, events) -> plan(write, table, events, planned));
      inserts += chunk.inserts();
      updates += chunk.updates();
      deletes += chunk.deletes();
      after = chunk.through();
      if (after >= snapshot.position().sequence() && !(load && isLoading())) {
        snapshot.close(); // all is read: while the copy writes, SQLite can start its WAL anew
      }
      planned.forEach(changes -> onTable(changes.table().name(), () -> write.apply(changes)));
    }
  }

  private boolean isLoading() {
    return tables.values().stream().anyMatch(table -> table.state() == MirrorState.LOADING);
  }

  private static Map<String, List<CdcEvent>> byTable(List<CdcEvent> events) {
    Map<String, List<CdcEvent>> byTable = new LinkedHashMap<>();
    for (CdcEvent event : events) {
      byTable.computeIfAbsent(event.table(), t -> new ArrayList<>()).add(event);
    }
    return byTable;
  }

  private void plan(
      OlapWrite write, String table, List<CdcEvent> events, List<TableChanges> planned) {
    MirrorTable mirror = tables.get(Identifier.fold(table));
    if (mirror == null || !MirrorPlanner.wantsEvents(mirror)) {
      return; // it went back to the start of its load in this very cycle
    }
    try {
      planned.add(new MirrorPlanner(mirror).plan(events));
    } catch (MisfitException e) {
      misfit(write, mirror, e);
    }
  }

  private void load(OlapWrite write, long deadline) {
    for (MirrorTable table : List.copyOf(tables.values())) {
      MirrorTable mirror = table;
      while (mirror.state() == MirrorState.LOADING) {
        mirror = loadPiece(write, mirror);
        if (System.nanoTime() - deadline >= 0) {
          return;
        }
      }
    }
  }

  private MirrorTable loadPiece(OlapWrite write, MirrorTable mirror) {
    String name = mirror.schema().name();
    try {
      TableReader.Piece piece = reader.read(mirror, config.loadRows());
      MirrorTable loaded =
          mirror.loadedTo(piece.lastKey(), mirror.loadedRows() + piece.rows().size());
      MirrorTable next = piece.last() ? loaded.live() : loaded;
      onTable(
          name,
          () -> {
            piece.write(write, mirror);
            write.updateTable(next);
          });
      loadedRows += piece.rows().size();
      remember(next);
      notePiece(next);
      return next;
    } catch (MisfitException e) {
      MirrorTable again = misfit(write, mirror, e);
      // The row is in this very snapshot: if that leads to the same columns, it will not fit them.
      return again.schema().equals(mirror.schema())
          ? quarantine(write, name, String.valueOf(e.getMessage()))
          : again;
    }
  }

  private void notePiece(MirrorTable mirror) {
    String name = mirror.schema().name();
    boolean live = mirror.state() == MirrorState.LIVE;
    long rows = mirror.loadedRows();
    long estimate = live ? rows : Math.max(rows, reader.estimateRows(name));
    onceCommitted.add(listener -> listener.onLoadProgress(name, rows, estimate));
    if (live) {
      onceCommitted.add(listener -> listener.onTableLive(name));
    }
  }

  /** A value does not fit: the columns are typed anew by what the table holds now. */
  private MirrorTable misfit(OlapWrite write, MirrorTable mirror, MisfitException misfit) {
    String name = mirror.schema().name();
    if (reader.isTyped(name)) {
      return quarantine(write, name, String.valueOf(misfit.getMessage()));
    }
    return startLoad(write, name, true);
  }

  /** Alters the copy of a table as the table was; loads it anew if that is not possible. */
  private void evolve(OlapWrite write, TableEvolution evolution) {
    MirrorTable before = tables.remove(Identifier.fold(evolution.before()));
    MirrorTable after = before == null ? null : altered(before, evolution);
    if (after != null && alter(write, evolution, after)) {
      follow(write, after);
      return;
    }
    write.dropTable(evolution.before());
    startLoad(write, evolution.after(), false);
  }

  private static boolean alter(OlapWrite write, TableEvolution evolution, MirrorTable after) {
    TableAlteration alteration = fitting(after.schema(), evolution.alteration());
    try {
      return alteration != null && write.alterTable(evolution.before(), after, alteration);
    } catch (HtapException e) {
      throw new TableFailure(evolution.after(), e);
    }
  }

  /** The table as it is then: its columns keep their types. Null if a new one's is not known. */
  private @Nullable MirrorTable altered(MirrorTable before, TableEvolution evolution) {
    TableSchema old = before.schema();
    List<Field> columns = new ArrayList<>(old.columns());
    List<String> key = new ArrayList<>(old.primaryKey());
    TableAlteration alteration = evolution.alteration();
    if (alteration instanceof TableAlteration.AddedColumn added) {
      Field column = newColumn(evolution.after(), added.column());
      if (column == null) {
        return null;
      }
      columns.add(column);
    } else if (alteration instanceof TableAlteration.DroppedColumn dropped) {
      columns.remove(old.indexOf(dropped.column()));
    } else if (alteration instanceof TableAlteration.RenamedColumn renamed) {
      Field column = columns.get(old.indexOf(renamed.from()));
      columns.set(
          old.indexOf(renamed.from()),
          new Field(renamed.to(), column.getFieldType(), column.getChildren()));
      key.replaceAll(name -> Identifier.same(name, renamed.from()) ? renamed.to() : name);
    }
    TableSchema schema = new TableSchema(evolution.after(), new Schema(columns), key, old.rowKey());
    return new MirrorTable(schema, MirrorState.LIVE, "", null, before.loadedRows());
  }

  private @Nullable Field newColumn(String table, String column) {
    try {
      TableSchema now = reader.schema(table, false);
      return now.columns().get(now.indexOf(column));
    } catch (HtapException e) {
      if (e.code().fault() != ErrorCode.Fault.CALLER) {
        throw e;
      }
      return null; // its load will tell why
    }
  }

  /** With a value as the copy stores it; null if it does not fit. */
  private static @Nullable TableAlteration fitting(TableSchema after, TableAlteration alteration) {
    if (!(alteration instanceof TableAlteration.AddedColumn added)) {
      return alteration;
    }
    try {
      Object value = ColumnFit.of(after).value(after.indexOf(added.column()), added.value());
      return new TableAlteration.AddedColumn(added.column(), value);
    } catch (MisfitException e) {
      return null;
    }
  }

  /** The table follows its capture of now. */
  private void follow(OlapWrite write, MirrorTable mirror) {
    String name = mirror.schema().name();
    reader
        .captureOf(name)
        .ifPresent(id -> write.putProperty(CopyOrigin.captureProperty(name), Long.toString(id)));
    remember(mirror);
  }

  private MirrorTable startLoad(OlapWrite write, String table, boolean census) {
    MirrorTable mirror;
    try {
      mirror = MirrorTable.loading(reader.schema(table, census));
    } catch (HtapException e) {
      if (e.code().fault() != ErrorCode.Fault.CALLER) {
        throw e;
      }
      return quarantine(write, table, e.detail());
    }
    onTable(table, () -> write.createTable(mirror));
    follow(write, mirror);
    return mirror;
  }

  private MirrorTable quarantine(OlapWrite write, String table, String reason) {
    // Without columns: what the table looks like may be just what cannot be mirrored.
    TableSchema bare = new TableSchema(table, new Schema(List.of()), List.of(), RowKey.ROWID);
    MirrorTable mirror = MirrorTable.loading(bare).quarantined(reason);
    write.createTable(mirror);
    follow(write, mirror);
    onceCommitted.add(listener -> listener.onTableQuarantined(table, reason));
    return mirror;
  }

  private void remember(MirrorTable mirror) {
    tables.put(Identifier.fold(mirror.schema().name()), mirror);
  }

  private static void onTable(String table, Runnable work) {
    try {
      work.run();
    } catch (HtapException e) {
      throw new TableFailure(table, e);
    }
  }
}
