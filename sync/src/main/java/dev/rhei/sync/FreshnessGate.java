package dev.rhei.sync;

import dev.rhei.core.cdc.CdcConsumer;
import dev.rhei.core.cdc.CdcPosition;
import dev.rhei.core.error.ErrorCode;
import dev.rhei.core.error.HtapException;
import dev.rhei.core.sync.Freshness;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Locale;
import java.util.function.Predicate;
import java.util.function.Supplier;

/**
 * Makes the copy as fresh as a query asks for: looks where the source stands, and waits for the
 * next cycle to end if the copy is behind. Thread-safe.
 */
final class FreshnessGate {
  private final CdcConsumer log;
  private final LagClock lag;
  private final InstantSource clock;
  private final Predicate<CdcPosition> isCurrent;
  private final NextCycle cycles;
  private final Supplier<String> standing;

  /** Waits for a cycle that begins from now on. */
  @FunctionalInterface
  interface NextCycle {
    /** False if the time was over before its end. */
    boolean await(Duration limit);
  }

  FreshnessGate(
      CdcConsumer log,
      LagClock lag,
      InstantSource clock,
      Predicate<CdcPosition> isCurrent,
      NextCycle cycles,
      Supplier<String> standing) {
    this.log = log;
    this.lag = lag;
    this.clock = clock;
    this.isCurrent = isCurrent;
    this.cycles = cycles;
    this.standing = standing;
  }

  Fresh pass(Freshness freshness, boolean looked, Duration limit) {
    Instant start = clock.instant();
    Duration age = freshness.maxAge().orElse(null);
    boolean enough = looked && (age == null || isWithin(age, start) || isCurrentNow(start));
    Duration waited = Duration.ZERO;
    if (!enough) {
      long began = System.nanoTime();
      boolean done = cycles.await(limit);
      waited = Duration.ofNanos(System.nanoTime() - began);
      if (!done) {
        throw timeout(freshness, waited);
      }
    }
    Duration staleness = Duration.between(lag.completeAsOf(), start);
    return new Fresh(staleness.isNegative() ? Duration.ZERO : staleness, waited);
  }

  /** A clock that was put back tells nothing: then a look does. */
  private boolean isWithin(Duration age, Instant now) {
    Instant complete = lag.completeAsOf();
    return !age.isZero() && !complete.isBefore(now.minus(age)) && !complete.isAfter(now);
  }

  private boolean isCurrentNow(Instant now) {
    if (!isCurrent.test(log.latest())) {
      return false;
    }
    lag.completeAt(now);
    return true;
  }

  private HtapException timeout(Freshness freshness, Duration waited) {
    return new HtapException(
        ErrorCode.FRESHNESS_TIMEOUT,
        String.format(
            Locale.ROOT,
            "the copy was not as fresh as %s after %d ms: %s. Raise freshnessTimeout, ask for less"
                + " with within(...) or EVENTUAL, or let SQLite answer (StalePolicy.RUN_ON_OLTP)",
            freshness,
            waited.toMillis(),
            standing.get()));
  }
}
