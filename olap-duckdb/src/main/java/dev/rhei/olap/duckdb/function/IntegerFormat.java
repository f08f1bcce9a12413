package dev.rhei.olap.duckdb.function;

import java.util.Locale;

/** {@code %d}, {@code %u}, {@code %x}, {@code %o}, {@code %r} and their like of SQLite's printf. */
final class IntegerFormat {
  private IntegerFormat() {}

  /** Appends the number with its blanks or zeros. */
  static void append(long value, Conversion conversion, StringBuilder out) {
    char letter = conversion.letter();
    boolean decimal = letter == 'd' || letter == 'i' || letter == 'r';
    String sign = "";
    if (decimal) {
      sign = value < 0 ? "-" : conversion.sign() == 0 ? "" : String.valueOf(conversion.sign());
    }
    String digits =
        switch (letter) {
          case 'x' -> Long.toHexString(value);
          case 'X', 'p' -> Long.toHexString(value).toUpperCase(Locale.ROOT);
          case 'o' -> Long.toOctalString(value);
          case 'u' -> Long.toUnsignedString(value);
          default -> value < 0 ? Long.toString(value).substring(1) : Long.toString(value);
        };
    if (letter == 'r') {
      digits += ordinal(digits);
    }
    int least = conversion.precision();
    if (conversion.zeros()) {
      least = Math.max(least, conversion.width() - sign.length());
    }
    if (digits.length() < least) {
      digits = "0".repeat(least - digits.length()) + digits;
    }
    if (conversion.thousands() && (decimal || letter == 'u') && letter != 'r') {
      digits = grouped(digits);
    }
    if (conversion.alternate() && value != 0) {
      sign += prefix(letter);
    }
    String number = sign + digits;
    conversion.appendPadded(number, number.length(), out);
  }

  private static String prefix(char letter) {
    return switch (letter) {
      case 'x', 'p' -> "0x";
      case 'X' -> "0X";
      case 'o' -> "0";
      default -> "";
    };
  }

  private static String ordinal(String digits) {
    int last = digits.charAt(digits.length() - 1) - '0';
    boolean teens = digits.length() > 1 && digits.charAt(digits.length() - 2) == '1';
    return last == 0 || last > 3 || teens ? "th" : last == 1 ? "st" : last == 2 ? "nd" : "rd";
  }

  private static String grouped(String digits) {
    StringBuilder grouped = new StringBuilder();
    for (int i = 0; i < digits.length(); i++) {
      if (i > 0 && (digits.length() - i) % 3 == 0) {
        grouped.append(',');
      }
      grouped.append(digits.charAt(i));
    }
    return grouped.toString();
  }
}
