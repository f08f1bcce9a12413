package dev.rhei.testkit;

import dev.rhei.core.engine.MirrorTable;
import dev.rhei.core.engine.OlapBackend;
import dev.rhei.core.engine.OlapCursor;
import dev.rhei.core.engine.OlapQuery;
import dev.rhei.core.engine.OlapSnapshot;
import dev.rhei.core.engine.OlapWrite;
import dev.rhei.core.engine.QueryTranslator;
import dev.rhei.core.error.ErrorCode;
import dev.rhei.core.error.HtapException;
import dev.rhei.core.schema.Identifier;
import java.util.Collection;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * A backend that works as the one it decorates until it is told to fail. Each fault is one call:
 * the n-th of its kind from now on fails, those after it work again. Thread-safe as far as the
 * decorated backend is.
 */
public final class FaultyOlapBackend implements OlapBackend {
  /** Where a call can fail. */
  public enum Point {
    /** {@link OlapBackend#beginWrite}. */
    BEGIN,
    /** Any method of a write but commit and close, before it does anything. */
    WRITE,
    /** As {@link #WRITE}, but after it did all it should. */
    AFTER_WRITE,
    /** The commit fails and nothing is committed. */
    BEFORE_COMMIT,
    /** Nothing is committed, and the caller is told that the outcome is unknown. */
    LOST_COMMIT,
    /** Everything is committed, and the caller is told that the outcome is unknown. */
    AFTER_COMMIT,
    /** {@link OlapBackend#query}. */
    QUERY,
    /** A row of a result. */
    ROW,
    /** {@link OlapBackend#pin}. */
    PIN
  }

  private final OlapBackend inner;
  private final Map<Point, Long> calls = new EnumMap<>(Point.class); // guarded by this
  private final Map<Point, Long> failAt = new EnumMap<>(Point.class); // guarded by this
  private final Set<String> brokenTables = ConcurrentHashMap.newKeySet();
  private long faults; // guarded by this
  private boolean held; // guarded by this

  /** Decorates this backend, which is closed with it. */
  public FaultyOlapBackend(OlapBackend inner) {
    this.inner = inner;
  }

  /** The n-th call of that kind from now on fails; 1 is the next. Replaces an earlier wish. */
  public synchronized FaultyOlapBackend fail(Point point, int nth) {
    failAt.put(point, calls(point) + nth);
    return this;
  }

  /** From now on every change of that table's rows fails, until {@link #heal}. */
  public void failEveryWriteTo(String table) {
    brokenTables.add(Identifier.fold(table));
  }

  /** From now on no write begins: who would begin one waits until {@link #heal}. */
  public synchronized void holdWrites() {
    held = true;
  }

  /**
   * Ends what {@link #failEveryWriteTo} and {@link #holdWrites} began, and forgets faults that are
   * still to come.
   */
  public synchronized void heal() {
    brokenTables.clear();
    failAt.clear();
    held = false;
    notifyAll();
  }

  private synchronized void waitWhileHeld() {
    boolean interrupted = false;
    while (held) {
      try {
        wait();
      } catch (InterruptedException e) {
        interrupted = true;
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  /** How many calls of that kind there were. */
  public synchronized long calls(Point point) {
    return calls.getOrDefault(point, 0L);
  }

  /** How many calls failed because of us. */
  public synchronized long faults() {
    return faults;
  }

  /** Counts a call; true if it is the one that fails. */
  synchronized boolean strikes(Point point) {
    long call = calls(point) + 1;
    calls.put(point, call);
    boolean strikes = failAt.getOrDefault(point, 0L) == call;
    if (strikes) {
      failAt.remove(point);
      faults++;
    }
    return strikes;
  }

  void failIfTold(Point point) {
    if (strikes(point)) {
      throw fault(point.name());
    }
  }

  void failIfBroken(MirrorTable table) {
    failIfBroken(table.schema().name());
  }

  synchronized void failIfBroken(String table) {
    if (brokenTables.contains(Identifier.fold(table))) {
      faults++;
      throw fault("table " + table);
    }
  }

  private static HtapException fault(String where) {
    return new HtapException(ErrorCode.OLAP_FAILED, "a fault on purpose at " + where);
  }

  @Override
  public String name() {
    return inner.name();
  }

  @Override
  public long appliedThrough() {
    return inner.appliedThrough();
  }

  @Override
  public long tablesVersion() {
    return inner.tablesVersion();
  }

  @Override
  public Collection<MirrorTable> tables() {
    return inner.tables();
  }

  @Override
  public Optional<String> property(String name) {
    return inner.property(name);
  }

  @Override
  public OlapWrite beginWrite() {
    waitWhileHeld();
    failIfTold(Point.BEGIN);
    return new FaultyOlapWrite(this, inner.beginWrite());
  }

  @Override
  public QueryTranslator translator() {
    return inner.translator();
  }

  @Override
  public OlapCursor query(OlapQuery query) {
    failIfTold(Point.QUERY);
    return new FaultyOlapCursor(this, inner.query(query));
  }

  @Override
  public OlapSnapshot pin() {
    failIfTold(Point.PIN);
    return inner.pin();
  }

  @Override
  public void close() {
    inner.close();
  }
}
