package dev.rhei.olap.duckdb.dialect;

import dev.rhei.core.schema.Identifier;
import java.math.BigInteger;
import java.util.HexFormat;
import java.util.Locale;
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

  /** {@code 0x1F}, which has 64 bits in two's complement, or {@code x'0A'}. */
  static Typed hex(String image) {
    if (image.toLowerCase(Locale.ROOT).startsWith("0x")) {
      String digits = image.substring(2);
      Refusal.unless(
          !digits.isEmpty() && digits.length() <= 16, "the hexadecimal literal " + image);
      return integer(Long.parseUnsignedLong(digits, 16));
    }
    try {
      byte[] bytes = HexFormat.of().parseHex(image.substring(2, image.length() - 1));
      return Typed.of(Kind.BLOB, "unhex('" + HexFormat.of().formatHex(bytes) + "')");
    } catch (IllegalArgumentException e) {
      throw new Refusal("the blob literal " + image);
    }
  }

  /**
   * What numeric affinity makes of a text: a number if all of it is one, blanks around it aside;
   * null if it stays text.
   */
  static @Nullable Typed numericOrNull(String text) {
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
    Typed typed = real ? decimal(number) : digits(number);
    if (typed.constant() instanceof Double value
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
