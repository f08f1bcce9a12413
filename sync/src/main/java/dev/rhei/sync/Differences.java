package dev.rhei.sync;

import org.jspecify.annotations.Nullable;

/** Takes what a comparison finds. Rows and keys are in the types of the copy. */
interface Differences {
  /** The copy lacks this row of the source. */
  void missing(@Nullable Object[] row);

  /** The copy has other values in this row of the source. */
  void different(@Nullable Object[] row);

  /** The copy has a row of this key, and the source does not. */
  void extra(@Nullable Object[] key);

  /** The copy has this row of the source more than once. */
  void twice(@Nullable Object[] row);
}
