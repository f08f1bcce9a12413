package dev.rhei.olap.duckdb.dialect;

import dev.rhei.sql.BinaryOperator;
import dev.rhei.sql.Expr;
import dev.rhei.sql.Query;
import dev.rhei.sql.UnaryOperator;
import java.util.EnumSet;
import java.util.Set;

/**
 * Selects whose one value may be NaN on the way: nothing looks at it before it is out, for all that
 * is done with it is arithmetic, through which NaN passes.
 */
final class Marked {
  private static final Set<BinaryOperator> ARITHMETIC =
      EnumSet.of(
          BinaryOperator.ADD,
          BinaryOperator.SUBTRACT,
          BinaryOperator.MULTIPLY,
          BinaryOperator.DIVIDE);

  private Marked() {}

  static boolean isPossible(Query query) {
    return query.isSimple()
        && query.orderBy().isEmpty()
        && query.limit() == null
        && query.arms().get(0).body() instanceof Query.Select select
        && select.items().size() == 1
        && select.items().get(0) instanceof Query.Item item
        && select.groupBy().isEmpty()
        && select.having() == null
        && !select.distinct()
        && hasSum(item.expression())
        && isArithmetic(item.expression());
  }

  private static boolean isArithmetic(Expr e) {
    if (e instanceof Expr.Binary binary) {
      return ARITHMETIC.contains(binary.operator())
          && isArithmetic(binary.left())
          && isArithmetic(binary.right());
    }
    if (e instanceof Expr.Unary unary) {
      return unary.operator() == UnaryOperator.MINUS && isArithmetic(unary.operand());
    }
    return e instanceof Expr.Number || e instanceof Expr.Parameter || isSum(e);
  }

  private static boolean hasSum(Expr e) {
    if (e instanceof Expr.Binary binary) {
      return hasSum(binary.left()) || hasSum(binary.right());
    }
    return e instanceof Expr.Unary unary ? hasSum(unary.operand()) : isSum(e);
  }

  private static boolean isSum(Expr e) {
    return e instanceof Expr.Call call
        && call.over() == null
        && switch (call.name().folded()) {
          case "sum", "avg", "total" -> call.arguments().size() == 1 && !call.distinct();
          default -> false;
        };
  }
}
