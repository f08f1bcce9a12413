package dev.rhei.olap.duckdb.dialect;

import dev.rhei.core.schema.SqliteAffinity;
import org.apache.arrow.vector.types.pojo.ArrowType;
import org.jspecify.annotations.Nullable;

/**
 * An expression in DuckDB's SQL with what SQLite would know about its value. Its text stands on its
 * own: it may be put next to any operator.
 *
 * @param sql DuckDB's text
 * @param kind what the values are
 * @param condition whether the text is a BOOLEAN there; SQLite's value is then 0 or 1
 * @param affinity the column's or the cast's, if the expression is one: it has a say in what the
 *     other side of a comparison becomes; null for none
 * @param binary whether text compares by its bytes; false for columns with another collation
 * @param constant the value of a literal: Long, Double or String; null for all else
 * @param integral for NUMERIC, a BOOLEAN text that tells integers from reals; null if exactly the
 *     integral values are integers, as in a column
 * @param maybeNaN whether the text can yield NaN, where SQLite has NULL
 * @param arrow for TYPED, the column's type
 */
record Typed(
    String sql,
    Kind kind,
    boolean condition,
    @Nullable SqliteAffinity affinity,
    boolean binary,
    @Nullable Object constant,
    @Nullable String integral,
    boolean maybeNaN,
    @Nullable ArrowType arrow) {

  /** The largest integer up to which every integer is a double. */
  static final long EXACT = 1L << 53;

  /** The same as DuckDB's text. */
  static final String EXACT_LITERAL = "9007199254740992e0";

  static Typed of(Kind kind, String sql) {
    return new Typed(sql, kind, false, null, true, null, null, false, null);
  }

  static Typed condition(String sql) {
    return new Typed(sql, Kind.INTEGER, true, null, true, null, null, false, null);
  }

  static Typed constant(Kind kind, String sql, Object value) {
    return new Typed(sql, kind, false, null, true, value, null, false, null);
  }

  static Typed real(String sql, boolean maybeNaN) {
    return new Typed(sql, Kind.REAL, false, null, true, null, null, maybeNaN, null);
  }

  static Typed numeric(String sql, String integral, boolean maybeNaN) {
    return new Typed(sql, Kind.NUMERIC, false, null, true, null, integral, maybeNaN, null);
  }

  /** The literal NULL. */
  static Typed nothing() {
    return of(Kind.NULL, "NULL");
  }

  /** The text as a value of the kind's DuckDB type, NULL where SQLite has NULL. */
  String value() {
    if (condition || constant instanceof Long) {
      return "CAST(" + sql + " AS BIGINT)"; // a bare literal may be of a narrower type
    }
    return maybeNaN ? "nullif(" + sql + ", 'nan'::DOUBLE)" : sql;
  }

  /** The text as a BOOLEAN: SQLite takes a number for true if it is not 0. */
  String truth() {
    if (condition) {
      return sql;
    }
    return switch (kind) {
      case INTEGER, REAL, NUMERIC -> "(" + value() + " <> 0)";
      case NULL -> "CAST(NULL AS BOOLEAN)";
      case TEXT -> throw new Refusal("text as a condition");
      case BLOB -> throw new Refusal("a blob as a condition");
      case TYPED -> throw new Refusal("a typed column as a condition");
    };
  }

  /** A BOOLEAN text that is true where a number is an integer in SQLite. */
  String isInteger() {
    return switch (kind) {
      case INTEGER -> "TRUE";
      case REAL -> "FALSE";
      case NUMERIC ->
          integral != null
              ? integral
              : "(" + sql + " = trunc(" + sql + ") AND abs(" + sql + ") <= " + EXACT_LITERAL + ")";
      default -> throw new Refusal(kind + " as a number");
    };
  }

  /**
   * The number as a DOUBLE of the same value; at run time an error, and so a run on SQLite, for
   * integers that no double holds.
   */
  String asDouble() {
    if (kind != Kind.INTEGER) {
      return value();
    }
    if (constant instanceof Long literal && Math.abs(literal) <= EXACT) {
      return Literals.real(literal.doubleValue()).sql();
    }
    String integer = value();
    return guarded(
        "abs(" + integer + ") > " + EXACT,
        "an integer over 2^53",
        "CAST(" + integer + " AS DOUBLE)");
  }

  /**
   * The number as a DOUBLE that is exactly SQLite's. The text of a NUMERIC expression, other than
   * that of a column, may have rounded an integer over 2^53: an error at run time.
   */
  String asExactDouble() {
    return integral == null
        ? asDouble()
        : guarded("abs(" + value() + ") > " + EXACT_LITERAL, "an integer over 2^53", value());
  }

  /**
   * The same values such that, of NUMERIC ones, exactly the integral are integers. A real that has
   * no fraction cannot be told from an integer then: that is an error at run time, and so a run on
   * SQLite.
   */
  Typed canonical() {
    if (integral == null) {
      return this;
    }
    String number = value();
    String ambiguous =
        "(%1$s = trunc(%1$s) AND NOT %2$s) OR (%2$s AND abs(%1$s) > %3$s)"
            .formatted(number, integral, EXACT_LITERAL);
    return of(Kind.NUMERIC, guarded(ambiguous, "a real without a fraction among integers", number));
  }

  /**
   * The number for a result that says of each value whether it is an integer; at run time an error
   * for integers that no double holds.
   */
  String besideFlag() {
    return guarded(
        isInteger() + " AND abs(" + value() + ") > " + EXACT_LITERAL,
        "an integer over 2^53",
        value());
  }

  /** The same value without a say in comparisons. */
  Typed withoutAffinity() {
    return new Typed(sql, kind, condition, null, binary, constant, integral, maybeNaN, arrow);
  }

  /** What a reader of that column, which holds this expression's values, knows of it. */
  Typed asColumn(String column) {
    return new Typed(column, kind, false, affinity, binary, null, null, false, arrow);
  }

  /** {@code otherwise}, except that an error is raised where the condition is true. */
  static String guarded(String condition, String what, String otherwise) {
    return "CASE WHEN " + condition + " THEN " + error(what) + " ELSE " + otherwise + " END";
  }

  /** Fails the query at run time; the engine then runs it on SQLite. */
  static String error(String what) {
    return "error('left to SQLite: " + what + "')";
  }
}
