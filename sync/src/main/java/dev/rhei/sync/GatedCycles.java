package dev.rhei.sync;

import dev.rhei.core.error.ErrorCode;
import dev.rhei.core.error.HtapException;
import dev.rhei.core.sync.SyncListener;
import dev.rhei.core.sync.SyncResult;
import dev.rhei.core.sync.SyncStatus;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Runs cycles one at a time, and what must not overlap with them: keeps the book of their times and
 * failures, lets go those who waited for one, and tells the listener once the gate is free.
 * Thread-safe.
 */
final class GatedCycles {
  private final SyncConfig config;
  private final SyncListener listener;
  private final CycleGate gate;
  private final SharedCycles shared;
  private final LagClock lag;
  private final ApplyRate rate = new ApplyRate();
  private final Suspects suspects = new Suspects(); // under the gate
  private final Notices notices = new Notices(); // under the gate
  private volatile SyncStatus.@Nullable Failure lastFailure;

  /** Whether this thread tells a listener: a cycle that it waits for might be its own to run. */
  private final ThreadLocal<Boolean> telling = ThreadLocal.withInitial(() -> false);

  /**
   * See {@link CdcSyncEngine}.
   *
   * @param executor runs the cycles that are waited for; null for a thread of our own
   */
  GatedCycles(
      SyncConfig config, SyncListener listener, @Nullable Executor executor, String threadName) {
    this.config = config;
    this.listener = listener;
    this.gate = new CycleGate(config.gateWait());
    this.shared = new SharedCycles(executor, threadName);
    this.lag = new LagClock(config.clock());
  }

  LagClock lag() {
    return lag;
  }

  double perSecond() {
    return rate.perSecond();
  }

  /** Used under the gate. */
  Suspects suspects() {
    return suspects;
  }

  /** What to tell once the gate is free. Used under the gate. */
  Notices notices() {
    return notices;
  }

  SyncStatus.@Nullable Failure lastFailure() {
    return lastFailure;
  }

  /** Passes the gate and runs a cycle. */
  SyncResult cycle(String what, Supplier<SyncResult> work) {
    return pass(what, () -> guarded(work));
  }

  /** Passes the gate, does the work, then tells the listener. */
  <T> T pass(String what, Supplier<T> work) {
    List<Notices> due = new ArrayList<>();
    try {
      return gate.pass(
          what,
          () -> {
            try {
              return work.get();
            } finally {
              due.add(notices.take());
            }
          });
    } finally {
      due.forEach(this::tell);
    }
  }

  /** A cycle, for one who has passed the gate. */
  SyncResult guarded(Supplier<SyncResult> work) {
    lag.cycleStarts();
    SharedCycles.Shared waiters = shared.begins();
    HtapException failure = new HtapException(ErrorCode.INTERNAL, "a sync cycle was broken off");
    boolean done = false;
    try {
      SyncResult result = work.get();
      rate.applied(result.events(), result.elapsed());
      done = true;
      return result;
    } catch (TableFailure e) {
      suspects.failed(e.table(), e.failure());
      failure = e.failure();
    } catch (HtapException e) {
      suspects.cleared();
      failure = e;
    } catch (RuntimeException e) {
      suspects.cleared();
      failure = new HtapException(ErrorCode.INTERNAL, "a sync cycle failed: " + e, e);
    } finally {
      ended(done ? null : failure, waiters);
    }
    throw failure;
  }

  private void ended(@Nullable HtapException failure, SharedCycles.@Nullable Shared waiters) {
    if (failure == null) {
      lag.cycleSucceeded();
    } else {
      lag.cycleFailed();
      lastFailure = new SyncStatus.Failure(config.clock().instant(), failure);
      notices.add(told -> told.onError(failure));
    }
    if (waiters != null) {
      waiters.ended(failure);
    }
  }

  /**
   * Waits for a cycle that begins from now on; asks for one if nobody has.
   *
   * @return false if the time was over before its end
   */
  boolean awaitNext(String what, Supplier<SyncResult> cycle, Duration limit) {
    gate.requireNotInside(what);
    if (telling.get()) {
      cycle(what, cycle);
      return true;
    }
    return shared.join(() -> pass(what, () -> unlessShared(cycle))).await(limit);
  }

  /** If another cycle has begun since it was asked for, those who wait have shared it. */
  private boolean unlessShared(Supplier<SyncResult> cycle) {
    if (shared.isAwaited()) {
      guarded(cycle);
    }
    return true;
  }

  /** Work beside the cycles, not under the gate: what fails is told, and fails nothing else. */
  void beside(Runnable work) {
    try {
      work.run();
    } catch (HtapException e) {
      lastFailure = new SyncStatus.Failure(config.clock().instant(), e);
      tell(told -> told.onError(e));
    }
  }

  /** Tells the listener at once; not under the gate. */
  void tell(Consumer<SyncListener> notice) {
    Notices only = new Notices();
    only.add(notice);
    tell(only);
  }

  void tell(Notices taken) {
    boolean outer = telling.get();
    telling.set(true);
    try {
      taken.deliver(listener);
    } finally {
      telling.set(outer);
    }
  }

  /**
   * Refuses whatever comes later, and waits for who is inside.
   *
   * @param last to be done under the gate at the end
   */
  void close(Runnable last) {
    try {
      gate.close(last);
    } finally {
      shared.close();
    }
  }
}
