package dev.rhei.parity;

/** What a column holds, or an expression yields as a rule. */
enum ColumnKind {
  INTEGER,
  REAL,
  /** Integers and reals. */
  NUMBER,
  TEXT,
  /** Text that is a date or a time. */
  DATE,
  BLOB;

  boolean isNumeric() {
    return this == INTEGER || this == REAL || this == NUMBER;
  }
}
