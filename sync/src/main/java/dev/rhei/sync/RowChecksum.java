package dev.rhei.sync;

import org.jspecify.annotations.Nullable;

/**
 * Count of rows and sum of their {@link RowHash}es modulo 2^64: the same for the same rows in any
 * order. A sum and not an exclusive or, in which two rows that are the same twice would cancel.
 */
final class RowChecksum {
  private long rows;
  private long sum;

  void add(@Nullable Object[] row) {
    rows++;
    sum += RowHash.of(row);
  }

  long rows() {
    return rows;
  }

  boolean matches(RowChecksum other) {
    return rows == other.rows && sum == other.sum;
  }
}
