package dev.rhei.sync;

import dev.rhei.core.cdc.CdcConsumer;
import dev.rhei.core.cdc.CdcPosition;
import dev.rhei.core.cdc.TableCapture;
import dev.rhei.core.cdc.TableEvolution;
import dev.rhei.core.engine.MirrorState;
import dev.rhei.core.engine.MirrorTable;
import dev.rhei.core.engine.OlapBackend;
import dev.rhei.core.error.ErrorCode;
import dev.rhei.core.error.HtapException;
import dev.rhei.core.internal.CloseStack;
import dev.rhei.core.route.QueryStatus;
import dev.rhei.core.schema.Identifier;
import dev.rhei.core.sync.Freshness;
import dev.rhei.core.sync.SyncListener;
import dev.rhei.core.sync.SyncResult;
import dev.rhei.core.sync.SyncStatus;
import dev.rhei.core.sync.TableStatus;
import dev.rhei.core.sync.VerifyReport;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.LongSupplier;
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

  private final CdcConsumer log;
  private final OlapBackend olap;
  private final SyncConfig config;
  private final GatedCycles cycles;
  private final CopyOrigin origin;
  private final LogPruner pruner;
  private final LogLimit limit;
  private final CycleRunner runner; // under the gate
  private final FreshnessGate freshness;

  /** Until a cycle has compared the two, the copy may be of another database, or of another day. */
  private volatile boolean looked;

  /**
   * A sync engine over parts that stay the caller's to close, after it.
   *
   * @param executor runs the cycles that queries wait for, and stays the caller's; null for a
   *     daemon thread of our own
   * @param threadName names a thread of our own
   */
  public CdcSyncEngine(
      CdcConsumer log,
      TableCapture capture,
      OlapBackend olap,
      SyncConfig config,
      SyncListener listener,
      @Nullable Executor executor,
      String threadName) {
    this.log = log;
    this.olap = olap;
    this.config = config;
    this.cycles = new GatedCycles(config, listener, executor, threadName);
    this.origin = new CopyOrigin(log, olap, config.foreignChange());
    this.pruner = new LogPruner(log, olap, config);
    this.limit = new LogLimit(log, capture, olap, config, cycles::tell);
    this.runner =
        new CycleRunner(log, capture, olap, origin, config, cycles.suspects(), cycles.notices());
    this.freshness =
        new FreshnessGate(
            log,
            cycles.lag(),
            config.clock(),
            this::isCurrent,
            this::awaitNextCycle,
            this::standing);
  }

  /**
   * One cycle: applies everything that is committed, loads a slice of the tables that are being
   * loaded, and removes applied events from the log.
   */
  public SyncResult syncOnce() {
    boolean failed = true;
    try {
      SyncResult result = cycles.cycle("a sync cycle", () -> run(true));
      failed = false;
      cycles.beside(pruner::prune);
      return result;
    } finally {
      boolean hasFailed = failed;
      cycles.beside(log::tidy);
      cycles.beside(() -> limit.afterCycle(hasFailed));
    }
  }

  /**
   * Applies every change after a position once more, as far as tables follow their changes; those
   * that are behind the copy's position included. What a copy has already, that changes nothing.
   *
   * @param after position of the log, at most where the copy stands
   * @throws HtapException SYNC_GAP if the log has forgotten changes after the position
   */
  public SyncResult replay(long after) {
    return cycles.cycle(
        "a replay",
        () -> {
          if (!looked) {
            run(false); // positions of a copy that is another database's mean nothing
          }
          return runner.replay(after);
        });
  }

  /**
   * Makes the copy as fresh as that: waits for a cycle if it is behind. Many callers share one
   * cycle, and none waits longer than its limit; the cycle goes on without it. Before the first
   * cycle has compared the copy with its source, nothing is fresh.
   *
   * @throws HtapException FRESHNESS_TIMEOUT saying how far the copy is behind; or why the cycle
   *     failed
   */
  public Fresh makeFresh(Freshness asked, Duration limit) {
    return freshness.pass(asked, looked, limit);
  }

  private boolean awaitNextCycle(Duration limit) {
    return cycles.awaitNext("a query that needs fresh data", () -> run(false), limit);
  }

  private String standing() {
    long applied = olap.appliedThrough();
    long behind = Math.max(0, log.latest().sequence() - applied);
    return String.format(
        Locale.ROOT,
        "it lacks %,d changes (about %,d KiB of log), the oldest known for %d ms, and applies %,.0f"
            + " a second",
        behind,
        behind == 0 ? 0 : log.bytesAfter(applied) >> 10,
        cycles.lag().lag().toMillis(),
        cycles.perSecond());
  }

  /** Whether the copy holds every change up to the position, under the same definitions. */
  public boolean isCurrent(CdcPosition position) {
    return looked && origin.standsAt(position);
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
    if (!runner.isMirrored(table)) {
      cycles.cycle("a first look at the copy", () -> run(false)); // a new one knows no tables yet
    }
    stateOf(table); // or an error that says so
    cycles.cycle(
        "resync of '" + table + "'", () -> run(false, stateOf(table).schema().name(), List.of()));
    return load(table);
  }

  /**
   * Compares all tables of the copy with the source, both at one position, while writes, queries
   * and cycles go on.
   */
  public VerifyReport verify() {
    return new Verification(this, olap, config).all();
  }

  /**
   * As {@link #verify()}, for one table.
   *
   * @throws HtapException TABLE_NOT_REGISTERED
   */
  public VerifyReport verify(String table) {
    return new Verification(this, olap, config).one(table);
  }

  /**
   * As {@link #verify(String)}, then brings what differs to the state of the source. A table of
   * which more than a quarter differs is loaded anew.
   *
   * @throws HtapException TABLE_NOT_REGISTERED; TABLE_UNSUPPORTED if it had to be loaded anew and
   *     cannot be
   */
  public VerifyReport repair(String table) {
    return new Verification(this, olap, config).repair(table);
  }

  /**
   * Brings the copy to where the source stands and, still under the gate, hands over both as they
   * stand there.
   *
   * @param work owns the pin
   */
  <T> T atOnePosition(String what, Function<Pin, T> work) {
    return cycles.pass(what, () -> work.apply(pin()));
  }

  private Pin pin() {
    SourcePin source = new SourcePin(log);
    try {
      if (!looked) {
        cycles.guarded(
            () -> run(false)); // the first cycle writes to the source, behind its snapshot
      }
      cycles.guarded(() -> runner.run(false, null, List.of(), source::open));
      return source.with(olap);
    } catch (RuntimeException | Error e) {
      CloseStack stack = new CloseStack();
      stack.push(source);
      stack.closeAfter(e);
      throw e;
    }
  }

  /** Whether tables are being loaded. */
  public boolean isLoading() {
    return runner.isLoading();
  }

  /**
   * Runs a change of the source's schema between two cycles: what is pending is applied before it,
   * under the definitions it was written with, and the copy follows after it. A copy that cannot
   * follow is no reason to refuse the change; it shows in the status.
   */
  public <T> T changeSchema(Supplier<T> change) {
    return cycles.pass(
        "a change of schema",
        () -> {
          follow(List.of());
          T result = change.get();
          follow(List.of());
          return result;
        });
  }

  /** A change of the source's schema that knows what became of captured tables. */
  @FunctionalInterface
  public interface SchemaChanger<T> {
    /**
     * Does it.
     *
     * @param applied position up to which the copy has everything
     * @param catchUp brings the copy to the end of the log and returns its position; writes nothing
     *     to the source, so it may be called where nobody else can write
     * @param evolutions where to put what became of captured tables
     */
    T change(long applied, LongSupplier catchUp, Consumer<TableEvolution> evolutions);
  }

  /**
   * As {@link #changeSchema(Supplier)}. The copies of tables whose alterations are known are
   * altered likewise, and keep their rows.
   */
  public <T> T changeSchema(SchemaChanger<T> changer) {
    return cycles.pass(
        "a change of schema",
        () -> {
          follow(List.of());
          List<TableEvolution> evolutions = new ArrayList<>();
          T result = changer.change(olap.appliedThrough(), this::catchUp, evolutions::add);
          follow(evolutions);
          return result;
        });
  }

  private long catchUp() {
    try {
      runner.runWithoutWriting();
    } catch (HtapException | TableFailure e) {
      LOG.debug("the copy could not catch up; tables that change are loaded anew", e);
    }
    return olap.appliedThrough();
  }

  private void follow(List<TableEvolution> evolutions) {
    try {
      cycles.guarded(() -> run(false, null, evolutions));
    } catch (HtapException e) {
      LOG.debug("the copy could not follow a change of schema; the next cycle will try", e);
    }
  }

  /** Tells the lag that the source has changed. Cheap. */
  public void changeKnown() {
    cycles.lag().changeKnown();
  }

  /** Whether a change is known that no cycle has begun to apply. Costs nothing. */
  public boolean isBehind() {
    return cycles.lag().isChangeKnown();
  }

  /**
   * The state of the replay.
   *
   * @param running whether a loop repeats cycles in the background
   * @param queries what became of the queries
   */
  public SyncStatus status(boolean running, QueryStatus queries) {
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
        latest > applied ? log.bytesAfter(applied) : 0,
        latest > applied ? cycles.lag().lag() : Duration.ZERO,
        cycles.perSecond(),
        runner.cycles(),
        queries,
        tables,
        List.of(),
        cycles.lastFailure());
  }

  private MirrorTable stateOf(String table) {
    return olap.tables().stream()
        .filter(t -> Identifier.same(t.schema().name(), table))
        .findFirst()
        .orElseThrow(
            () ->
                notRegistered(table, olap.tables().stream().map(t -> t.schema().name()).toList()));
  }

  static HtapException notRegistered(String table, List<String> registered) {
    return new HtapException(
        ErrorCode.TABLE_NOT_REGISTERED,
        "table '"
            + table
            + "' is not registered; call registerTable(\""
            + table
            + "\") first. Registered are "
            + registered);
  }

  private SyncResult run(boolean load) {
    return run(load, null, List.of());
  }

  private SyncResult run(boolean load, @Nullable String reload, List<TableEvolution> evolutions) {
    SyncResult result = runner.run(load, reload, evolutions);
    if (!looked) {
      beginEpoch();
    }
    looked = true;
    return result;
  }

  /** Best effort: without it, a database that was put back may look like its own later self. */
  private void beginEpoch() {
    try {
      origin.beginEpoch(UUID.randomUUID().toString());
    } catch (HtapException e) {
      LOG.debug("the database could not be marked; the next open will", e);
    }
  }

  /** Tells the listener at once; not under the gate. */
  void tell(Consumer<SyncListener> notice) {
    cycles.tell(notice);
  }

  @Override
  public void close() {
    cycles.close(
        () -> {
          if (looked) {
            beginEpoch(); // what is restored from a backup of our time is seen to be older
          }
        });
  }
}
