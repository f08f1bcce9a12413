package dev.rhei.sync;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;

/**
 * How long the oldest change that is not yet applied has been known, and up to when the copy is
 * known to have everything. Thread-safe.
 */
final class LagClock {
  private final InstantSource clock;
  private volatile @Nullable Instant oldest;
  private volatile Instant completeAsOf = Instant.EPOCH; // written under this
  private @Nullable Instant oldestBeforeCycle; // guarded by this
  private Instant cycleBegan = Instant.EPOCH; // guarded by this

  LagClock(InstantSource clock) {
    this.clock = clock;
  }

  /** There is a change that the copy does not have. */
  void changeKnown() {
    if (oldest == null) { // usually it is set: no lock for each commit of a busy writer
      synchronized (this) {
        if (oldest == null) {
          oldest = clock.instant();
        }
      }
    }
  }

  /** Whether a change is known that no cycle has begun to apply. Costs nothing. */
  boolean isChangeKnown() {
    return oldest != null;
  }

  /** A cycle is about to read the log: what is known now, it will see. */
  synchronized void cycleStarts() {
    oldestBeforeCycle = oldest;
    oldest = null;
    cycleBegan = clock.instant();
  }

  /** The cycle committed, or had nothing to do. */
  synchronized void cycleSucceeded() {
    oldestBeforeCycle = null;
    completeAt(cycleBegan);
  }

  /** The cycle did not commit. */
  synchronized void cycleFailed() {
    if (oldestBeforeCycle != null) {
      oldest = oldestBeforeCycle;
      oldestBeforeCycle = null;
    }
  }

  /** The copy has everything that was committed before that instant. */
  synchronized void completeAt(Instant instant) {
    if (instant.isAfter(completeAsOf)) {
      completeAsOf = instant;
    }
  }

  /** The last instant at which the copy is known to have had everything. */
  Instant completeAsOf() {
    return completeAsOf;
  }

  synchronized Duration lag() {
    Instant since = oldestBeforeCycle == null ? oldest : oldestBeforeCycle;
    return since == null ? Duration.ZERO : Duration.between(since, clock.instant());
  }
}
