package dev.rhei.olap.duckdb.function;

import static dev.rhei.olap.duckdb.function.Registry.INTEGER;
import static dev.rhei.olap.duckdb.function.Registry.TEXT;

import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.HexFormat;

/**
 * The order of values of mixed class, and the shifts of integers. A {@code TAGGED}'s key is a text:
 * keys are equal, or in order byte by byte, as the values are to SQLite: numbers before texts
 * before blobs, an integer and a real by what they are worth.
 */
public final class Orders {
  private Orders() {}

  /** The key of a value. VARCHAR, NULL of NULL. */
  public static String key(Term x) {
    return "rhei_key(" + Casts.tagged(x).sql() + ")";
  }

  /** The first of the greatest of two. A TAGGED, NULL if one is NULL. */
  public static Term greatest(Term x, Term y) {
    return Term.tagged(
        "rhei_greatest(" + Casts.tagged(x).sql() + ", " + Casts.tagged(y).sql() + ")");
  }

  /** The last of the least of two, as SQLite has it. A TAGGED, NULL if one is NULL. */
  public static Term least(Term x, Term y) {
    return Term.tagged("rhei_least(" + Casts.tagged(x).sql() + ", " + Casts.tagged(y).sql() + ")");
  }

  /** Whether a real has the worth of an integer. BOOLEAN; false for all but reals. */
  public static String isTwin(Term tagged) {
    return "rhei_is_twin(" + tagged.sql() + ")";
  }

  /** {@code x << y}, or {@code x >> -y}. An INTEGER. */
  public static Term shiftLeft(Term x, Term y) {
    return Term.integer("rhei_shift_left(" + x.sql() + ", " + y.sql() + ")");
  }

  /** {@code x >> y}. An INTEGER. */
  public static Term shiftRight(Term x, Term y) {
    return Term.integer("rhei_shift_right(" + x.sql() + ", " + y.sql() + ")");
  }

  /** What sum() adds for a value: text that is no number all through counts as a real. TAGGED. */
  public static Term summand(Term x) {
    return Term.tagged("rhei_summand(" + Casts.tagged(x).sql() + ")");
  }

  static String key(String tagged) {
    return switch (tagged.charAt(0)) {
      case 'i' -> key(Long.parseLong(tagged, 1, tagged.length(), 10));
      case 'r' -> key(Double.parseDouble(tagged.substring(1)), 0);
      case 't' -> "2" + tagged.substring(1);
      default -> "3" + tagged.substring(1);
    };
  }

  private static int compare(String a, String b) {
    return Arrays.compareUnsigned(
        key(a).getBytes(StandardCharsets.UTF_8), key(b).getBytes(StandardCharsets.UTF_8));
  }

  /** The double below and what is left. */
  private static String key(long value) {
    double below = value;
    if (below >= 0x1p63 || (long) below > value) {
      below = Math.nextDown(below);
    }
    return key(below, (int) (value - (long) below));
  }

  private static String key(double real, int rest) {
    long bits = Double.doubleToLongBits(real == 0 ? 0.0 : real);
    bits ^= (bits >> 63) | Long.MIN_VALUE;
    return "1"
        + HexFormat.of().toHexDigits(bits)
        + (rest == 0 ? "0000" : HexFormat.of().toHexDigits((short) rest));
  }

  static long shiftLeft(long x, long y) {
    if (y < 0) {
      return shiftRight(x, y == Long.MIN_VALUE ? Long.MAX_VALUE : -y);
    }
    return y >= 64 ? 0 : x << y;
  }

  static long shiftRight(long x, long y) {
    if (y < 0) {
      return shiftLeft(x, y == Long.MIN_VALUE ? Long.MAX_VALUE : -y);
    }
    return x >> Math.min(y, 63);
  }

  private static boolean isTwin(String tagged) {
    if (tagged.charAt(0) != 'r') {
      return false;
    }
    double real = Double.parseDouble(tagged.substring(1));
    return real == Math.rint(real) && real >= -0x1p63 && real < 0x1p63;
  }

  private static Object summand(Values values, Object value) {
    if (value instanceof String text) {
      Object number = values.numericAffinity(text);
      boolean written =
          number instanceof Long && text.chars().noneMatch(c -> ".eE".indexOf(c) >= 0);
      return written ? number : (Object) values.real(text); // '1e2' counts as 100.0
    }
    return value instanceof Number ? value : (Object) values.real(value);
  }

  static void register(Registry registry) throws SQLException {
    registry.text("rhei_key", values -> row -> key(row.text(0)), TEXT);
    registry.text(
        "rhei_greatest",
        values -> row -> compare(row.text(0), row.text(1)) >= 0 ? row.text(0) : row.text(1),
        TEXT,
        TEXT);
    registry.text(
        "rhei_least",
        values -> row -> compare(row.text(0), row.text(1)) < 0 ? row.text(0) : row.text(1),
        TEXT,
        TEXT);
    registry.condition("rhei_is_twin", values -> row -> isTwin(row.text(0)), TEXT);
    registry.integer(
        "rhei_shift_left",
        values -> row -> shiftLeft(row.integer(0), row.integer(1)),
        INTEGER,
        INTEGER);
    registry.integer(
        "rhei_shift_right",
        values -> row -> shiftRight(row.integer(0), row.integer(1)),
        INTEGER,
        INTEGER);
    registry.text(
        "rhei_summand", values -> row -> Tagged.encode(summand(values, row.value(0))), TEXT);
  }
}
