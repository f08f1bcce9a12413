package dev.rhei.sync;

import dev.rhei.core.cdc.CdcConsumer;
import dev.rhei.core.cdc.CdcPosition;
import dev.rhei.core.cdc.CdcSnapshot;
import dev.rhei.core.cdc.TableEvolution;
import dev.rhei.core.cdc.TableSnapshot;
import dev.rhei.core.engine.OlapBackend;
import dev.rhei.core.engine.OlapWrite;
import dev.rhei.core.error.ErrorCode;
import dev.rhei.core.schema.Identifier;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What the copy remembers of its source, and whether that is this source as it stands: the basis of
 * every {@link Reconciliation}. Keeps nothing itself.
 */
final class CopyOrigin {
  private static final String SOURCE_ID = "source_id";
  private static final String SCHEMA_VERSION = "schema_version";
  private static final String EPOCH = "epoch";
  private static final String CAPTURE = "capture.";

  private final CdcConsumer log;
  private final OlapBackend olap;
  private final boolean quarantineForeign;

  CopyOrigin(CdcConsumer log, OlapBackend olap, ForeignChange policy) {
    this.log = log;
    this.olap = olap;
    this.quarantineForeign = policy == ForeignChange.QUARANTINE;
  }

  /** What a cycle stores that leaves the copy at that position. */
  Map<String, String> at(CdcPosition position, List<String> epochs) {
    return Map.of(
        SOURCE_ID,
        log.sourceId(),
        SCHEMA_VERSION,
        Long.toString(position.schemaVersion()),
        EPOCH,
        epochs.isEmpty() ? "" : epochs.get(epochs.size() - 1));
  }

  /** Begins an epoch of the source, and lets the copy know it. */
  void beginEpoch(String name) {
    log.beginEpoch(name);
    try (OlapWrite write = olap.beginWrite()) {
      write.putProperty(EPOCH, name);
      write.commit(olap.appliedThrough());
    }
  }

  /** What a cycle stores with a table that follows this capture from now on. */
  static String captureProperty(String table) {
    return CAPTURE + Identifier.fold(table);
  }

  /** Whether the copy says that it holds every change up to the position. */
  boolean standsAt(CdcPosition position) {
    long applied = olap.appliedThrough();
    return applied >= position.sequence()
        && schemaVersion().equals(Optional.of(position.schemaVersion()))
        // Beyond it by another thread's cycle; or because the source was put back to an older
        // state.
        && (applied == position.sequence() || applied <= log.latest().sequence());
  }

  /**
   * What must happen to the tables.
   *
   * @param evolutions what is known of tables that were altered
   * @param reload a table to load again; null for none
   * @param accused tables to leave out, by folded name, with the reason
   */
  Reconciliation compare(
      CdcSnapshot snapshot,
      List<TableEvolution> evolutions,
      @Nullable String reload,
      Map<String, String> accused) {
    Optional<TableSnapshot> source = snapshot.tables();
    if (source.isEmpty()) {
      return Reconciliation.NOTHING; // a log that stands alone has no definitions to compare
    }
    TableSnapshot tables = source.get();
    Map<String, Long> captured = tables.captures();
    Optional<Long> known = schemaVersion();
    String rebuild = captured.isEmpty() ? null : whyRebuild(snapshot);
    boolean schemaChanged =
        rebuild != null || !known.equals(Optional.of(snapshot.position().schemaVersion()));
    return Reconciliation.of(
        new Reconciliation.Facts(
            captured,
            olap.tables(),
            table -> olap.property(captureProperty(table)).map(Long::valueOf),
            evolutions,
            rebuild,
            schemaChanged,
            tables::changeOf,
            !schemaChanged || (known.isPresent() && tables.rowidsKeptSince(known.get())),
            quarantineForeign,
            reload,
            Map.copyOf(accused)));
  }

  private Optional<Long> schemaVersion() {
    return olap.property(SCHEMA_VERSION).map(Long::valueOf);
  }

  private @Nullable String whyRebuild(CdcSnapshot snapshot) {
    long applied = olap.appliedThrough();
    String sourceId = olap.property(SOURCE_ID).orElse("");
    if (sourceId.isEmpty()) {
      return "the copy is empty";
    }
    if (!sourceId.equals(log.sourceId())) {
      return "the copy was made from another database";
    }
    if (applied > snapshot.position().sequence()) {
      return "the copy stands at "
          + applied
          + " and the log ends at "
          + snapshot.position().sequence()
          + ": the database was put back to an older state";
    }
    String epoch = olap.property(EPOCH).orElse("");
    if (!epoch.isEmpty() && !snapshot.epochs().contains(epoch)) {
      return "the database was put back to an older state, and written to since";
    }
    if (applied < snapshot.prunedThrough()) {
      return ErrorCode.SYNC_GAP
          + ": the copy stands at "
          + applied
          + " and the log was pruned up to "
          + snapshot.prunedThrough();
    }
    return null;
  }
}
