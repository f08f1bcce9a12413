package dev.rhei.olap.duckdb.dialect;

import dev.rhei.core.schema.Identifier;
import java.util.ArrayList;
import java.util.List;
import net.sf.jsqlparser.expression.AnalyticExpression;
import net.sf.jsqlparser.expression.Expression;
import net.sf.jsqlparser.statement.select.AllColumns;
import net.sf.jsqlparser.statement.select.OrderByElement;

/**
 * Window functions over the default frame: the ranks, and the aggregates that are exact in any
 * order. {@code row_number} numbers ties as SQLite visits them, by the row key, so it needs one
 * table.
 */
final class Windows {
  private final ExpressionRewriter expressions;

  Windows(ExpressionRewriter expressions) {
    this.expressions = expressions;
  }

  Typed call(AnalyticExpression e, Scope scope) {
    String name = plainName(e);
    Refusal.unless(
        scope.place() == Scope.Place.RESULT
            && e.getWindowElement() == null
            && e.getWindowName() == null
            && e.getFilterExpression() == null
            && !e.isDistinct(),
        "'" + e + "'");
    List<Typed> arguments = expressions.rewriteAll(arguments(e), scope);
    List<Ordering.Term> order = order(e, scope);
    if (name.equals("row_number")) {
      List<Ordering.Term> key = Ordering.tieBreak(scope, List.of());
      Refusal.unless(!key.isEmpty(), "row_number() over more than one table");
      order.addAll(key);
    }
    String over = " OVER (" + partition(e, scope) + Ordering.clause(order) + ")";
    if (name.equals("rank") || name.equals("dense_rank") || name.equals("row_number")) {
      Refusal.unless(arguments.isEmpty() && !e.isAllColumns() && !order.isEmpty(), "'" + e + "'");
      return Typed.of(Kind.INTEGER, name + "()" + over);
    }
    boolean exact =
        name.equals("count")
            || name.equals("min")
            || name.equals("max")
            || (!arguments.isEmpty() && arguments.get(0).kind() == Kind.INTEGER);
    Refusal.unless(
        Aggregates.is(name, arguments.size()) && exact, "the window function " + name + "()");
    return Aggregates.call(name, arguments, false, sink(over));
  }

  private static GroupSink sink(String over) {
    return new GroupSink() {
      @Override
      public String aggregate(String call) {
        return call + over;
      }

      @Override
      public String computed(String expression) {
        return expression;
      }
    };
  }

  private List<Ordering.Term> order(AnalyticExpression e, Scope scope) {
    List<Ordering.Term> order = new ArrayList<>();
    if (e.getOrderByElements() != null) {
      for (OrderByElement element : e.getOrderByElements()) {
        order.add(Ordering.term(element, expressions.rewrite(element.getExpression(), scope)));
      }
    }
    return order;
  }

  private String partition(AnalyticExpression e, Scope scope) {
    List<String> keys = new ArrayList<>();
    if (e.getPartitionExpressionList() != null) {
      for (Expression key : e.getPartitionExpressionList()) {
        Typed typed = expressions.rewrite(key, scope).canonical();
        Comparisons.requireBinary(typed);
        keys.add(typed.value());
      }
    }
    return keys.isEmpty() ? "" : "PARTITION BY " + String.join(", ", keys);
  }

  /** The function's name, if the call has no clause of other dialects. */
  static String plainName(AnalyticExpression e) {
    Refusal.unless(
        !e.isIgnoreNulls()
            && !e.isIgnoreNullsOutside()
            && !e.isUnique()
            && e.getKeep() == null
            && e.getNullHandling() == null
            && e.getHavingClause() == null
            && e.getLimit() == null
            && e.getOnOverflowTruncate() == null
            && (e.getKeywordArguments() == null || e.getKeywordArguments().isEmpty())
            && (e.getFuncOrderBy() == null || e.getFuncOrderBy().isEmpty())
            && e.getOffset() == null
            && e.getDefaultValue() == null,
        "'" + e + "'");
    return Identifier.fold(Names.unquote(e.getName()));
  }

  static List<Expression> arguments(AnalyticExpression e) {
    boolean none =
        e.getExpression() == null
            || e.isAllColumns()
            || (e.getExpression() instanceof AllColumns && Identifier.same(e.getName(), "count"));
    return none ? List.of() : List.of(e.getExpression());
  }
}
