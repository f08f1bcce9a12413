package dev.rhei.olap.duckdb.dialect;

import net.sf.jsqlparser.expression.Expression;
import net.sf.jsqlparser.expression.NotExpression;
import net.sf.jsqlparser.expression.SignedExpression;
import net.sf.jsqlparser.expression.operators.arithmetic.Addition;
import net.sf.jsqlparser.expression.operators.arithmetic.BitwiseAnd;
import net.sf.jsqlparser.expression.operators.arithmetic.BitwiseLeftShift;
import net.sf.jsqlparser.expression.operators.arithmetic.BitwiseOr;
import net.sf.jsqlparser.expression.operators.arithmetic.BitwiseRightShift;
import net.sf.jsqlparser.expression.operators.arithmetic.Concat;
import net.sf.jsqlparser.expression.operators.arithmetic.Division;
import net.sf.jsqlparser.expression.operators.arithmetic.Modulo;
import net.sf.jsqlparser.expression.operators.arithmetic.Multiplication;
import net.sf.jsqlparser.expression.operators.arithmetic.Subtraction;
import net.sf.jsqlparser.expression.operators.conditional.AndExpression;
import net.sf.jsqlparser.expression.operators.conditional.OrExpression;
import net.sf.jsqlparser.expression.operators.relational.Between;
import net.sf.jsqlparser.expression.operators.relational.EqualsTo;
import net.sf.jsqlparser.expression.operators.relational.GreaterThan;
import net.sf.jsqlparser.expression.operators.relational.GreaterThanEquals;
import net.sf.jsqlparser.expression.operators.relational.InExpression;
import net.sf.jsqlparser.expression.operators.relational.IsBooleanExpression;
import net.sf.jsqlparser.expression.operators.relational.IsDistinctExpression;
import net.sf.jsqlparser.expression.operators.relational.IsNullExpression;
import net.sf.jsqlparser.expression.operators.relational.LikeExpression;
import net.sf.jsqlparser.expression.operators.relational.MinorThan;
import net.sf.jsqlparser.expression.operators.relational.MinorThanEquals;
import net.sf.jsqlparser.expression.operators.relational.NotEqualsTo;

/**
 * SQLite's operator precedence. The parser groups some operators otherwise ({@code a * b || c},
 * {@code a << 2 + 1}, {@code a BETWEEN 1 AND 2 = 1}), so every operand without parentheses is
 * checked: a tree all of whose edges follow SQLite's table is the tree that SQLite would build.
 */
final class Precedence {
  private static final int OR = 1;
  private static final int AND = 2;
  private static final int NOT = 3;
  private static final int EQUALITY = 4;
  private static final int COMPARISON = 5;
  private static final int BITS = 7;
  private static final int SUM = 8;
  private static final int PRODUCT = 9;
  private static final int CONCATENATION = 10;
  private static final int SIGN = 12;
  private static final int NO_OPERATOR = 100;

  private Precedence() {}

  /** Requires that SQLite reads {@code left op right} with exactly these operands. */
  static void check(Expression operator, Expression left, Expression right) {
    int level = of(operator);
    require(of(left) >= level && of(right) > level, operator);
  }

  /** Requires that SQLite reads what stands before a postfix or list operator as its operand. */
  static void checkLeft(Expression operator, Expression left) {
    require(of(left) >= of(operator), operator);
  }

  /** Requires that no bound of a BETWEEN could be read as something longer. */
  static void checkBound(Expression operator, Expression bound) {
    require(of(bound) > COMPARISON, operator);
  }

  /** Requires that a prefix operator's operand binds at least as tightly. */
  static void checkPrefix(Expression operator, Expression operand) {
    require(of(operand) >= of(operator), operator);
  }

  private static void require(boolean same, Expression operator) {
    Refusal.unless(
        same, "'" + operator + "' without parentheses, which SQLite may group otherwise");
  }

  private static int of(Expression expression) {
    if (expression instanceof OrExpression) {
      return OR;
    }
    if (expression instanceof AndExpression) {
      return AND;
    }
    if (expression instanceof NotExpression) {
      return NOT;
    }
    if (expression instanceof EqualsTo
        || expression instanceof NotEqualsTo
        || expression instanceof IsNullExpression
        || expression instanceof IsBooleanExpression
        || expression instanceof IsDistinctExpression
        || expression instanceof InExpression
        || expression instanceof LikeExpression
        || expression instanceof Between) {
      return EQUALITY;
    }
    if (expression instanceof MinorThan
        || expression instanceof MinorThanEquals
        || expression instanceof GreaterThan
        || expression instanceof GreaterThanEquals) {
      return COMPARISON;
    }
    if (expression instanceof BitwiseAnd
        || expression instanceof BitwiseOr
        || expression instanceof BitwiseLeftShift
        || expression instanceof BitwiseRightShift) {
      return BITS;
    }
    if (expression instanceof Addition || expression instanceof Subtraction) {
      return SUM;
    }
    if (expression instanceof Multiplication
        || expression instanceof Division
        || expression instanceof Modulo) {
      return PRODUCT;
    }
    if (expression instanceof Concat) {
      return CONCATENATION;
    }
    return expression instanceof SignedExpression ? SIGN : NO_OPERATOR;
  }
}
