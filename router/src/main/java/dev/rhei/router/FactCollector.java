package dev.rhei.router;

import dev.rhei.core.route.StatementKind;
import dev.rhei.core.schema.Identifier;
import dev.rhei.router.StatementFacts.TableReference;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import net.sf.jsqlparser.expression.AnalyticExpression;
import net.sf.jsqlparser.expression.AnalyticType;
import net.sf.jsqlparser.expression.DoubleValue;
import net.sf.jsqlparser.expression.Expression;
import net.sf.jsqlparser.expression.ExpressionVisitor;
import net.sf.jsqlparser.expression.Function;
import net.sf.jsqlparser.expression.JdbcNamedParameter;
import net.sf.jsqlparser.expression.JdbcParameter;
import net.sf.jsqlparser.expression.JsonAggregateFunction;
import net.sf.jsqlparser.expression.LongValue;
import net.sf.jsqlparser.expression.MySQLGroupConcat;
import net.sf.jsqlparser.expression.StringValue;
import net.sf.jsqlparser.expression.UserVariable;
import net.sf.jsqlparser.expression.operators.conditional.AndExpression;
import net.sf.jsqlparser.expression.operators.relational.EqualsTo;
import net.sf.jsqlparser.expression.operators.relational.InExpression;
import net.sf.jsqlparser.schema.Column;
import net.sf.jsqlparser.schema.Table;
import net.sf.jsqlparser.statement.StatementVisitor;
import net.sf.jsqlparser.statement.select.OrderByElement;
import net.sf.jsqlparser.statement.select.ParenthesedFromItem;
import net.sf.jsqlparser.statement.select.ParenthesedSelect;
import net.sf.jsqlparser.statement.select.PlainSelect;
import net.sf.jsqlparser.statement.select.Select;
import net.sf.jsqlparser.statement.select.SelectVisitor;
import net.sf.jsqlparser.statement.select.SetOperationList;
import net.sf.jsqlparser.statement.select.TableFunction;
import net.sf.jsqlparser.statement.select.WithItem;
import net.sf.jsqlparser.util.TablesNamesFinder;
import org.jspecify.annotations.Nullable;

/**
 * Walks one query's tree and notes what is in it. A table that it should miss costs nothing but a
 * detour: the translator resolves every name again and refuses what the copy does not hold.
 */
final class FactCollector extends TablesNamesFinder<Void> {
  private static final Set<String> AGGREGATES =
      Set.of(
          "avg",
          "count",
          "group_concat",
          "json_group_array",
          "json_group_object",
          "jsonb_group_array",
          "jsonb_group_object",
          "max",
          "median",
          "min",
          "percentile",
          "percentile_cont",
          "percentile_disc",
          "string_agg",
          "sum",
          "total");

  private final Set<TableReference> tables = new LinkedHashSet<>();
  private final Set<Feature> features = EnumSet.noneOf(Feature.class);
  private final Deque<Set<String>> commonTables = new ArrayDeque<>();

  private FactCollector() {}

  static StatementFacts collect(Select select) {
    FactCollector collector = new FactCollector();
    collector.init(true);
    select.accept((StatementVisitor<Void>) collector, null);
    Set<String> equal = new HashSet<>();
    if (collector.tables.size() == 1
        && select instanceof PlainSelect plain
        && plain.getFromItem() instanceof Table
        && plain.getWhere() != null) {
      collectEqualities(plain.getWhere(), equal);
    }
    return new StatementFacts(
        StatementKind.QUERY, List.copyOf(collector.tables), collector.features, equal, "");
  }

  @Override
  public <S> Void visit(PlainSelect select, S context) {
    enter(select);
    noteIf(select.getDistinct() != null, Feature.DISTINCT);
    noteIf(select.getGroupBy() != null, Feature.GROUP_BY);
    noteIf(select.getHaving() != null, Feature.HAVING);
    noteIf(select.getJoins() != null && !select.getJoins().isEmpty(), Feature.JOIN);
    super.visit(select, context);
    commonTables.pop();
    return null;
  }

  @Override
  public <S> Void visit(SetOperationList list, S context) {
    enter(list);
    features.add(Feature.SET_OPERATION);
    super.visit(list, context);
    commonTables.pop();
    return null;
  }

  @Override
  public <S> Void visit(ParenthesedSelect select, S context) {
    enter(select);
    features.add(Feature.SUBQUERY);
    super.visit(select, context);
    commonTables.pop();
    return null;
  }

  @Override
  public <S> Void visit(WithItem<?> item, S context) {
    features.add(Feature.COMMON_TABLE);
    if (item.getSelect() != null) {
      // not the item itself, which would count its parentheses as a subquery
      item.getSelect().getSelect().accept((SelectVisitor<Void>) this, context);
    }
    return null;
  }

