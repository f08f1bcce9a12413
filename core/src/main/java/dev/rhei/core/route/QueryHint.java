package dev.rhei.core.route;

/** What the caller wants of the router. */
public enum QueryHint {
  /** The engine that answers best. The default. */
  AUTO,
  /** SQLite. */
  OLTP,
  /** The copy, or an error that says why it cannot answer. */
  OLAP,
  /** The copy whatever the cost; SQLite where the copy cannot answer. */
  PREFER_OLAP
}
