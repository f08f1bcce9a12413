package dev.rhei.olap.duckdb.function;

/** {@code %f}, {@code %e} and {@code %g} of SQLite's printf. For one thread. */
final class RealFormat {
  /** So many digits are shown, the rest is zeros. */
  private static final int DIGITS = 16;

  private static final int FULL_DIGITS = 26;

  private final RealDigits digits = new RealDigits();
  private final StringBuilder text = new StringBuilder();

  /** Appends the number with its blanks or zeros. */
  void append(double value, Conversion conversion, StringBuilder out) {
    text.setLength(0);
    if (Double.isInfinite(value) && !conversion.zeros()) {
      String sign = conversion.sign() == 0 ? "" : String.valueOf(conversion.sign());
      text.append(value < 0 ? "-" : sign).append("Inf");
    } else {
      number(value, conversion);
    }
    String number = text.toString();
    conversion.appendPadded(number, number.length(), out);
  }

  private void number(double value, Conversion conversion) {
    char letter = Ascii.lower(conversion.letter());
    int precision = conversion.precision() < 0 ? 6 : conversion.precision();
    if (letter == 'g') {
      precision = Math.max(precision, 1);
    }
    boolean infinite = Double.isInfinite(value);
    boolean negative = value < 0;
    int point = infinite ? 1000 : decode(value, letter, precision, conversion.full());
    boolean dropZeros = conversion.full();
    boolean exponential = letter == 'e';
    if (letter == 'g') {
      precision--;
      dropZeros = !conversion.alternate();
      exponential = point - 1 < -4 || point - 1 > precision;
      precision = exponential ? precision : precision - (point - 1);
    }
    boolean signless = // # takes the sign from what is shown as zero
        conversion.alternate() && letter == 'f' && point <= -precision && conversion.sign() == 0;
    if (negative && !signless) {
      text.append('-');
    } else if (!negative && conversion.sign() != 0) {
      text.append(conversion.sign());
    }
    int signs = text.length();
    int next = whole(exponential ? 0 : point - 1, infinite, conversion.thousands());
    if (precision > 0 || conversion.alternate() || conversion.full()) {
      text.append('.');
      int zeros = exponential ? 0 : Math.min(Math.max(-point, 0), precision);
      for (int i = 0; i < zeros; i++) {
        text.append('0');
      }
      for (int i = zeros; i < precision; i++) {
        text.append(digit(next++, infinite));
      }
      if (dropZeros) {
        dropZeros(conversion.full());
      }
    }
    if (exponential) {
      exponent(point - 1, conversion.letter());
    }
    if (conversion.zeros() && !conversion.left()) {
      int missing = conversion.width() - text.length();
      if (missing > 0) {
        text.insert(signs, "0".repeat(missing));
      }
    }
  }

  /** Decodes the number; gives the place of its decimal point. */
  private int decode(double value, char letter, int precision, boolean full) {
    int most = full ? FULL_DIGITS : DIGITS;
    if (letter == 'f') {
      digits.decodeFraction(value, precision, most);
    } else {
      digits.decodeSignificant(value, letter == 'e' ? precision + 1 : precision, most);
    }
    return digits.point();
  }

  /** With zeros to fill up, SQLite writes infinity as a 9 with 999 zeros. */
  private char digit(int place, boolean infinite) {
    if (infinite) {
      return place == 0 ? '9' : '0';
    }
    return digits.digit(place);
  }

  /** The digits before the point, the last of which counts that power of ten. */
  private int whole(int power, boolean infinite, boolean thousands) {
    if (power < 0) {
      text.append('0');
      return 0;
    }
    for (int i = power; i >= 0; i--) {
      text.append(digit(power - i, infinite));
      if (thousands && i % 3 == 0 && i > 1) {
        text.append(',');
      }
    }
    return power + 1;
  }

  private void dropZeros(boolean keepOne) {
    int end = text.length();
    while (text.charAt(end - 1) == '0') {
      end--;
    }
    text.setLength(end);
    if (text.charAt(end - 1) == '.') {
      if (keepOne) {
        text.append('0');
      } else {
        text.setLength(end - 1);
      }
    }
  }

  private void exponent(int exponent, char letter) {
    text.append(Character.isUpperCase(letter) ? 'E' : 'e').append(exponent < 0 ? '-' : '+');
    int size = Math.abs(exponent);
    if (size < 10) {
      text.append('0');
    }
    text.append(size);
  }
}
