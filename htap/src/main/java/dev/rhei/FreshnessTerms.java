package dev.rhei;

import dev.rhei.core.sync.Freshness;
import dev.rhei.core.sync.StalePolicy;
import java.time.Duration;

/** What a query wants of the copy's freshness, or the engine's defaults. Immutable. */
final class FreshnessTerms {
  private final Freshness freshness;
  private final Duration timeout;
  private final StalePolicy policy;

  FreshnessTerms(HtapConfig config) {
    freshness = config.freshness();
    timeout = config.freshnessTimeout();
    policy = config.stalePolicy();
  }

  Freshness of(Query query) {
    Freshness own = query.freshnessOrNull();
    return own == null ? freshness : own;
  }

  /** How long it may wait. */
  Duration limit(Query query, Deadline deadline) {
    Duration own = query.freshnessTimeoutOrNull();
    return deadline.atMost(own == null ? timeout : own);
  }

  boolean mayRunOnOltp(Query query) {
    StalePolicy own = query.stalePolicyOrNull();
    return (own == null ? policy : own) == StalePolicy.RUN_ON_OLTP;
  }
}
