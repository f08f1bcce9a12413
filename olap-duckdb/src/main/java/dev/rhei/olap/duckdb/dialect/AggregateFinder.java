package dev.rhei.olap.duckdb.dialect;

import dev.rhei.core.schema.Identifier;
import net.sf.jsqlparser.expression.AnalyticExpression;
import net.sf.jsqlparser.expression.AnalyticType;
import net.sf.jsqlparser.expression.Expression;
import net.sf.jsqlparser.expression.ExpressionVisitorAdapter;
import net.sf.jsqlparser.expression.Function;
import net.sf.jsqlparser.statement.select.OrderByElement;
import net.sf.jsqlparser.statement.select.PlainSelect;
import net.sf.jsqlparser.statement.select.Select;
import net.sf.jsqlparser.statement.select.SelectItem;
import org.jspecify.annotations.Nullable;

/**
 * Whether a SELECT without GROUP BY has an aggregate of its own. One that it should miss is refused
 * when it is rewritten.
 */
final class AggregateFinder extends ExpressionVisitorAdapter<Void> {
  private boolean found;

  private AggregateFinder() {}

  static boolean finds(PlainSelect select) {
    AggregateFinder finder = new AggregateFinder();
    for (SelectItem<?> item : select.getSelectItems()) {
      finder.look(item.getExpression());
    }
    finder.look(select.getHaving());
    if (select.getOrderByElements() != null) {
      for (OrderByElement element : select.getOrderByElements()) {
        finder.look(element.getExpression());
      }
    }
    return finder.found;
  }

  private void look(@Nullable Expression expression) {
    if (expression != null) {
      expression.accept(this, null);
    }
  }

  @Override
  public <S> Void visit(Function function, S context) {
    int arguments = function.getParameters() == null ? 0 : function.getParameters().size();
    found |= Aggregates.is(Identifier.fold(Names.unquote(function.getName())), arguments);
    return super.visit(function, context);
  }

  @Override
  public <S> Void visit(AnalyticExpression function, S context) {
    found |= function.getType() == AnalyticType.FILTER_ONLY;
    return super.visit(function, context);
  }

  @Override
  public <S> Void visit(Select select, S context) {
    return null; // its aggregates are its own
  }
}
