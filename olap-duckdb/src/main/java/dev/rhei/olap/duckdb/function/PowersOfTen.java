package dev.rhei.olap.duckdb.function;

import java.math.BigInteger;

/**
 * Powers of ten to 96 bits, as SQLite has them: those from 0 to 26 are exact, every 27th is rounded
 * to 96 bits, and each of the others is the product of two of these, cut off. SQLite's conversions
 * between binary and decimal depend on the last bit of this.
 */
final class PowersOfTen {
  static final int FIRST = -348;
  static final int LAST = 347;

  private static final int STEP = 27;
  private static final long LOW_WORD = 0xffffffffL;
  private static final long[] HIGH = new long[LAST - FIRST + 1];
  private static final int[] LOW = new int[LAST - FIRST + 1];

  static {
    for (int power = FIRST; power <= LAST; power++) {
      fill(power);
    }
  }

  private PowersOfTen() {}

  /** The 64 most significant bits of the power. */
  static long high(int power) {
    return HIGH[power - FIRST];
  }

  /** The 32 bits that follow. */
  static int low(int power) {
    return LOW[power - FIRST];
  }

  /** The exponent of the highest bit: floor of the binary logarithm of the power. */
  static int toBinary(int power) {
    return (power * 108853) >> 15;
  }

  /** Floor of the decimal logarithm of that power of two. */
  static int toDecimal(int powerOfTwo) {
    return (powerOfTwo * 78913) >> 18;
  }

  /** The upper half of the product of two unsigned numbers. */
  static long multiplyHigh(long a, long b) {
    return Math.multiplyHigh(a, b) + ((a >> 63) & b) + ((b >> 63) & a);
  }

  private static void fill(int power) {
    int index = power - FIRST;
    int scale = Math.floorDiv(power, STEP) * STEP;
    int rest = power - scale;
    if (power == -1) { // SQLite cuts this one off
      HIGH[index] = 0xccccccccccccccccL;
      LOW[index] = 0xcccccccc;
      return;
    }
    BigInteger large = rounded(scale);
    long scaleHigh = large.shiftRight(32).longValue();
    long scaleLow = large.longValue() & LOW_WORD;
    if (rest == 0 || scale == 0) {
      BigInteger exact = scale == 0 ? rounded(rest) : large;
      HIGH[index] = exact.shiftRight(32).longValue();
      LOW[index] = exact.intValue();
      return;
    }
    long base = rounded(rest).shiftRight(32).longValue();
    long high = multiplyHigh(scaleHigh, base);
    long middle = scaleHigh * base;
    long below = (multiplyHigh(scaleLow, base) << 32) | ((scaleLow * base) >>> 32);
    long sum = middle + below;
    if (Long.compareUnsigned(sum, middle) < 0) {
      high++;
    }
    int low = (int) (sum >>> 32);
    if (high >= 0) { // the highest bit is not set: make it so
      high = (high << 1) | (low >>> 31);
      low = (low << 1) | 1;
    }
    HIGH[index] = high;
    LOW[index] = low;
  }

  /** The 96 most significant bits, rounded. */
  private static BigInteger rounded(int power) {
    BigInteger ten = BigInteger.TEN.pow(Math.abs(power));
    BigInteger value =
        power < 0 ? BigInteger.ONE.shiftLeft(ten.bitLength() + 128).divide(ten) : ten;
    int excess = value.bitLength() - 96;
    return excess <= 0
        ? value.shiftLeft(-excess)
        : value
            .shiftRight(excess)
            .add(value.testBit(excess - 1) ? BigInteger.ONE : BigInteger.ZERO);
  }
}
