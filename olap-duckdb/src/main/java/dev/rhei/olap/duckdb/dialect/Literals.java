package dev.rhei.olap.duckdb.dialect;

import dev.rhei.core.schema.Identifier;
import java.math.BigInteger;
import org.jspecify.annotations.Nullable;

/** SQLite's literals, and text read as a number the way SQLite's affinity reads it. */
final class Literals {
  private static final BigInteger MIN = BigInteger.valueOf(Long.MIN_VALUE);
  private static final BigInteger MAX = BigInteger.valueOf(Long.MAX_VALUE);

  private Literals() {}

  static Typed integer(long value) {
    String text = Long.toString(value);
    return Typed.constant(Kind.INTEGER, value < 0 ? "(" + text + ")" : text, value);
  }

  /** A real, written so that DuckDB does not take it for a DECIMAL. */
  static Typed real(double value) {
    if (Double.isInfinite(value)) {
      return Typed.constant(Kind.REAL, value > 0 ? "'inf'::DOUBLE" : "'-inf'::DOUBLE", value);
    }
    String text = Double.toString(value).replace('E', 'e');
    text = text.indexOf('e') < 0 ? text + "e0" : text;
    return Typed.constant(Kind.REAL, text.startsWith("-") ? "(" + text + ")" : text, value);
  }

  static Typed text(String value) {
    Refusal.unless(value.indexOf('\0') < 0, "a NUL in a text literal");
    return Typed.constant(Kind.TEXT, Identifier.literal(value), value);
  }

  static Typed bool(boolean value) {
    return integer(value ? 1 : 0);
  }

  /** Digits, perhaps with a sign: beyond 64 bits it is a real, as SQLite has it. */
  static Typed digits(String digits) {
    BigInteger value = new BigInteger(digits);
    return value.compareTo(MIN) >= 0 && value.compareTo(MAX) <= 0
        ? integer(value.longValue())
        : decimal(digits);
  }

  /**
   * A real as written. SQLite rounds it as Java does up to 19 digits (800,000 tried); with 20 it is
   * now and then off by one place.
   */
  static Typed decimal(String text) {
    int significant = 0;
    for (int i = 0; i < text.length() && text.charAt(i) != 'e' && text.charAt(i) != 'E'; i++) {
      char c = text.charAt(i);
      boolean leadingZero = c == '0' && significant == 0;
      significant += c >= '0' && c <= '9' && !leadingZero ? 1 : 0;
    }
    Refusal.unless(significant <= 19, "a number of more than 19 digits");
    return real(Double.parseDouble(text));
  }

  /** The digits behind {@code 0x}: 64 bits in two's complement. */
  static Typed hex(String digits) {
    Refusal.unless(digits.length() <= 16, "the hexadecimal literal 0x" + digits);
    return integer(Long.parseUnsignedLong(digits, 16));
  }

  /** The digits of {@code x'0A'}. */
  static Typed blob(String digits) {
    return Typed.of(Kind.BLOB, "unhex('" + digits + "')");
  }

  /** What arithmetic makes of a text: the number that it begins with, 0 if with none. */
  static Typed prefix(String text) {
    for (int end = text.length(); end > 0; end--) {
      if (end < text.length() && text.charAt(end - 1) <= ' ') {
        continue;
      }
      Typed number = wholly(text.substring(0, end));
      if (number != null) {
        return number;
      }
    }
    return integer(0);
  }

  /** The number that the text is, blanks around it aside; null if it is none. */
  private static @Nullable Typed wholly(String text) {
    int start = 0;
    int end = text.length();
    while (start < end && isBlank(text.charAt(start))) {
      start++;
    }
    while (end > start && isBlank(text.charAt(end - 1))) {
      end--;
    }
    String number = text.substring(start, end);
    int i = isSign(number, 0) ? 1 : 0;
    int whole = digitsFrom(number, i);
    int after = i + whole;
    int fraction = 0;
    boolean real = false;
    if (after < number.length() && number.charAt(after) == '.') {
      fraction = digitsFrom(number, after + 1);
      after += 1 + fraction;
      real = true;
    }
    if (whole + fraction == 0) {
      return null;
    }
    if (after < number.length() && (number.charAt(after) == 'e' || number.charAt(after) == 'E')) {
      int exponent = isSign(number, after + 1) ? after + 2 : after + 1;
      int digits = digitsFrom(number, exponent);
      if (digits == 0) {
        return null;
      }
      Refusal.unless(digits <= 4, "the number '" + number + "'");
      after = exponent + digits;
      real = true;
    }
    if (after != number.length()) {
      return null;
    }
    return real ? decimal(number) : digits(number);
  }

  /**
   * What numeric affinity makes of a text: a number if all of it is one, an integer if that is the
   * same; null if it stays text.
   */
  static @Nullable Typed numericOrNull(String text) {
    Typed typed = wholly(text);
    if (typed != null
        && typed.constant() instanceof Double value
        && value == Math.rint(value)
        && Math.abs(value) < Typed.EXACT) {
      return integer(value.longValue());
    }
    return typed;
  }

  private static boolean isSign(String text, int index) {
    return index < text.length() && (text.charAt(index) == '+' || text.charAt(index) == '-');
  }

  private static int digitsFrom(String text, int from) {
    int i = from;
    while (i < text.length() && text.charAt(i) >= '0' && text.charAt(i) <= '9') {
      i++;
    }
    return i - from;
  }

  private static boolean isBlank(char c) {
    return c == ' ' || (c >= '\t' && c <= '\r');
  }
}
