package dev.rhei.sync;

import dev.rhei.core.cdc.CdcConsumer;
import dev.rhei.core.cdc.CdcPosition;
import dev.rhei.core.cdc.CdcSnapshot;
import dev.rhei.core.cdc.TableCapture;
import dev.rhei.core.cdc.TableEvolution;
import dev.rhei.core.engine.MirrorState;
import dev.rhei.core.engine.OlapBackend;
import dev.rhei.core.engine.OlapWrite;
import dev.rhei.core.error.ErrorCode;
import dev.rhei.core.error.HtapException;
import dev.rhei.core.schema.Identifier;
import dev.rhei.core.sync.SyncResult;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A cycle from its first look at the source to its commit; where captures must be renewed, which
 * only writing can do, it looks again. Used under the gate.
 */
final class CycleRunner {
  /** Renewing a capture changes the schema, which calls for another look; this often at most. */
  private static final int LOOKS = 4;

  private final CdcConsumer log;
  private final TableCapture capture;
  private final OlapBackend olap;
  private final CopyOrigin origin;
  private final SyncConfig config;
  private final Suspects suspects;
  private final Notices notices;
  private final AtomicLong cycles = new AtomicLong(); // read by any thread

  CycleRunner(
      CdcConsumer log,
      TableCapture capture,
      OlapBackend olap,
      CopyOrigin origin,
      SyncConfig config,
      Suspects suspects,
      Notices notices) {
    this.log = log;
    this.capture = capture;
    this.olap = olap;
    this.origin = origin;
    this.config = config;
    this.suspects = suspects;
    this.notices = notices;
  }

  /**
   * Runs a cycle if there is anything to do.
   *
   * @param load whether to load a slice of the tables that are being loaded
   * @param reload a table to load from the beginning; null for none
   * @param evolutions tables that were altered since the last cycle
   */
  SyncResult run(boolean load, @Nullable String reload, List<TableEvolution> evolutions) {
    return run(load, reload, evolutions, log::open);
  }

  /**
   * As {@link #run(boolean, String, List)}, on a snapshot of the caller's.
   *
   * @param source opens it; called again for each further look
   */
  SyncResult run(
      boolean load,
      @Nullable String reload,
      List<TableEvolution> evolutions,
      Supplier<CdcSnapshot> source) {
    return run(load, reload, evolutions, source, null);
  }

  private SyncResult run(
      boolean load,
      @Nullable String reload,
      List<TableEvolution> evolutions,
      Supplier<CdcSnapshot> source,
      @Nullable Long from) {
    for (int look = 1; ; look++) {
      List<String> renew;
      try (CdcSnapshot snapshot = source.get()) {
        Reconciliation plan = origin.compare(snapshot, evolutions, reload, suspects.accused());
        renew = plan.renew();
        if (renew.isEmpty()) {
          return apply(snapshot, plan, load, from);
        }
      }
      requireWritableCopy();
      for (String table : renew) {
        renewCapture(table, look);
      }
    }
  }

  /** Applies what is committed; nothing if captures would have to be renewed for that. */
  void runWithoutWriting() {
    try (CdcSnapshot snapshot = log.open()) {
      Reconciliation plan = origin.compare(snapshot, List.of(), null, suspects.accused());
      if (plan.renew().isEmpty()) {
        apply(snapshot, plan, false, null);
      }
    }
  }

  /** A cycle that begins at an earlier position, whatever the copy has of what follows it. */
  SyncResult replay(long after) {
    return run(false, null, List.of(), log::open, after);
  }

  private void requireKept(CdcSnapshot snapshot, long after) {
    if (after < snapshot.prunedThrough() || after > olap.appliedThrough()) {
      throw new HtapException(
          ErrorCode.SYNC_GAP,
          "cannot replay from position "
              + after
              + ": the log goes back to "
              + snapshot.prunedThrough()
              + ", and the copy stands at "
              + olap.appliedThrough());
    }
  }

  /**
   * Applies a snapshot to the copy.
   *
   * @param from where to begin in the log; null for where the copy stands
   */
  private SyncResult apply(
      CdcSnapshot snapshot, Reconciliation plan, boolean load, @Nullable Long from) {
    CdcPosition position = snapshot.position();
    SyncResult result = SyncResult.nothing(position.sequence());
    boolean behind = !plan.isEmpty() || !origin.standsAt(position) || (load && isLoading());
    if (from != null) {
      requireKept(snapshot, from);
    }
    if (behind || from != null) {
      SyncResult changed =
          new SyncCycle(snapshot, olap, config, notices)
              .run(
                  plan,
                  from == null ? olap.appliedThrough() : from,
                  load,
                  origin.at(position, snapshot.epochs()));
      cycles.incrementAndGet();
      notices.add(told -> told.onCycle(changed));
      result = changed;
    }
    suspects.committed();
    return result;
  }

  /** A capture for a copy that cannot be written would fill the log for nothing. */
  private void requireWritableCopy() {
    try (OlapWrite write = olap.beginWrite()) {
      write.commit(olap.appliedThrough());
    }
  }

  private void renewCapture(String table, int look) {
    try {
      if (look >= LOOKS) {
        throw new HtapException(
            ErrorCode.TABLE_UNSUPPORTED,
            "'" + table + "' was altered again and again while its capture was renewed");
      }
      capture.capture(table);
    } catch (HtapException e) {
      if (e.code().fault() != ErrorCode.Fault.CALLER) {
        throw e;
      }
      suspects.refused(table, e);
    }
  }

  /** Cycles that changed the copy. */
  long cycles() {
    return cycles.get();
  }

  boolean isLoading() {
    return olap.tables().stream().anyMatch(t -> t.state() == MirrorState.LOADING);
  }

  boolean isMirrored(String table) {
    return olap.tables().stream().anyMatch(t -> Identifier.same(t.schema().name(), table));
  }
}
