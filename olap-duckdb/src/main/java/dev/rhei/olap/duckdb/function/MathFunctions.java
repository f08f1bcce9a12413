package dev.rhei.olap.duckdb.function;

import static dev.rhei.olap.duckdb.function.Registry.INTEGER;
import static dev.rhei.olap.duckdb.function.Registry.REAL;
import static dev.rhei.olap.duckdb.function.Registry.TEXT;

import dev.rhei.olap.duckdb.function.Term.Form;
import java.sql.SQLException;
import java.util.Locale;

/**
 * SQLite's functions on numbers. NULL if an argument is, and where SQLite has NULL for what is no
 * number. Both engines take their logarithms, powers and angles from the C library of the machine;
 * on Windows not from the same one, and there those functions are refused.
 */
public final class MathFunctions {
  private static final boolean SAME_LIBRARY =
      !System.getProperty("os.name", "").toLowerCase(Locale.ROOT).startsWith("windows");

  private MathFunctions() {}

  /** {@code abs(x)}: an INTEGER or a REAL; of text and blobs a REAL; else TAGGED. */
  public static Term abs(Term x) {
    return switch (x.form()) {
      case NULL -> x;
      case INTEGER -> Term.integer("abs(" + x.sql() + ")");
      case REAL, TEXT, BLOB -> Term.real("abs(" + Casts.real(x).sql() + ")");
      case TAGGED -> Term.tagged("rhei_abs(" + x.sql() + ")");
    };
  }

  /** {@code sign(x)}. An INTEGER; NULL of text that is no number. */
  public static Term sign(Term x) {
    return x.isNull()
        ? Term.nothing(Form.INTEGER)
        : Term.integer("CAST(sign(" + number(x) + ") AS BIGINT)");
  }

  /** {@code round(x)}. A REAL. */
  public static Term round(Term x) {
    if (x.isNull()) {
      return Term.nothing(Form.REAL);
    }
    Term number = Casts.real(x);
    String real = number.sql();
    if (!number.isRepeatable()) {
      return Term.real("rhei_round(" + real + ", 0::BIGINT)");
    }
    return Term.real(
        ("CASE WHEN abs(%1$s) <= 4503599627370496e0"
                + " THEN trunc(%1$s + CASE WHEN %1$s < 0e0 THEN -0.5e0 ELSE 0.5e0 END) + 0e0"
                + " ELSE %1$s END")
            .formatted(real));
  }

  /** {@code round(x, places)}. A REAL. */
  public static Term round(Term x, Term places) {
    if (x.isNull() || places.isNull()) {
      return Term.nothing(Form.REAL);
    }
    if (places.constant() instanceof Long count && count <= 0) {
      return round(x);
    }
    Term number = Casts.real(x);
    String real = number.sql();
    String call = "rhei_round(" + real + ", " + Casts.integer(places).sql() + ")";
    return places.constant() instanceof Long count && count <= 6 && number.isRepeatable()
        ? Term.real(roundInline(real, "1e" + count, call))
        : Term.real(call);
  }

  /** The nearest multiple, which is the one that SQLite finds unless it is next to a tie. */
  private static String roundInline(String x, String scale, String call) {
    String scaled = "(" + x + " * " + scale + ")";
    return ("CASE WHEN abs(%1$s) < 1e12 AND abs(abs(%1$s - trunc(%1$s)) - 0.5e0) > 1e-3"
            + " THEN trunc(%1$s + CASE WHEN %2$s < 0e0 THEN -0.5e0 ELSE 0.5e0 END) / %3$s"
            + " ELSE %4$s END")
        .formatted(scaled, x, scale, call);
  }

  /** {@code ceil(x)} or {@code ceiling(x)}. An integer stays one; TAGGED of text. */
  public static Term ceil(Term x) {
    return whole("ceil", x);
  }

  /** {@code floor(x)}. An integer stays one; TAGGED of text. */
  public static Term floor(Term x) {
    return whole("floor", x);
  }

  /** {@code trunc(x)}. An integer stays one; TAGGED of text. */
  public static Term trunc(Term x) {
    return whole("trunc", x);
  }

  private static Term whole(String function, Term x) {
    return switch (x.form()) {
      case NULL, INTEGER -> x;
      case REAL -> Term.real(function + "(" + x.sql() + ")");
      case BLOB -> Term.nothing(Form.NULL);
      case TEXT, TAGGED -> Term.tagged("rhei_" + function + "(" + Casts.tagged(x).sql() + ")");
    };
  }

  /** {@code pi()}. A REAL. */
  public static Term pi() {
    return Term.real("CAST('3.141592653589793' AS DOUBLE)");
  }

  /** {@code sqrt(x)}. A REAL. */
  public static Term sqrt(Term x) {
    return Term.real("sqrt(" + within(x, 0, Double.POSITIVE_INFINITY) + ")");
  }

  /** {@code degrees(x)}. A REAL. */
  public static Term degrees(Term x) {
    return Term.real("(" + number(x) + " * (180e0 / pi()))");
  }

  /** {@code radians(x)}. A REAL. */
  public static Term radians(Term x) {
    return Term.real("(" + number(x) + " * (pi() / 180e0))");
  }

  /** {@code mod(x, y)}: the rest of a division of reals. A REAL. */
  public static Term mod(Term x, Term y) {
    String finite = within(x, -Double.MAX_VALUE, Double.MAX_VALUE);
    return Term.real("(" + finite + " % rhei_not_zero(" + number(y) + "))");
  }

