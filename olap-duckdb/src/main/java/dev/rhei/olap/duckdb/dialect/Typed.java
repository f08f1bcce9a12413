package dev.rhei.olap.duckdb.dialect;

import dev.rhei.core.schema.Identifier;
import dev.rhei.core.schema.SqliteAffinity;
import dev.rhei.olap.duckdb.function.JsonTerm;
import java.util.function.Consumer;
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

  static Typed of(Kind kind, String sql) {
    return new Draft(sql, kind).made();
  }

  static Typed condition(String sql) {
    return of(Kind.INTEGER, sql).with(draft -> draft.condition = true);
  }

  static Typed constant(Kind kind, String sql, Object value) {
    return of(kind, sql).with(draft -> draft.constant = value);
  }

  static Typed real(String sql, boolean maybeNaN) {
    return of(Kind.REAL, sql).with(draft -> draft.maybeNaN = maybeNaN);
  }

  static Typed numeric(String sql, String integral, boolean maybeNaN) {
    return of(Kind.NUMERIC, sql)
        .with(
            draft -> {
              draft.integral = integral;
              draft.maybeNaN = maybeNaN;
            });
  }

  static Typed column(
      String sql,
      Kind kind,
      SqliteAffinity affinity,
      @Nullable Collation collation,
      @Nullable ArrowType arrow) {
    return of(kind, sql)
        .with(
            draft -> {
              draft.affinity = affinity;
              draft.collation = collation;
              draft.arrow = arrow;
            });
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
    return withAffinity(null);
  }

  Typed withAffinity(@Nullable SqliteAffinity given) {
    return with(draft -> draft.affinity = given);
  }

  /** With a text that tells integers from reals; null if the values do. */
  Typed withIntegral(@Nullable String flag) {
    return with(draft -> draft.integral = flag);
  }

  Typed withCollation(@Nullable Collation given, boolean named) {
    return with(
        draft -> {
          draft.collation = given;
          draft.explicit = named;
        });
  }

  /** What a reader of that column, which holds this expression's values, knows of it. */
  Typed asColumn(String column) {
    return asColumn(column, null);
  }

  /** The same with a column that tells integers from reals; null if none is needed. */
  Typed asColumn(String column, @Nullable String flag) {
    return with(
        draft -> {
          draft.sql = column;
          draft.condition = false;
          draft.explicit = false;
          draft.constant = null;
          draft.integral = flag;
          draft.maybeNaN = false;
          draft.json = null;
          draft.jsonUnsure = jsonUnsure || json != null;
        });
  }

  Typed withJson(JsonTerm made) {
    return with(
        draft -> {
          draft.json = made;
          draft.jsonUnsure = false;
        });
  }

  /** The same value, as one of selects that give it different affinities. */
  Typed ofUnsureAffinity() {
    return with(
        draft -> {
          draft.affinity = null;
          draft.affinityUnsure = true;
        });
  }

  /** The same value, of which it is not sure whether a JSON function made it. */
  Typed unsure(boolean maybe) {
    return with(
        draft -> {
          draft.json = null;
          draft.jsonUnsure = maybe;
        });
  }

  /** {@code otherwise}, except that an error is raised where the condition is true. */
  static String guarded(String condition, String what, String otherwise) {
    return "CASE WHEN " + condition + " THEN " + error(what) + " ELSE " + otherwise + " END";
  }

  /** Fails the query at run time; the engine then runs it on SQLite. */
  static String error(String what) {
    return "error(" + Identifier.literal("left to SQLite: " + what) + ")";
  }

  private Typed with(Consumer<Draft> change) {
    Draft draft = new Draft(sql, kind);
    draft.condition = condition;
    draft.affinity = affinity;
    draft.collation = collation;
    draft.explicit = explicit;
    draft.constant = constant;
    draft.integral = integral;
    draft.maybeNaN = maybeNaN;
    draft.arrow = arrow;
    draft.json = json;
    draft.jsonUnsure = jsonUnsure;
    draft.affinityUnsure = affinityUnsure;
    change.accept(draft);
    return draft.made();
  }

  /** A copy while it is changed. */
  private static final class Draft {
    private String sql;
    private final Kind kind;
    private boolean condition;
    private @Nullable SqliteAffinity affinity;
    private @Nullable Collation collation;
    private boolean explicit;
    private @Nullable Object constant;
    private @Nullable String integral;
    private boolean maybeNaN;
    private @Nullable ArrowType arrow;
    private @Nullable JsonTerm json;
    private boolean jsonUnsure;
    private boolean affinityUnsure;

    private Draft(String sql, Kind kind) {
      this.sql = sql;
      this.kind = kind;
    }

    private Typed made() {
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
          json,
          jsonUnsure,
          affinityUnsure);
    }
  }
}
