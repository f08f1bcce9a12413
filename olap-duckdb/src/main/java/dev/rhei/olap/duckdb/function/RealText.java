package dev.rhei.olap.duckdb.function;

/**
 * A real as SQLite writes it: {@code 0.1}, {@code 1.0e+20}, {@code 0.30000000000000004}. Up to 17
 * digits, always with a point. For one thread.
 */
final class RealText {
  private static final int DIGITS = 17;

  /** Whole numbers below have at most 16 digits, all of them exact. */
  private static final long WHOLE = 1L << 53;

  private final RealDigits digits = new RealDigits();
  private final StringBuilder text = new StringBuilder(32);

  /** The text of a number, {@code Inf} or {@code -Inf}. SQLite has no NaN: it is NULL there. */
  String of(double value) {
    long whole = (long) value;
    if (whole == value && whole < WHOLE && whole > -WHOLE) {
      text.setLength(0);
      return text.append(whole).append(".0").toString();
    }
    if (Double.isInfinite(value)) {
      return value < 0 ? "-Inf" : "Inf";
    }
    digits.decodeSignificant(value, DIGITS, DIGITS);
    text.setLength(0);
    if (digits.negative()) {
      text.append('-');
    }
    int exponent = digits.point() - 1;
    if (exponent < -4 || exponent >= DIGITS) {
      withExponent(exponent);
    } else if (exponent < 0) {
      text.append("0.");
      for (int i = exponent + 1; i < 0; i++) {
        text.append('0');
      }
      from(0);
    } else {
      for (int i = 0; i <= exponent; i++) {
        text.append(digits.digit(i));
      }
      text.append('.');
      from(exponent + 1);
    }
    return text.toString();
  }

  private void withExponent(int exponent) {
    text.append(digits.digit(0)).append('.');
    from(1);
    text.append(exponent < 0 ? "e-" : "e+");
    int size = Math.abs(exponent);
    if (size < 10) {
      text.append('0');
    }
    text.append(size);
  }

  /** The digits from there on, a zero if there are none. */
  private void from(int first) {
    text.append(digits.digit(first));
    for (int i = first + 1; i < digits.count(); i++) {
      text.append(digits.digit(i));
    }
  }
}
