package dev.rhei.olap.duckdb.dialect;

import dev.rhei.core.schema.Identifier;
import dev.rhei.core.schema.SqliteAffinity;
import dev.rhei.olap.duckdb.function.JsonTerm;
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
 * @param collation the column's, or that of COLLATE; null for none
 * @param explicit whether COLLATE named the collation
 * @param constant the value of a literal: Long, Double or String; null for all else
 * @param integral for NUMERIC, a BOOLEAN text that tells integers from reals; null if exactly the
 *     integral values are integers, as in a column
 * @param maybeNaN whether the text can yield NaN, where SQLite has NULL
 * @param arrow for TYPED, the column's type
 * @param json what a JSON function made, which another takes for more than its text; null for none
 * @param jsonUnsure whether the value may be such a one, or part of one
 * @param affinityUnsure whether SQLite may give it another affinity, and is free to
 */
record Typed(
    String sql,
    Kind kind,
    boolean condition,
    @Nullable SqliteAffinity affinity,
    @Nullable Collation collation,
    boolean explicit,
    @Nullable Object constant,
    @Nullable String integral,
    boolean maybeNaN,
    @Nullable ArrowType arrow,
    @Nullable JsonTerm json,
    boolean jsonUnsure,
    boolean affinityUnsure) {

  /** The largest integer up to which every integer is a double. */
  static final long EXACT = 1L << 53;

  /** The same as DuckDB's text. */
  static final String EXACT_LITERAL = "9007199254740992e0";

  /** A value that no JSON function has made. */
  Typed(
      String sql,
      Kind kind,
      boolean condition,
      @Nullable SqliteAffinity affinity,
      @Nullable Collation collation,
      boolean explicit,
      @Nullable Object constant,
      @Nullable String integral,
      boolean maybeNaN,
      @Nullable ArrowType arrow) {
    this(
        sql, kind, condition, affinity, collation, explicit, constant, integral, maybeNaN, arrow,
        null, false, false);
  }

  private static Typed of(Kind kind, String sql, boolean condition, @Nullable Object constant) {
    return new Typed(sql, kind, condition, null, null, false, constant, null, false, null);
  }

  static Typed of(Kind kind, String sql) {
    return of(kind, sql, false, null);
  }

  static Typed condition(String sql) {
    return of(Kind.INTEGER, sql, true, null);
  }

  static Typed constant(Kind kind, String sql, Object value) {
    return of(kind, sql, false, value);
  }

  static Typed real(String sql, boolean maybeNaN) {
    return new Typed(sql, Kind.REAL, false, null, null, false, null, null, maybeNaN, null);
  }

  static Typed numeric(String sql, String integral, boolean maybeNaN) {
    return new Typed(sql, Kind.NUMERIC, false, null, null, false, null, integral, maybeNaN, null);
  }

  static Typed column(
      String sql,
      Kind kind,
      SqliteAffinity affinity,
      @Nullable Collation collation,
      @Nullable ArrowType arrow) {
    return new Typed(sql, kind, false, affinity, collation, false, null, null, false, arrow);
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

  /**
   * The text as a BOOLEAN: SQLite takes a number for true if it is not 0, and text for a number.
   */
  String truth() {
    if (condition) {
      return sql;
    }
    return switch (kind) {
      case INTEGER, REAL, NUMERIC -> "(" + value() + " <> 0)";
      case NULL -> "CAST(NULL AS BOOLEAN)";
      case TEXT, BLOB, ANY -> "(" + Numbers.of(this).value() + " <> 0)";
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

  /** What text is compared by. */
  Collation comparedBy() {
    return collation == null ? Collation.BINARY : collation;
  }

  /** Requires that text is compared by its bytes. */
  Typed requireBinary() {
    Refusal.unless(
        comparedBy() == Collation.BINARY || (kind != Kind.TEXT && kind != Kind.ANY),
        "text with a collation other than BINARY in this place");
    return this;
  }

  /** A value that is the same for equal values, and in SQLite's order; not for reading. */
  String sortKey() {
    return switch (kind) {
      case TEXT -> comparedBy().key(value());
      case ANY -> {
        requireBinary();
        yield Tagged.key(value());
      }
      default -> integral == null ? value() : asExactDouble();
    };
  }

  /** The same value without a say in comparisons. */
  Typed withoutAffinity() {
    return new Typed(
        sql,
        kind,
        condition,
        null,
        collation,
        explicit,
        constant,
        integral,
        maybeNaN,
        arrow,
        json,
        jsonUnsure,
        affinityUnsure);
  }

  Typed withAffinity(@Nullable SqliteAffinity given) {
    return new Typed(
        sql,
        kind,
        condition,
        given,
        collation,
        explicit,
        constant,
        integral,
        maybeNaN,
        arrow,
        json,
        jsonUnsure,
        affinityUnsure);
  }

  Typed withCollation(@Nullable Collation given, boolean named) {
    return new Typed(
        sql,
        kind,
        condition,
        affinity,
        given,
        named,
        constant,
        integral,
        maybeNaN,
        arrow,
        json,
        jsonUnsure,
        affinityUnsure);
  }

  /** What a reader of that column, which holds this expression's values, knows of it. */
  Typed asColumn(String column) {
    return asColumn(column, null);
  }

  /** The same with a column that tells integers from reals; null if none is needed. */
  Typed asColumn(String column, @Nullable String flag) {
    return new Typed(
        column,
        kind,
        false,
        affinity,
        collation,
        false,
        null,
        flag,
        false,
        arrow,
        null,
        jsonUnsure || json != null,
        affinityUnsure);
  }

  Typed withJson(JsonTerm made) {
    return new Typed(
        sql,
        kind,
        condition,
        affinity,
        collation,
        explicit,
        constant,
        integral,
        maybeNaN,
        arrow,
        made,
        false,
        affinityUnsure);
  }

  /** The same value, as one of selects that give it different affinities. */
  Typed ofUnsureAffinity() {
    return new Typed(
        sql,
        kind,
        condition,
        null,
        collation,
        explicit,
        constant,
        integral,
        maybeNaN,
        arrow,
        json,
        jsonUnsure,
        true);
  }

  /** The same value, of which it is not sure whether a JSON function made it. */
  Typed unsure(boolean maybe) {
    return new Typed(
        sql,
        kind,
        condition,
        affinity,
        collation,
        explicit,
        constant,
        integral,
        maybeNaN,
        arrow,
        null,
        maybe,
        affinityUnsure);
  }

  /** {@code otherwise}, except that an error is raised where the condition is true. */
  static String guarded(String condition, String what, String otherwise) {
    return "CASE WHEN " + condition + " THEN " + error(what) + " ELSE " + otherwise + " END";
  }

  /** Fails the query at run time; the engine then runs it on SQLite. */
  static String error(String what) {
    return "error(" + Identifier.literal("left to SQLite: " + what) + ")";
  }
}
