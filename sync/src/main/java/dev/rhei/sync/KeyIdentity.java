package dev.rhei.sync;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** A key for hash maps: equal where the copy holds the two for one row. */
final class KeyIdentity {
  private final @Nullable Object[] values;

  private KeyIdentity(@Nullable Object[] values) {
    this.values = values;
  }

  /** The identity of the key; a single value stands for itself, which is what most keys are. */
  static Object of(@Nullable Object[] key) {
    if (key.length == 1 && key[0] instanceof Long integer) {
      return integer;
    }
    @Nullable Object[] values = key;
    for (int i = 0; i < key.length; i++) {
      if (key[i] instanceof Double real && real == 0) {
        if (values == key) {
          values = key.clone();
        }
        values[i] = 0.0; // and not -0.0, which SQLite takes for the same key
      }
    }
    return new KeyIdentity(values);
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof KeyIdentity that && Arrays.deepEquals(values, that.values);
  }

  @Override
  public int hashCode() {
    return Arrays.deepHashCode(values);
  }
}
