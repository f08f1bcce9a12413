package dev.rhei.olap.duckdb.function;

/** The range that {@code substr()} means by its numbers, in things that are counted from 0. */
record Substring(int from, int to) {

  /** From the first that counts, to the end. */
  static Substring of(int size, long from) {
    return of(size, from, Integer.MAX_VALUE);
  }

  /** Counted from 1, or from the end if negative; a negative count is of those before. */
  static Substring of(int size, long from, long count) {
    long left = Math.min(count < 0 ? -Math.max(count, -Long.MAX_VALUE) : count, 1L << 40);
    long start = Math.min(Math.max(from, -(1L << 40)), 1L << 40);
    if (start < 0) {
      start += size;
      if (start < 0) {
        left = Math.max(left + start, 0);
        start = 0;
      }
    } else if (start > 0) {
      start--;
    } else if (left > 0) {
      left--;
    }
    if (count < 0) {
      start -= left;
      if (start < 0) {
        left += start;
        start = 0;
      }
    }
    int first = (int) Math.min(start, size);
    return new Substring(first, (int) Math.min(first + left, size));
  }
}
