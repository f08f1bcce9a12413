package dev.rhei.sync;

import dev.rhei.core.cdc.CdcConsumer;
import dev.rhei.core.cdc.CdcPosition;
import dev.rhei.core.cdc.CdcSnapshot;
import dev.rhei.core.cdc.TableCapture;
import dev.rhei.core.cdc.TableSnapshot;
import dev.rhei.core.engine.MirrorState;
import dev.rhei.core.engine.MirrorTable;
import dev.rhei.core.engine.OlapBackend;
import dev.rhei.core.error.ErrorCode;
import dev.rhei.core.error.HtapException;
import dev.rhei.core.schema.Identifier;
import dev.rhei.core.sync.SyncListener;
import dev.rhei.core.sync.SyncResult;
import dev.rhei.core.sync.SyncStatus;
import dev.rhei.core.sync.TableStatus;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Brings the copy to where the source stands, one cycle at a time on the caller's thread. Cycles,
 * and changes of schema made through {@link #changeSchema}, never overlap. Thread-safe, but not for
 * a thread that is inside a write transaction of the source: it would wait for itself.
 */
public final class CdcSyncEngine implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(CdcSyncEngine.class);
  private static final String SOURCE_ID = "source_id";
  private static final String SCHEMA_VERSION = "schema_version";

  /** Renewing a capture changes the schema, which calls for another look; this often at most. */
  private static final int LOOKS = 4;

  private final CdcConsumer log;
  private final TableCapture capture;
  private final OlapBackend olap;
  private final SyncConfig config;
  private final SyncListener listener;
  private final CycleGate gate;
  private final LagClock lag;
  private final Suspects suspects = new Suspects(); // under the gate
  private final Notices notices = new Notices(); // under the gate
  private final AtomicLong prunedThrough = new AtomicLong();
  private final AtomicLong cycles = new AtomicLong();
  private volatile SyncStatus.@Nullable Failure lastFailure;

  /** Until a cycle has compared the two, the copy may be of another database, or of another day. */
  private volatile boolean looked;

  /** A sync engine over parts that stay the caller's to close, after it. */
  public CdcSyncEngine(
      CdcConsumer log,
      TableCapture capture,
      OlapBackend olap,
      SyncConfig config,
      SyncListener listener) {
    this.log = log;
    this.capture = capture;
    this.olap = olap;
    this.config = config;
    this.listener = listener;
    this.gate = new CycleGate(config.gateWait());
    this.lag = new LagClock(config.clock());
  }

  /**
   * One cycle: applies everything that is committed, loads a slice of the tables that are being
   * loaded, and removes applied events from the log.
   */
  public SyncResult syncOnce() {
    SyncResult result = cycle("a sync cycle", () -> run(true));
    prune();
    return result;
  }

  /**
   * Applies everything committed before the call, and no more than a cycle's worth after it; loads
   * nothing. If another thread's cycle has seen to it already, does nothing.
   */
  public void catchUp(CdcPosition position) {
    if (!isCurrent(position)) {
      cycle(
          "a query that needs the latest state",
          () -> isCurrent(position) ? SyncResult.nothing(olap.appliedThrough()) : run(false));
    }
  }

  /** Makes sure that what the copy holds is of this source; does nothing once that is known. */
  public void lookFirst() {
    if (!looked) {
      cycle(
          "a first look at the copy",
          () -> looked ? SyncResult.nothing(olap.appliedThrough()) : run(false));
    }
  }

  /** Whether the copy holds every change up to the position, under the same definitions. */
  public boolean isCurrent(CdcPosition position) {
    return looked && standsAt(position);
  }

  private boolean standsAt(CdcPosition position) {
    long applied = olap.appliedThrough();
    return applied >= position.sequence()
        && olap.property(SCHEMA_VERSION).map(Long::valueOf).orElse(-1L) == position.schemaVersion()
        // Beyond it by another thread's cycle; or because the source was put back to an older
        // state.
        && (applied == position.sequence() || applied <= log.latest().sequence());
  }

  /**
   * Runs cycles until the table is complete.
   *
   * @throws HtapException TABLE_NOT_REGISTERED, or TABLE_UNSUPPORTED with the reason why it is off
   *     the copy
   */
  public SyncResult load(String table) {
    SyncResult total = syncOnce();
    while (stateOf(table).state() == MirrorState.LOADING) {
      total = total.plus(syncOnce());
    }
    MirrorTable mirror = stateOf(table);
    if (mirror.state() == MirrorState.QUARANTINED) {
      throw new HtapException(ErrorCode.TABLE_UNSUPPORTED, mirror.reason());
    }
    return total;
  }

  /** Runs cycles until no table is being loaded; tables that are off the copy stay so. */
  public SyncResult loadAll() {
    SyncResult total = syncOnce();
    while (isLoading()) {
      total = total.plus(syncOnce());
    }
    return total;
  }

  /** Empties the table's copy and loads it anew; queries on it run on SQLite until it is done. */
  public SyncResult resync(String table) {
    if (!isMirrored(table)) {
      lookFirst(); // a copy that was just made does not know its tables yet
    }
    stateOf(table); // or an error that says so
    cycle("resync of '" + table + "'", () -> run(false, stateOf(table).schema().name()));
    return load(table);
  }

  /** Whether tables are being loaded. */
  public boolean isLoading() {
    return olap.tables().stream().anyMatch(t -> t.state() == MirrorState.LOADING);
  }

  /**
   * Runs a change of the source's schema between two cycles: what is pending is applied before it,
   * under the definitions it was written with, and the copy follows after it. A copy that cannot
   * follow is no reason to refuse the change; it shows in the status.
   */
  public <T> T changeSchema(Supplier<T> change) {
    List<Notices> due = new ArrayList<>();
    try {
      return gate.pass(
          "a change of schema",
          () -> {
            try {
              follow();
              T result = change.get();
              follow();
              return result;
            } finally {
              due.add(notices.take());
            }
          });
    } finally {
      due.forEach(taken -> taken.deliver(listener));
    }
  }

  private void follow() {
    try {
      guarded(() -> run(false));
    } catch (HtapException e) {
      LOG.debug("the copy could not follow a change of schema; the next cycle will try", e);
    }
  }

  /** Tells the lag that the source has changed. Cheap. */
  public void changeKnown() {
    lag.changeKnown();
  }

  /**
   * The state of the replay.
   *
   * @param running whether a loop repeats cycles in the background
   * @param fallbacks queries that the copy failed
   */
  public SyncStatus status(boolean running, long fallbacks) {
    long latest = log.latest().sequence();
    long applied = olap.appliedThrough();
    List<TableStatus> tables =
        olap.tables().stream()
            .map(t -> new TableStatus(t.schema().name(), t.state(), t.reason(), t.loadedRows()))
            .toList();
    return new SyncStatus(
        running,
        latest,
        applied,
        Math.max(0, latest - applied),
        latest > applied ? lag.lag() : Duration.ZERO,
        cycles.get(),
        fallbacks,
        tables,
        lastFailure);
  }

  private MirrorTable stateOf(String table) {
    return olap.tables().stream()
        .filter(t -> Identifier.same(t.schema().name(), table))
        .findFirst()
        .orElseThrow(
            () ->
                new HtapException(
                    ErrorCode.TABLE_NOT_REGISTERED,
                    "table '"
                        + table
                        + "' is not registered; call registerTable(\""
                        + table
                        + "\") first. Registered are "
                        + olap.tables().stream().map(t -> t.schema().name()).toList()));
  }

  /** Passes the gate, does the work, then tells the listener. */
  private SyncResult cycle(String what, Supplier<SyncResult> work) {
    List<Notices> due = new ArrayList<>();
    try {
      return gate.pass(
          what,
          () -> {
            try {
              return guarded(work);
            } finally {
              due.add(notices.take());
            }
          });
    } finally {
      due.forEach(taken -> taken.deliver(listener));
    }
  }

  private SyncResult guarded(Supplier<SyncResult> work) {
    lag.cycleStarts();
    boolean done = false;
    try {
      SyncResult result = work.get();
      done = true;
      return result;
    } catch (TableFailure e) {
      suspects.failed(e.table(), e.failure());
      failed(e.failure());
      throw e.failure();
    } catch (HtapException e) {
      suspects.cleared();
      failed(e);
      throw e;
    } catch (RuntimeException e) {
      HtapException failure = new HtapException(ErrorCode.INTERNAL, "a sync cycle failed: " + e, e);
      suspects.cleared();
      failed(failure);
      throw failure;
    } finally {
      if (done) {
        lag.cycleSucceeded();
      } else {
        lag.cycleFailed();
      }
    }
  }

  private void failed(HtapException e) {
    lastFailure = new SyncStatus.Failure(config.clock().instant(), e);
    notices.add(told -> told.onError(e));
  }

  private SyncResult run(boolean load) {
    return run(load, null);
  }

  private SyncResult run(boolean load, @Nullable String reload) {
    for (int look = 1; ; look++) {
      List<String> renew;
      try (CdcSnapshot snapshot = log.open()) {
        Reconciliation plan = reconcile(snapshot);
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
    if (!plan.isEmpty() || !standsAt(position) || (load && isLoading())) {
      result =
          new SyncCycle(snapshot, olap, config, notices)
              .run(
                  plan,
                  load,
                  Map.of(
                      SOURCE_ID,
                      log.sourceId(),
                      SCHEMA_VERSION,
                      Long.toString(position.schemaVersion())));
      SyncResult changed = result;
      cycles.incrementAndGet();
      notices.add(told -> told.onCycle(changed));
    }
    suspects.committed();
    looked = true;
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
      new SyncCycle(snapshot, olap, config, notices)
          .run(
              new Reconciliation(plan.rebuild(), drop, plan.load(), List.of(), plan.quarantine()),
              false,
              Map.of(SOURCE_ID, log.sourceId())); // the schema version is not yet dealt with
    }
  }

  private boolean isMirrored(String table) {
    return olap.tables().stream().anyMatch(t -> Identifier.same(t.schema().name(), table));
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

  private Reconciliation reconcile(CdcSnapshot snapshot) {
    Optional<TableSnapshot> source = snapshot.tables();
    if (source.isEmpty()) {
      return Reconciliation.NOTHING; // a log that stands alone has no definitions to compare
    }
    TableSnapshot tables = source.get();
    Set<String> captured = tables.captured();
    Optional<Long> known = olap.property(SCHEMA_VERSION).map(Long::valueOf);
    boolean schemaChanged = !known.equals(Optional.of(snapshot.position().schemaVersion()));
    return Reconciliation.of(
        new Reconciliation.Facts(
            captured,
            olap.tables(),
            captured.isEmpty() ? null : whyRebuild(snapshot),
            schemaChanged,
            tables::changeOf,
            !schemaChanged || (known.isPresent() && tables.rowidsKeptSince(known.get())),
            Map.copyOf(suspects.accused())));
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
    if (applied < snapshot.prunedThrough()) {
      return ErrorCode.SYNC_GAP
          + ": the copy stands at "
          + applied
          + " and the log was pruned up to "
          + snapshot.prunedThrough();
    }
    return null;
  }

  /** Outside the gate: it waits for the writer, who may be waiting for a cycle. */
  private void prune() {
    long applied = olap.appliedThrough();
    long pruned = prunedThrough.get();
    if (config.pruneLog()
        && applied - pruned >= config.pruneEvents()
        && prunedThrough.compareAndSet(pruned, applied)) {
      try {
        log.prune(applied);
      } catch (HtapException e) {
        prunedThrough.compareAndSet(applied, pruned); // nothing is lost by pruning later
        lastFailure = new SyncStatus.Failure(config.clock().instant(), e);
        Notices failure = new Notices();
        failure.add(told -> told.onError(e));
        failure.deliver(listener);
      }
    }
  }

  @Override
  public void close() {
    gate.close();
  }
}
