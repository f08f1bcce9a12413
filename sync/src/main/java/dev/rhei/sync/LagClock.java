package dev.rhei.sync;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;

/** How long the oldest change that is not yet applied has been known. Thread-safe. */
final class LagClock {
  private final InstantSource clock;
  private volatile @Nullable Instant oldest;
  private @Nullable Instant oldestBeforeCycle; // guarded by this

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
  }

  /** The cycle committed, or had nothing to do. */
  synchronized void cycleSucceeded() {
    oldestBeforeCycle = null;
  }

  /** The cycle did not commit. */
  synchronized void cycleFailed() {
    if (oldestBeforeCycle != null) {
      oldest = oldestBeforeCycle;
      oldestBeforeCycle = null;
    }
  }

  synchronized Duration lag() {
    Instant since = oldestBeforeCycle == null ? oldest : oldestBeforeCycle;
    return since == null ? Duration.ZERO : Duration.between(since, clock.instant());
  }
}
