package dev.rhei.router;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;

/**
 * Facts by statement text, bounded by number. Hints and tables vary from call to call, so decisions
 * are made anew from the facts, which takes less than a microsecond. Thread-safe.
 */
final class PlanCache {
  private final Cache<String, StatementFacts> facts;

  PlanCache(int statements) {
    facts = Caffeine.newBuilder().maximumSize(statements).build();
  }

  /** Facts about the statement, from the cache if it has them. */
  StatementFacts facts(String sql) {
    if (sql.length() > SqlClassifier.MAX_LENGTH) {
      return SqlClassifier.classify(sql); // costs a scan of the verb; would cost its length to keep
    }
    return facts.get(sql, SqlClassifier::classify);
  }
}
