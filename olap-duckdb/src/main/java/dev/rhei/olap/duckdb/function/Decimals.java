package dev.rhei.olap.duckdb.function;

/**
 * From decimal to binary as SQLite does it: correct for at most 19 digits, and it knows no more of
 * them.
 */
final class Decimals {
  private static final long BIT_52 = 1L << 52;
  private static final long BIT_55 = 1L << 55;

  private Decimals() {}

  /** The double next to {@code digits} (unsigned, not 0) times that power of ten. */
  static double toReal(long digits, int power) {
    if (power < PowersOfTen.FIRST) {
      return 0.0;
    }
    if (power > PowersOfTen.LAST) {
      return Double.POSITIVE_INFINITY;
    }
    int zeros = Long.numberOfLeadingZeros(digits);
    int binary = PowersOfTen.toBinary(power);
    int exponent = 53 - (64 - zeros) - binary;
    if (exponent > 1074) {
      if (exponent >= 1130) {
        return 0.0;
      }
      exponent = 1074;
    }
    int shift = -(exponent - zeros + binary + 3);
    long tenHigh = PowersOfTen.high(power);
    int tenLow = PowersOfTen.low(power);
    if (tenLow != 0) { // count from the next power above down
      tenHigh++;
      tenLow = ~tenLow;
    }
    long x = digits << zeros;
    long high = PowersOfTen.multiplyHigh(x, tenHigh);
    long sticky = 1;
    if ((high & ((1L << shift) - 1)) == 0) { // the bits below decide
      int middle = (int) ((x * tenHigh) >>> 32);
      int less = (int) (PowersOfTen.multiplyHigh(x, (long) tenLow << 32) >>> 32);
      sticky = Integer.compareUnsigned(middle - less, 1) > 0 ? 1 : 0;
      if (Integer.compareUnsigned(middle, less) < 0) {
        high--;
      }
    }
    long rounded = (high >>> shift) | sticky;
    if (rounded >= BIT_55 - 2) {
      rounded = (rounded >>> 1) | (rounded & 1);
      exponent--;
    }
    long mantissa = (rounded + 1 + ((rounded >>> 2) & 1)) >>> 2;
    if (exponent <= -972) {
      return Double.POSITIVE_INFINITY;
    }
    if ((mantissa & BIT_52) != 0) {
      mantissa = (mantissa & ~BIT_52) | ((long) (1075 - exponent) << 52);
    }
    return Double.longBitsToDouble(mantissa);
  }
}
