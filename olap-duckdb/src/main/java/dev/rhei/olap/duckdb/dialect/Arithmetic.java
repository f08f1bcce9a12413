package dev.rhei.olap.duckdb.dialect;

/**
 * The arithmetic operators. Integers stay BIGINT, where an overflow is an error and so a run on
 * SQLite; SQLite goes on with a real.
 */
final class Arithmetic {
  private Arithmetic() {}

  static Typed apply(String operator, Typed left, Typed right) {
    if (left.kind() == Kind.NULL || right.kind() == Kind.NULL) {
      return Typed.nothing();
    }
    Refusal.unless(
        left.kind().isNumber() && right.kind().isNumber(),
        "arithmetic on " + left.kind() + " and " + right.kind());
    if (operator.equals("%")) {
      return remainder(left, right);
    }
    if (left.kind() == Kind.INTEGER && right.kind() == Kind.INTEGER) {
      return Typed.of(Kind.INTEGER, join(left.value(), operator, right.value()));
    }
    if (left.kind() == Kind.REAL || right.kind() == Kind.REAL) {
      return Typed.real(join(real(left), operator, real(right)), true);
    }
    String integral = "(" + left.isInteger() + " AND " + right.isInteger() + ")";
    if (operator.equals("/")) {
      String quotient = join(left.asExactDouble(), operator, right.asExactDouble());
      return Typed.numeric(
          "CASE WHEN " + integral + " THEN trunc(" + quotient + ") + 0e0 ELSE " + quotient + " END",
          integral,
          true);
    }
    return Typed.numeric(join(left.asDouble(), operator, right.asDouble()), integral, true);
  }

  /** SQLite subtracts from 0, so that -0.0 does not appear. */
  static Typed negate(Typed operand) {
    if (operand.constant() instanceof Long literal && literal != Long.MIN_VALUE) {
      return Literals.integer(-literal);
    }
    if (operand.constant() instanceof Double literal) {
      return Literals.real(-literal);
    }
    return switch (operand.kind()) {
      case INTEGER -> Typed.of(Kind.INTEGER, join("CAST(0 AS BIGINT)", "-", operand.value()));
      case REAL -> Typed.real(join("0e0", "-", operand.sql()), operand.maybeNaN());
      case NUMERIC ->
          Typed.numeric(join("0e0", "-", operand.sql()), operand.isInteger(), operand.maybeNaN());
      case NULL -> operand;
      case TEXT, BLOB, TYPED -> throw new Refusal("the sign of " + operand.kind());
    };
  }

  /** Both sides become integers; if one was a real, so is the result. */
  private static Typed remainder(Typed left, Typed right) {
    Refusal.unless(
        left.kind() != Kind.NUMERIC && right.kind() != Kind.NUMERIC,
        "the remainder of a column that mixes integers and reals");
    String remainder = join(truncated(left), "%", truncated(right));
    return left.kind() == Kind.INTEGER && right.kind() == Kind.INTEGER
        ? Typed.of(Kind.INTEGER, remainder)
        : Typed.real("CAST(" + remainder + " AS DOUBLE)", false);
  }

  private static String truncated(Typed number) {
    return number.kind() == Kind.INTEGER
        ? number.value()
        : "CAST(trunc(" + number.value() + ") AS BIGINT)";
  }

  /** NaN passes through +, -, * and /, as NULL does in SQLite: no need to look for it here. */
  private static String real(Typed number) {
    if (number.constant() instanceof Long literal) {
      return Literals.real(literal.doubleValue()).sql();
    }
    return number.kind() == Kind.INTEGER ? "CAST(" + number.value() + " AS DOUBLE)" : number.sql();
  }

  private static String join(String left, String operator, String right) {
    return "(" + left + " " + operator + " " + right + ")";
  }
}
