package dev.rhei.olap.duckdb.function;

import org.jspecify.annotations.Nullable;

/**
 * Text read as a number, in each of the ways SQLite has. They agree on what a number looks like:
 * blanks, a sign, decimal digits with a point, an exponent, blanks; and differ in what they make of
 * text that only begins like one.
 */
final class NumberText {
  /** From here on one more digit could overflow 64 bits: the rest only counts as zeros. */
  private static final long FULL = Long.divideUnsigned(-1L - 9, 10);

  /** Beyond, {@code CAST(text AS NUMERIC)} leaves a real what it is. */
  private static final long CAST_LIMIT = 1L << 51;

  private double real; // the value of the longest prefix that is a number
  private boolean found; // whether there is one
  private boolean whole; // nothing but blanks follows it
  private boolean integral; // it has neither a point nor an exponent

  private long integer; // the integer the text begins with, cut to 64 bits
  private boolean fits; // it was not cut
  private boolean integerWhole; // nothing but blanks follows it, and there is one

  private String text = "";
  private int at;

  /** {@code CAST(text AS INTEGER)}: the digits it begins with, cut to 64 bits. */
  long castInteger(String value) {
    scanInteger(value);
    return integer;
  }

  /** {@code CAST(text AS REAL)}: the number it begins with, or 0. */
  double castReal(String value) {
    scan(value);
    return real;
  }

  /** {@code CAST(text AS NUMERIC)}: an integer if written as one, or small and without fraction. */
  Object castNumeric(String value) {
    scan(value);
    scanInteger(value);
    if (integral && fits) {
      return integer;
    }
    long near = cut(real);
    boolean exact = real == near && near >= -CAST_LIMIT && near < CAST_LIMIT;
    return exact ? (Object) near : (Object) real;
  }

  /** What arithmetic takes the text for: an integer only if it is written as one. */
  Object operand(String value) {
    scan(value);
    scanInteger(value);
    boolean nul =
        found && whole && !integerWhole; // SQLite has it that a number ends at a NUL, then not
    return integral && fits && !nul ? (Object) integer : (Object) real;
  }

  /** What numeric affinity makes of the text: a number if all of it is one, or null. */
  @Nullable Object affinity(String value) {
    if (!isNumber(value)) {
      return null;
    }
    scanInteger(value);
    if (integral && fits && integerWhole) {
      return integer;
    }
    long near = cut(real);
    boolean exact = real == near && near > Long.MIN_VALUE && near < Long.MAX_VALUE;
    return exact ? (Object) near : (Object) real;
  }

  /** Whether all of the text is a number. */
  boolean isNumber(String value) {
    scan(value);
    return found && whole;
  }

  /** A real to an integer, cut towards zero and to 64 bits. */
  static long cut(double value) {
    return (long) value;
  }

  private void scan(String value) {
    text = value;
    at = 0;
    skipBlanks();
    boolean negative = at(at) == '-';
    if (negative || at(at) == '+') {
      at++;
    }
    long digits = 0;
    int power = 0;
    found = false;
    integral = true;
    while (isDigit(at(at))) {
      found = true;
      if (Long.compareUnsigned(digits, FULL) < 0) {
        digits = digits * 10 + (at(at) - '0');
      } else {
        power++;
      }
      at++;
    }
    if (at(at) == '.' && (found || isDigit(at(at + 1)))) {
      at++;
      integral = false;
      while (isDigit(at(at))) {
        found = true;
        if (Long.compareUnsigned(digits, FULL) < 0) {
          digits = digits * 10 + (at(at) - '0');
          power--;
        }
        at++;
      }
    }
    if (found) {
      power += exponent();
    }
    double size = digits == 0 ? 0.0 : Decimals.toReal(digits, power);
    real = negative && found ? -size : size;
    skipBlanks();
    whole = at >= text.length() || text.charAt(at) == 0;
  }

  /** Reads an exponent if there is one. */
  private int exponent() {
    if (at(at) != 'e' && at(at) != 'E') {
      return 0;
    }
    int next = at + 1;
    boolean negative = at(next) == '-';
    if (negative || at(next) == '+') {
      next++;
    }
    if (!isDigit(at(next))) {
      return 0;
    }
    int exponent = 0;
    while (isDigit(at(next))) {
      exponent = exponent < 10_000 ? exponent * 10 + (at(next) - '0') : 10_000;
      next++;
    }
    at = next;
    integral = false;
    return negative ? -exponent : exponent;
  }

  private void scanInteger(String value) {
    text = value;
    at = 0;
    skipBlanks();
    boolean negative = at(at) == '-';
    if (negative || at(at) == '+') {
      at++;
    }
    int first = at;
    long size = 0; // negated: there is one more below zero
    fits = true;
    while (isDigit(at(at))) {
      int digit = at(at) - '0';
      if (fits && size >= (Long.MIN_VALUE + digit) / 10) {
        size = size * 10 - digit;
      } else {
        fits = false;
      }
      at++;
    }
    boolean any = at > first;
    if (fits && !negative && size == Long.MIN_VALUE) {
      fits = false;
    }
    if (fits) {
      integer = negative ? size : -size;
    } else {
      integer = negative ? Long.MIN_VALUE : Long.MAX_VALUE;
    }
    skipBlanks();
    integerWhole = any && at >= text.length();
  }

  private void skipBlanks() {
    while (isBlank(at(at))) {
      at++;
    }
  }

  /** The character there, 0 behind the end. */
  private char at(int index) {
    return index < text.length() ? text.charAt(index) : 0;
  }

  static boolean isDigit(char c) {
    return c >= '0' && c <= '9';
  }

  static boolean isBlank(char c) {
    return c == ' ' || (c >= '\t' && c <= '\r');
  }
}
