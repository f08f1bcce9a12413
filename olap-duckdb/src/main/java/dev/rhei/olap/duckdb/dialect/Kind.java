package dev.rhei.olap.duckdb.dialect;

import dev.rhei.core.engine.ValueKind;

/** What an expression's values are in SQLite's terms; NULL aside, every row's value is of it. */
enum Kind {
  /** 64-bit integers; BIGINT. */
  INTEGER,
  /** Reals; DOUBLE. */
  REAL,
  /** Integers and reals, row by row; DOUBLE. */
  NUMERIC,
  /** Text; VARCHAR. */
  TEXT,
  /** Bytes; BLOB. */
  BLOB,
  /** Any of these, row by row; VARCHAR, written by {@link Tagged}. */
  ANY,
  /** A column whose Arrow type the application chose. */
  TYPED,
  /** Never anything but NULL. */
  NULL;

  boolean isNumber() {
    return this == INTEGER || this == REAL || this == NUMERIC;
  }

  ValueKind valueKind() {
    return switch (this) {
      case INTEGER -> ValueKind.INTEGER;
      case REAL -> ValueKind.REAL;
      case NUMERIC -> ValueKind.NUMERIC;
      case TEXT, NULL -> ValueKind.TEXT;
      case BLOB -> ValueKind.BLOB;
      case ANY -> ValueKind.ANY;
      case TYPED -> ValueKind.TYPED;
    };
  }
}
