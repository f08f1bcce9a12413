package dev.rhei.olap.duckdb.function;

/**
 * The decimal digits of a double as SQLite computes them: at most 18, the last of which may be off.
 * One object serves one conversion after the other.
 */
final class RealDigits {
  private static final int MOST = 18;

  private final byte[] digits = new byte[MOST + 4];
  private int start;
  private int count;
  private int point;
  private boolean negative;

  /** How many significant digits there are, trailing zeros left out; at least 1. */
  int count() {
    return count;
  }

  /** The digit at that place as a character, {@code '0'} behind the last. */
  char digit(int place) {
    return place < count ? (char) ('0' + digits[start + place]) : '0';
  }

  /** How many digits stand before the decimal point; zeros follow it if negative. */
  int point() {
    return point;
  }

  boolean negative() {
    return negative;
  }

  /** Decodes a finite number and rounds it to so many significant digits, {@code most} at most. */
  void decodeSignificant(double value, int significant, int most) {
    if (decode(value, significant >= MOST ? MOST : significant + 1)) {
      round(value, significant, most);
    }
  }

  /** Decodes a finite number and rounds it to so many digits after the decimal point. */
  void decodeFraction(double value, int fraction, int most) {
    if (!decode(value, MOST)) {
      return;
    }
    int significant = point + fraction;
    if (significant == 0 && digits[start] >= 5) { // 0.5 to no digit at all is 1
      significant = 1;
      digits[--start] = 0;
      count++;
      point++;
    }
    round(value, significant, most);
  }

  private boolean decode(double value, int wanted) {
    negative = value < 0;
    if (value == 0) { // -0.0 has no sign either
      start = 0;
      digits[0] = 0;
      count = 1;
      point = 1;
      return false;
    }
    long bits = Double.doubleToRawLongBits(value);
    long mantissa = bits & ((1L << 52) - 1);
    int exponent = (int) (bits >>> 52) & 0x7ff;
    if (exponent == 0) {
      int zeros = Long.numberOfLeadingZeros(mantissa);
      mantissa <<= zeros;
      exponent = -1074 - zeros;
    } else {
      mantissa = (mantissa << 11) | (1L << 63);
      exponent -= 1086;
    }
    int power = wanted - 1 - PowersOfTen.toDecimal(exponent + 63);
    long high = PowersOfTen.multiplyHigh(mantissa, PowersOfTen.high(power));
    int shift = -(exponent + PowersOfTen.toBinary(power) + 1);
    long decimal;
    if (wanted == MOST) {
      high >>>= shift - 1;
      decimal = (high + ((high << 1) & 2)) >>> 1;
    } else {
      decimal = high >>> shift;
    }
    int at = digits.length;
    while (decimal != 0) {
      long tenth = decimal / 10;
      digits[--at] = (byte) (decimal - tenth * 10);
      decimal = tenth;
    }
    start = at;
    count = digits.length - at;
    point = count - power;
    return true;
  }

  private void round(double value, int significant, int most) {
    if (significant > 0 && (significant < count || count > most)) {
      int length = Math.min(significant, most);
      if (length == 17) {
        length = shortened(value, length);
      }
      boolean up = digits[start + length] >= 5;
      count = length;
      if (up) {
        increment();
      }
    }
    while (count > 1 && digits[start + count - 1] == 0) {
      count--;
    }
  }

  /**
   * Fewer digits that stand for the same double, if the 17 end in nines or zeros: 49.47 and not
   * 49.469999999999999. It is tried once, so that 5e-324 keeps its digits.
   */
  private int shortened(double value, int length) {
    int keep;
    boolean nines = digits[start + 15] == 9 && digits[start + 14] == 9;
    if (nines) {
      keep = 14;
      while (keep > 0 && digits[start + keep - 1] == 9) {
        keep--;
      }
    } else if (point >= count
        || (digits[start + 15] == 0 && digits[start + 14] == 0 && digits[start + 13] == 0)) {
      keep = 13;
      while (digits[start + keep - 1] == 0) {
        keep--;
      }
    } else {
      return length;
    }
    long fewer = 0;
    for (int i = 0; i < keep; i++) {
      fewer = fewer * 10 + digits[start + i];
    }
    if (nines) {
      fewer++;
    }
    return Decimals.toReal(fewer, point - keep) == Math.abs(value) ? keep + 1 : length;
  }

  private void increment() {
    int i = start + count - 1;
    while (digits[i] == 9) {
      digits[i] = 0;
      if (i == start) {
        digits[--start] = 1;
        count++;
        point++;
        return;
      }
      i--;
    }
    digits[i]++;
  }
}
