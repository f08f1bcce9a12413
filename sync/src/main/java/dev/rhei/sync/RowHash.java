package dev.rhei.sync;

import dev.rhei.core.schema.MalformedText;
import org.jspecify.annotations.Nullable;

/**
 * A 64-bit hash of a row's values. Each value is taken to 64 bits, its characters or bytes one
 * after the other by the step of FNV-1a (xor, then multiply by 0x100000001b3), and stirred by the
 * finalizer of MurmurHash3 in the variant of SplitMix64 (Steele, Lea, Flood 2014, "mix13" of David
 * Stafford), which lets every bit of the input change every bit of the result; the values are
 * chained, so that their order counts. Two rows that differ have the same hash with a probability
 * of 2^-64. No defence against somebody who looks for such rows.
 */
final class RowHash {
  private static final long FNV_OFFSET = 0xcbf29ce484222325L;
  private static final long FNV_PRIME = 0x100000001b3L;
  private static final long GOLDEN = 0x9e3779b97f4a7c15L;

  private RowHash() {}

  static long of(@Nullable Object[] values) {
    long hash = FNV_OFFSET;
    for (Object value : values) {
      hash = mix(hash + GOLDEN + ofValue(value));
    }
    return hash;
  }

  private static long ofValue(@Nullable Object value) {
    if (value == null) {
      return FNV_PRIME;
    }
    if (value instanceof Long integer) {
      return mix(integer);
    }
    if (value instanceof String text) {
      return ofText(text);
    }
    if (value instanceof Double real) {
      return mix(Double.doubleToLongBits(real + 0.0)); // -0.0 becomes 0.0, as SQLite compares them
    }
    if (value instanceof byte[] bytes) {
      return ofBytes(bytes);
    }
    return value instanceof MalformedText text ? ~ofBytes(text.bytes()) : ofText(value.toString());
  }

  private static long ofText(String text) {
    long hash = FNV_OFFSET;
    for (int i = 0; i < text.length(); i++) {
      hash = (hash ^ text.charAt(i)) * FNV_PRIME;
      hash ^= hash >>> 32;
    }
    return mix(hash);
  }

  private static long ofBytes(byte[] bytes) {
    long hash = ~FNV_OFFSET;
    for (byte b : bytes) {
      hash = (hash ^ (b & 0xff)) * FNV_PRIME;
      hash ^= hash >>> 32;
    }
    return mix(hash);
  }

  private static long mix(long bits) {
    long z = bits;
    z = (z ^ (z >>> 30)) * 0xbf58476d1ce4e5b9L;
    z = (z ^ (z >>> 27)) * 0x94d049bb133111ebL;
    return z ^ (z >>> 31);
  }
}