  /** {@code ln(x)}. A REAL. */
  public static Term ln(Term x) {
    return library("ln", positive(x));
  }

  /** {@code log(x)} and {@code log10(x)}. A REAL. */
  public static Term log10(Term x) {
    return library("log10", positive(x));
  }

  /** {@code log2(x)}. A REAL. */
  public static Term log2(Term x) {
    return library("log2", positive(x));
  }

  /** {@code log(base, x)}. A REAL. */
  public static Term log(Term base, Term x) {
    String above = within(base, Math.nextUp(1), Double.POSITIVE_INFINITY);
    return library("rhei_not_nan", "ln(" + positive(x) + ") / ln(" + above + ")");
  }

  /** {@code exp(x)}. A REAL. */
  public static Term exp(Term x) {
    return library("exp", number(x));
  }

  /** {@code pow(x, y)} and {@code power(x, y)}. A REAL; a negative power of 0 fails the query. */
  public static Term pow(Term x, Term y) {
    return library("rhei_not_nan", "pow(" + number(x) + ", " + number(y) + ")");
  }

  /** {@code atan2(y, x)}. A REAL. */
  public static Term atan2(Term y, Term x) {
    return library("atan2", number(y) + ", " + number(x));
  }

  /**
   * {@code acos}, {@code asin}, {@code atan}, {@code cos}, {@code sin}, {@code tan} and their
   * hyperbolic relatives. A REAL.
   */
  public static Term trigonometric(String function, Term x) {
    String domain =
        switch (function) {
          case "acos", "asin", "atanh" -> within(x, -1, 1);
          case "acosh" -> within(x, 1, Double.POSITIVE_INFINITY);
          case "cos", "sin", "tan" -> within(x, -Double.MAX_VALUE, Double.MAX_VALUE);
          case "atan", "asinh", "cosh", "sinh", "tanh" -> number(x);
          default -> throw new LeftToSqlite("the function " + function + "()");
        };
    return library(function, domain);
  }

  private static Term library(String function, String arguments) {
    if (!SAME_LIBRARY) {
      throw new LeftToSqlite("a function of the C library");
    }
    return Term.real(function + "(" + arguments + ")");
  }

  private static String positive(Term x) {
    return within(x, Double.MIN_VALUE, Double.POSITIVE_INFINITY);
  }

  /** NULL if it is not. DuckDB fails for what is outside of a function's domain. */
  private static String within(Term x, double least, double most) {
    String number = number(x);
    String range = Term.literal(least).sql() + " AND " + Term.literal(most).sql();
    return x.isRepeatable() && (x.form() == Form.REAL || x.form() == Form.INTEGER)
        ? "CASE WHEN " + number + " BETWEEN " + range + " THEN " + number + " END"
        : "rhei_within(" + number + ", " + range.replace(" AND", ",") + ")";
  }

  /** The number as a DOUBLE; NULL if it is none. Text is one if numeric affinity says so. */
  private static String number(Term x) {
    return switch (x.form()) {
      case INTEGER, REAL -> Casts.real(x).sql();
      case TEXT -> "rhei_text_number(" + x.sql() + ")";
      case NULL, BLOB -> "CAST(NULL AS DOUBLE)";
      case TAGGED -> "rhei_tagged_number(" + x.sql() + ")";
    };
  }

  /** From a real to a whole one. */
  private interface Whole {
    double of(double value);
  }

  static void register(Registry registry) throws SQLException {
    registry.real(
        "rhei_round",
        values -> {
          Rounding rounding = new Rounding();
          return row -> rounding.round(row.real(0), row.integer(1));
        },
        REAL,
        INTEGER);
    registry.real(
        "rhei_within",
        values ->
            row -> {
              double value = row.real(0);
              return value >= row.real(1) && value <= row.real(2) ? value : row.nothing();
            },
        REAL,
        REAL,
        REAL);
    registry.real(
        "rhei_not_zero", values -> row -> row.real(0) == 0 ? row.nothing() : row.real(0), REAL);
    registry.real(
        "rhei_not_nan",
        values -> row -> Double.isNaN(row.real(0)) ? row.nothing() : row.real(0),
        REAL);
    registry.real(
        "rhei_text_number", values -> row -> number(values.numericType(row.text(0)), row), TEXT);
    registry.real(
        "rhei_tagged_number", values -> row -> number(values.numericType(row.value(0)), row), TEXT);
    registry.text(
        "rhei_abs",
        values ->
            row -> {
              Object value = row.value(0);
              return value instanceof Long integer
                  ? Tagged.integer(Math.absExact(integer))
                  : Tagged.real(Math.abs(values.real(value)));
            },
        TEXT);
    whole(registry, "rhei_ceil", Math::ceil);
    whole(registry, "rhei_floor", Math::floor);
    whole(registry, "rhei_trunc", value -> value < 0 ? Math.ceil(value) : Math.floor(value));
  }

  private static double number(Object value, Row row) {
    return value instanceof Number number ? number.doubleValue() : row.nothing();
  }

  private static void whole(Registry registry, String name, Whole whole) throws SQLException {
    registry.text(
        name,
        values ->
            row -> {
              Object value = values.numericType(row.value(0));
              if (value instanceof Double real) {
                return Tagged.real(whole.of(real));
              }
              return value instanceof Long integer ? Tagged.integer(integer) : null;
            },
        TEXT);
  }
}
