package dev.rhei.olap.duckdb.function;

/**
 * {@code round()} to digits after the point, which SQLite does on the decimal text of a number: so
 * 2.675, which is a little less than it looks, becomes 2.67. For one thread.
 */
final class Rounding {
  /** From here on a real has no fraction. */
  private static final double WHOLE = 4503599627370496.0;

  private static final int MOST = 30;

  private final RealDigits digits = new RealDigits();

  double round(double value, long places) {
    if (value < -WHOLE || value > WHOLE) {
      return value;
    }
    if (places <= 0) {
      return (double) (long) (value + (value < 0 ? -0.5 : 0.5));
    }
    int fraction = (int) Math.min(places, MOST);
    digits.decodeFraction(value, fraction, 26);
    int shown = Math.min(digits.count(), digits.point() + fraction);
    long decimal = 0;
    for (int i = 0; i < shown; i++) {
      decimal = decimal * 10 + (digits.digit(i) - '0');
    }
    if (decimal == 0) {
      return digits.negative() ? -0.0 : 0.0;
    }
    int power = digits.point() - shown;
    for (; power >= 0; power--) { // as text it has a zero after the point
      decimal *= 10;
    }
    double size = Decimals.toReal(decimal, power);
    return digits.negative() ? -size : size;
  }
}
