package dev.rhei.router;

import dev.rhei.router.QueryFacts.Constant;
import dev.rhei.router.QueryFacts.Operand;
import dev.rhei.router.QueryFacts.Unknown;
import dev.rhei.sql.Expr;
import dev.rhei.sql.UnaryOperator;

/** Reads literals; what is computed is left unknown. */
final class Constants {
  private static final Unknown UNKNOWN = new Unknown();

  private Constants() {}

  static Operand read(Expr expr) {
    if (expr instanceof Expr.Null) {
      return new Constant(null);
    }
    if (expr instanceof Expr.Text text) {
      return new Constant(text.value());
    }
    if (expr instanceof Expr.Number number) {
      return number(number);
    }
    if (expr instanceof Expr.Unary unary && read(unary.operand()) instanceof Constant constant) {
      return unary.operator() == UnaryOperator.PLUS
          ? constant
          : unary.operator() == UnaryOperator.MINUS ? negated(constant) : UNKNOWN;
    }
    return UNKNOWN;
  }

  private static Operand number(Expr.Number number) {
    try {
      return new Constant(
          number.isInteger()
              ? (Object) Long.valueOf(number.text())
              : (Object) Double.valueOf(number.text()));
    } catch (NumberFormatException e) { // an integer over 64 bits
      return new Constant(Double.valueOf(number.text()));
    }
  }

  private static Operand negated(Constant constant) {
    if (constant.value() instanceof Long integer) {
      return new Constant(-integer);
    }
    return constant.value() instanceof Double real ? new Constant(-real) : UNKNOWN;
  }
}
