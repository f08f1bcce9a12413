package dev.rhei.core.engine;

/**
 * What the values of a translated column are in SQLite's terms, and so which Java type they get.
 */
public enum ValueKind {
  /** 64-bit integers: Integer if it fits, else Long. */
  INTEGER,
  /** Reals: Double. */
  REAL,
  /** Doubles that SQLite stores as integers where they are integral (NUMERIC affinity). */
  NUMERIC,
  /** String. */
  TEXT,
  /** byte[]. */
  BLOB,
  /** A typed column, in the Java type that its Arrow type has. */
  TYPED
}
