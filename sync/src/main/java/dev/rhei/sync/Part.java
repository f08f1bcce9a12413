package dev.rhei.sync;

import dev.rhei.core.engine.KeyRange;
import org.jspecify.annotations.Nullable;

/**
 * A part of a table, small enough to be compared row by row: a range of keys; or where keys have no
 * order that both sides share, those whose hash falls to one of so many shares.
 *
 * @param after the key before its first row, as the source has it; null for none
 * @param range its keys
 * @param share which share of the keys it is
 * @param shares how many shares there are; 0 for a range
 */
@SuppressWarnings("ArrayRecordComponent") // parts are not compared with each other
record Part(@Nullable Object @Nullable [] after, KeyRange range, int share, int shares) {
  static Part range(@Nullable Object @Nullable [] after, KeyRange range) {
    return new Part(after, range, 0, 0);
  }

  static Part share(int share, int shares) {
    return new Part(null, KeyRange.ALL, share, shares);
  }

  boolean isRange() {
    return shares == 0;
  }

  /** Whether a key falls to this share. */
  boolean hasKey(@Nullable Object[] key) {
    return Math.floorMod(RowHash.of(key), shares) == share;
  }
}
