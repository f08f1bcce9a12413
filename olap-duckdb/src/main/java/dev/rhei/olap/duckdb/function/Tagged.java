package dev.rhei.olap.duckdb.function;

import java.util.HexFormat;

/**
 * A value together with its class in one VARCHAR, for expressions whose class differs from row to
 * row: {@code i42}, {@code r1.5}, {@code tabc}, {@code b0aff}. Equal values of one class have equal
 * encodings, but for the two zeros of a real.
 */
public final class Tagged {
  private static final HexFormat HEX = HexFormat.of();

  private Tagged() {}

  /** The encoding of a Long, Double, String or byte[]. */
  public static String encode(Object value) {
    if (value instanceof Long integer) {
      return integer(integer);
    }
    if (value instanceof Double real) {
      return real(real);
    }
    if (value instanceof byte[] blob) {
      return "b" + HEX.formatHex(blob);
    }
    return "t" + value;
  }

  /** The Long, Double, String or byte[] that is encoded. */
  public static Object decode(String tagged) {
    String payload = tagged.substring(1);
    return switch (tagged.charAt(0)) {
      case 'i' -> Long.valueOf(payload);
      case 'r' -> parseReal(payload);
      case 'b' -> HEX.parseHex(payload);
      default -> payload;
    };
  }

  /** As Java writes reals, or DuckDB. */
  private static Double parseReal(String text) {
    return switch (text) {
      case "inf" -> Double.POSITIVE_INFINITY;
      case "-inf" -> Double.NEGATIVE_INFINITY;
      default -> Double.valueOf(text);
    };
  }

  static String integer(long value) {
    return "i" + value;
  }

  static String real(double value) {
    return "r" + value;
  }

  static String text(String value) {
    return "t" + value;
  }
}
