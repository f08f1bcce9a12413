package dev.rhei.sync;

import dev.rhei.core.cdc.CdcConsumer;
import dev.rhei.core.cdc.CdcPosition;
import dev.rhei.core.cdc.CdcSnapshot;
import dev.rhei.core.cdc.TableCapture;
import dev.rhei.core.engine.MirrorState;
import dev.rhei.core.engine.OlapBackend;
import dev.rhei.core.error.ErrorCode;
import dev.rhei.core.error.HtapException;
import dev.rhei.core.schema.Identifier;
import dev.rhei.core.sync.SyncResult;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
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
   */
  SyncResult run(boolean load, @Nullable String reload) {
    return run(load, reload, log::open);
  }

  /**
   * As {@link #run(boolean, String)}, on a snapshot of the caller's.
   *
   * @param source opens it; called again for each further look
   */
  SyncResult run(boolean load, @Nullable String reload, Supplier<CdcSnapshot> source) {
    for (int look = 1; ; look++) {
      List<String> renew;
      try (CdcSnapshot snapshot = source.get()) {
        Reconciliation plan = origin.compare(snapshot, suspects.accused());
        if (reload != null && isMirrored(reload)) {
          plan = plan.reloading(reload);
        }
        renew = plan.renew();
        if (renew.isEmpty()) {
          return apply(snapshot, plan, load);
        }
        leave(snapshot, plan);
      }
      for (String table : renew) {
        renewCapture(table, look);
      }
    }
  }

  private SyncResult apply(CdcSnapshot snapshot, Reconciliation plan, boolean load) {
    CdcPosition position = snapshot.position();
    SyncResult result = SyncResult.nothing(position.sequence());
    if (!plan.isEmpty() || !origin.standsAt(position) || (load && isLoading())) {
      SyncResult changed = cycle(snapshot, plan, load, origin.at(position));
      cycles.incrementAndGet();
      notices.add(told -> told.onCycle(changed));
      result = changed;
    }
    suspects.committed();
    return result;
  }

  /**
   * Takes tables off the copy before their capture is renewed: events may be missing, and the
   * process may end right after the renewal, which would leave nothing to tell by.
   */
  private void leave(CdcSnapshot snapshot, Reconciliation plan) {
    List<String> drop = new ArrayList<>(plan.drop());
    for (String table : plan.renew()) {
      if (isMirrored(table)) {
        drop.add(table);
      }
    }
    if (drop.size() > plan.drop().size()) {
      Reconciliation leaving =
          new Reconciliation(plan.rebuild(), drop, plan.load(), List.of(), plan.quarantine());
      cycle(snapshot, leaving, false, origin.withoutDefinitions());
    }
  }

  private SyncResult cycle(
      CdcSnapshot snapshot, Reconciliation plan, boolean load, Map<String, String> properties) {
    return new SyncCycle(snapshot, olap, config, notices).run(plan, load, properties);
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
