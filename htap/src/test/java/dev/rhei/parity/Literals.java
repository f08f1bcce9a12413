package dev.rhei.parity;

import java.util.HexFormat;
import java.util.Locale;

/** Values in SQL: NULL, integers, reals, texts and blobs. */
final class Literals {
  private Literals() {}

  /** The value of a literal. */
  static Object value(String literal) {
    if (literal.equalsIgnoreCase("NULL")) {
      return null;
    }
    if (literal.startsWith("'")) {
      return literal.substring(1, literal.length() - 1).replace("''", "'");
    }
    if (literal.toLowerCase(Locale.ROOT).startsWith("x'")) {
      return HexFormat.of().parseHex(literal.substring(2, literal.length() - 1));
    }
    if (literal.matches("-?[0-9]+")) {
      return Long.valueOf(literal);
    }
    return Double.valueOf(literal);
  }

  /** A value as a literal. */
  static String sql(Object value) {
    if (value == null) {
      return "NULL";
    }
    if (value instanceof byte[] bytes) {
      return "x'" + HexFormat.of().formatHex(bytes) + "'";
    }
    if (value instanceof Double real && real.isInfinite()) {
      return real > 0 ? "1e999" : "-1e999";
    }
    return value instanceof String text ? "'" + text.replace("'", "''") + "'" : value.toString();
  }
}
