package dev.rhei.core.route;

/** The two sides. */
public enum QueryTarget {
  /** The database of record: SQLite. */
  OLTP,
  /** The analytical copy. */
  OLAP
}
