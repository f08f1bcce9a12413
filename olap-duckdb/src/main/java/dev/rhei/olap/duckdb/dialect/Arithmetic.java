package dev.rhei.olap.duckdb.dialect;

import dev.rhei.olap.duckdb.function.Orders;
import dev.rhei.olap.duckdb.function.Term;
import dev.rhei.sql.BinaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * The arithmetic and bit operators. Integers stay BIGINT, where an overflow is an error and so a
 * run on SQLite; SQLite goes on with a real.
 */
final class Arithmetic {
  private Arithmetic() {}

  static Typed apply(BinaryOperator operator, Typed leftOperand, Typed rightOperand) {
    Typed left = Numbers.of(leftOperand);
    Typed right = Numbers.of(rightOperand);
    if (left.kind() == Kind.NULL || right.kind() == Kind.NULL) {
      return Typed.nothing();
    }
    String symbol = operator.symbol();
    if (operator == BinaryOperator.REMAINDER) {
      return remainder(left, right, leftOperand, rightOperand);
    }
    if (left.constant() instanceof Long a && right.constant() instanceof Long b) {
      Typed folded = folded(operator, a, b);
      if (folded != null) {
        return folded;
      }
    }
    if (left.kind() == Kind.INTEGER && right.kind() == Kind.INTEGER) {
      return Typed.of(Kind.INTEGER, join(left.value(), symbol, right.value()));
    }
    if (left.kind() == Kind.REAL || right.kind() == Kind.REAL) {
      return Typed.real(join(real(left), symbol, real(right)), true);
    }
    String integral = "(" + left.isInteger() + " AND " + right.isInteger() + ")";
    if (operator == BinaryOperator.DIVIDE) {
      String quotient = join(left.asExactDouble(), symbol, right.asExactDouble());
      return Typed.numeric(
          "CASE WHEN " + integral + " THEN trunc(" + quotient + ") + 0e0 ELSE " + quotient + " END",
          integral,
          true);
    }
    return Typed.numeric(join(left.asDouble(), symbol, right.asDouble()), integral, true);
  }

  /** Two literals; beyond 64 bits SQLite goes on with reals. */
  private static @Nullable Typed folded(BinaryOperator operator, long a, long b) {
    try {
      return switch (operator) {
        case ADD -> Literals.integer(Math.addExact(a, b));
        case SUBTRACT -> Literals.integer(Math.subtractExact(a, b));
        case MULTIPLY -> Literals.integer(Math.multiplyExact(a, b));
        default -> null;
      };
    } catch (ArithmeticException e) {
      double real =
          switch (operator) {
            case ADD -> (double) a + (double) b;
            case SUBTRACT -> (double) a - (double) b;
            default -> (double) a * (double) b;
          };
      return Literals.real(real);
    }
  }

  /** {@code & | << >>}: both sides become integers. */
  static Typed bits(BinaryOperator operator, Typed left, Typed right) {
    if (left.kind() == Kind.NULL || right.kind() == Kind.NULL) {
      return Typed.nothing();
    }
    String a = Numbers.integer(left);
    String b = Numbers.integer(right);
    return Typed.of(
        Kind.INTEGER,
        switch (operator) {
          case SHIFT_LEFT -> Orders.shiftLeft(Term.integer(a), Term.integer(b)).sql();
          case SHIFT_RIGHT -> Orders.shiftRight(Term.integer(a), Term.integer(b)).sql();
          default -> join(a, operator.symbol(), b);
        });
  }

  /** {@code ~}. */
  static Typed invert(Typed operand) {
    return operand.kind() == Kind.NULL
        ? operand
        : Typed.of(Kind.INTEGER, join("CAST(-1 AS BIGINT)", "-", Numbers.integer(operand)));
  }

  /** SQLite subtracts from 0, so that -0.0 does not appear. */
  static Typed negate(Typed value) {
    Typed operand = Numbers.of(value);
    if (operand.constant() instanceof Long literal && literal != Long.MIN_VALUE) {
      return Literals.integer(-literal);
    }
    if (operand.constant() instanceof Double literal) {
      return Literals.real(0.0 - literal);
    }
    return switch (operand.kind()) {
      case INTEGER -> Typed.of(Kind.INTEGER, join("CAST(0 AS BIGINT)", "-", operand.value()));
      case REAL -> Typed.real(join("0e0", "-", operand.sql()), operand.maybeNaN());
      case NUMERIC ->
          Typed.numeric(join("0e0", "-", operand.sql()), operand.isInteger(), operand.maybeNaN());
      default -> operand;
    };
  }

  /** Both sides become integers; if one was a real, so is the result. */
  private static Typed remainder(Typed left, Typed right, Typed leftOperand, Typed rightOperand) {
    String remainder = join(Numbers.integer(leftOperand), "%", Numbers.integer(rightOperand));
    if (left.kind() == Kind.INTEGER && right.kind() == Kind.INTEGER) {
      return Typed.of(Kind.INTEGER, remainder);
    }
    String real = "CAST(" + remainder + " AS DOUBLE)";
    return left.kind() == Kind.REAL || right.kind() == Kind.REAL
        ? Typed.real(real, false)
        : Typed.numeric(real, "(" + left.isInteger() + " AND " + right.isInteger() + ")", false);
  }

  /** NaN passes through +, -, * and /, as NULL does in SQLite: no need to look for it here. */
  private static String real(Typed number) {
    if (number.constant() instanceof Long literal) {
      return Literals.real(literal.doubleValue()).sql();
    }
    return number.kind() == Kind.INTEGER
        ? "CAST(" + number.value() + " AS DOUBLE)"
        : number.integral() == null ? number.sql() : number.asExactDouble();
  }

  private static String join(String left, String operator, String right) {
    return "(" + left + " " + operator + " " + right + ")";
  }
}
