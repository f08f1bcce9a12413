package dev.rhei.core.sync;

/** What becomes of a query for which the copy does not get fresh enough in time. */
public enum StalePolicy {
  /** SQLite answers it, which is always current. The default. */
  RUN_ON_OLTP,
  /** It fails with FRESHNESS_TIMEOUT, which says how far the copy is behind. */
  FAIL
}