  @Override
  public <S> Void visit(ParenthesedFromItem item, S context) {
    noteIf(item.getJoins() != null && !item.getJoins().isEmpty(), Feature.JOIN);
    return super.visit(item, context);
  }

  @Override
  public <S> Void visit(Table table, S context) {
    addTable(table.getSchemaName(), table.getName());
    return null;
  }

  /** Not the base class's: it takes the alias before a column's dot for a table. */
  @Override
  public <S> Void visit(Column column, S context) {
    return null;
  }

  @Override
  public <S> Void visit(TableFunction function, S context) {
    tables.add(new TableReference("", function.getFunction().getName() + "()"));
    return super.visit(function, context);
  }

  @Override
  public <S> Void visit(InExpression in, S context) {
    super.visit(in, context);
    if (in.getRightExpression() instanceof Column column) { // SQLite: x IN table
      addTable(
          column.getTable() == null ? null : column.getTable().getName(), column.getColumnName());
    }
    return null;
  }

  @Override
  public <S> Void visit(Function function, S context) {
    String name = Identifier.fold(function.getName());
    boolean scalarMinMax =
        (name.equals("min") || name.equals("max"))
            && function.getParameters() != null
            && function.getParameters().size() > 1;
    noteIf(AGGREGATES.contains(name) && !scalarMinMax, Feature.AGGREGATE);
    return super.visit(function, context);
  }

  @Override
  public <S> Void visit(AnalyticExpression function, S context) {
    features.add(
        function.getType() == AnalyticType.FILTER_ONLY ? Feature.AGGREGATE : Feature.WINDOW);
    if (function.getPartitionExpressionList() != null) { // which the base class leaves out
      for (Expression partition : function.getPartitionExpressionList()) {
        partition.accept((ExpressionVisitor<Void>) this, context);
      }
    }
    if (function.getOrderByElements() != null) {
      for (OrderByElement element : function.getOrderByElements()) {
        element.getExpression().accept((ExpressionVisitor<Void>) this, context);
      }
    }
    return super.visit(function, context);
  }

  @Override
  public <S> Void visit(MySQLGroupConcat function, S context) {
    features.add(Feature.AGGREGATE);
    return super.visit(function, context);
  }

  @Override
  public <S> Void visit(JsonAggregateFunction function, S context) {
    features.add(Feature.AGGREGATE);
    return super.visit(function, context);
  }

  /** The common tables that a select defines hide tables of the same name inside of it. */
  private void enter(Select select) {
    Set<String> names = new HashSet<>();
    if (select.getWithItemsList() != null) {
      for (WithItem<?> item : select.getWithItemsList()) {
        names.add(Identifier.fold(item.getUnquotedAliasName()));
      }
    }
    commonTables.push(names);
  }

  private void addTable(@Nullable String schema, String name) {
    TableReference table = new TableReference(schema == null ? "" : unquote(schema), unquote(name));
    if (table.schema().isEmpty()) {
      String folded = Identifier.fold(table.name());
      for (Set<String> names : commonTables) {
        if (names.contains(folded)) {
          return;
        }
      }
    }
    tables.add(table);
  }

  private void noteIf(boolean found, Feature feature) {
    if (found) {
      features.add(feature);
    }
  }

  private static void collectEqualities(Expression condition, Set<String> equal) {
    if (condition instanceof AndExpression and) {
      collectEqualities(and.getLeftExpression(), equal);
      collectEqualities(and.getRightExpression(), equal);
    } else if (condition instanceof EqualsTo equals) {
      if (equals.getLeftExpression() instanceof Column column
          && isConstant(equals.getRightExpression())) {
        equal.add(Identifier.fold(unquote(column.getColumnName())));
      } else if (equals.getRightExpression() instanceof Column column
          && isConstant(equals.getLeftExpression())) {
        equal.add(Identifier.fold(unquote(column.getColumnName())));
      }
    }
  }

  private static boolean isConstant(Expression expression) {
    return expression instanceof LongValue
        || expression instanceof StringValue
        || expression instanceof DoubleValue
        || expression instanceof JdbcParameter
        || expression instanceof JdbcNamedParameter
        || expression instanceof UserVariable
        || (expression instanceof Column column && column.getColumnName().startsWith("$"));
  }

  /** A name without SQLite's quotes, all four of them. */
  private static String unquote(String name) {
    if (name.length() < 2) {
      return name;
    }
    String inner = name.substring(1, name.length() - 1);
    return switch (name.charAt(0)) {
      case '"' -> inner.replace("\"\"", "\"");
      case '`' -> inner.replace("``", "`");
      case '\'' -> inner.replace("''", "'");
      case '[' -> inner;
      default -> name;
    };
  }
}
