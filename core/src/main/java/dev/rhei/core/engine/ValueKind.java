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
  /**
   * Values of any of these classes, row by row, each as text with one character in front: {@code i}
   * before an integer's digits, {@code r} before a real as {@link Double#toString} has it, {@code
   * t} before text, {@code b} before a blob's hexadecimal digits.
   */
  ANY,
  /** A typed column, in the Java type that its Arrow type has. */
  TYPED
}
