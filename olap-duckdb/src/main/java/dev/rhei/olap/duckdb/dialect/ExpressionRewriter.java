package dev.rhei.olap.duckdb.dialect;

import dev.rhei.core.schema.Identifier;
import dev.rhei.olap.duckdb.dialect.Scope.Place;
import dev.rhei.olap.duckdb.dialect.Source.SourceColumn;
import java.util.ArrayList;
import java.util.List;
import net.sf.jsqlparser.expression.AnalyticExpression;
import net.sf.jsqlparser.expression.AnalyticType;
import net.sf.jsqlparser.expression.BinaryExpression;
import net.sf.jsqlparser.expression.BooleanValue;
import net.sf.jsqlparser.expression.CaseExpression;
import net.sf.jsqlparser.expression.CastExpression;
import net.sf.jsqlparser.expression.DoubleValue;
import net.sf.jsqlparser.expression.Expression;
import net.sf.jsqlparser.expression.Function;
import net.sf.jsqlparser.expression.HexValue;
import net.sf.jsqlparser.expression.JdbcParameter;
import net.sf.jsqlparser.expression.LongValue;
import net.sf.jsqlparser.expression.NotExpression;
import net.sf.jsqlparser.expression.NullValue;
import net.sf.jsqlparser.expression.SignedExpression;
import net.sf.jsqlparser.expression.StringValue;
import net.sf.jsqlparser.expression.TrimFunction;
import net.sf.jsqlparser.expression.WhenClause;
import net.sf.jsqlparser.expression.operators.arithmetic.Addition;
import net.sf.jsqlparser.expression.operators.arithmetic.Concat;
import net.sf.jsqlparser.expression.operators.arithmetic.Division;
import net.sf.jsqlparser.expression.operators.arithmetic.Modulo;
import net.sf.jsqlparser.expression.operators.arithmetic.Multiplication;
import net.sf.jsqlparser.expression.operators.arithmetic.Subtraction;
import net.sf.jsqlparser.expression.operators.conditional.AndExpression;
import net.sf.jsqlparser.expression.operators.conditional.OrExpression;
import net.sf.jsqlparser.expression.operators.relational.Between;
import net.sf.jsqlparser.expression.operators.relational.EqualsTo;
import net.sf.jsqlparser.expression.operators.relational.ExistsExpression;
import net.sf.jsqlparser.expression.operators.relational.ExpressionList;
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
import net.sf.jsqlparser.expression.operators.relational.ParenthesedExpressionList;
import net.sf.jsqlparser.expression.operators.relational.SupportsOldOracleJoinSyntax;
import net.sf.jsqlparser.schema.Column;
import net.sf.jsqlparser.statement.select.AllColumns;
import net.sf.jsqlparser.statement.select.ParenthesedSelect;
import org.jspecify.annotations.Nullable;

/**
 * Takes expressions from the syntax tree to {@link Typed} texts. The cases of {@link #expression}
 * and {@link #literal} are the list of what is understood. Lives for one translation.
 */
final class ExpressionRewriter {
  private final SelectRewriter selects;
  private final Parameters parameters;
  private final Windows windows = new Windows(this);
  private int outerReferences;

  ExpressionRewriter(SelectRewriter selects, Parameters parameters) {
    this.selects = selects;
    this.parameters = parameters;
  }

  /** The expression in that scope. In a grouped SELECT's result, of keys and aggregates. */
  Typed rewrite(Expression expression, Scope scope) {
    Typed key = scope.seesGroups() ? keyOrNull(expression, scope) : null;
    return key != null ? key : expression(expression, scope);
  }

  /** The key of GROUP BY that the expression is; null if it is none. */
  private @Nullable Typed keyOrNull(Expression expression, Scope scope) {
    if (scope.keys().isEmpty()) {
      return null;
    }
    Place before = scope.moveTo(Place.ROW);
    try {
      return scope.key(expression(expression, scope).canonical());
    } catch (Refusal e) {
      return null; // it has an aggregate, or is refused again when its parts are rewritten
    } finally {
      scope.moveTo(before);
    }
  }

  private Typed expression(Expression e, Scope scope) {
    Refusal.unless(
        !(e instanceof SupportsOldOracleJoinSyntax join && join.getOldOracleJoinSyntax() != 0),
        "(+)");
    Column column = Names.column(e);
    if (column != null) {
      return column(column, scope);
    }
    if (e instanceof ParenthesedExpressionList<?> list) {
      Refusal.unless(list.size() == 1, "a row value");
      return rewrite(list.get(0), scope);
    }
    if (e instanceof AndExpression and) {
      Refusal.unless(!and.isUseOperator(), "&&");
      return logical(and, " AND ", scope);
    }
    if (e instanceof OrExpression or) {
      return logical(or, " OR ", scope);
    }
    if (e instanceof NotExpression not) {
      Refusal.unless(!not.isExclamationMark(), "!");
      Precedence.checkPrefix(not, not.getExpression());
      return Typed.condition("(NOT " + rewrite(not.getExpression(), scope).truth() + ")");
    }
    if (e instanceof EqualsTo binary) {
      return comparison(binary, "=", scope);
    }
    if (e instanceof NotEqualsTo binary) {
      return comparison(binary, "<>", scope);
    }
    if (e instanceof MinorThan binary) {
      return comparison(binary, "<", scope);
    }
    if (e instanceof MinorThanEquals binary) {
      return comparison(binary, "<=", scope);
    }
    if (e instanceof GreaterThan binary) {
      return comparison(binary, ">", scope);
    }
    if (e instanceof GreaterThanEquals binary) {
      return comparison(binary, ">=", scope);
    }
    if (e instanceof IsDistinctExpression binary) {
      String operator = binary.isNot() ? "IS NOT DISTINCT FROM" : "IS DISTINCT FROM";
      return comparison(binary, operator, scope);
    }
    if (e instanceof Addition binary) {
      return arithmetic(binary, "+", scope);
    }
    if (e instanceof Subtraction binary) {
      return arithmetic(binary, "-", scope);
    }
    if (e instanceof Multiplication binary) {
      return arithmetic(binary, "*", scope);
    }
    if (e instanceof Division binary) {
      return arithmetic(binary, "/", scope);
    }
    if (e instanceof Modulo binary) {
      return arithmetic(binary, "%", scope);
    }
    if (e instanceof Concat concat) {
      return concat(concat, scope);
    }
    if (e instanceof SignedExpression signed) {
      return signed(signed, scope);
    }
    if (e instanceof Between between) {
      return between(between, scope);
    }
    if (e instanceof InExpression in) {
      return in(in, scope);
    }
    if (e instanceof LikeExpression like) {
      return like(like, scope);
    }
    if (e instanceof IsNullExpression test) {
      return isNull(test, scope);
    }
    if (e instanceof IsBooleanExpression test) {
      return isTrue(test, scope);
    }
    if (e instanceof CaseExpression choice) {
      return choice(choice, scope);
    }
    if (e instanceof CastExpression cast) {
      return Casts.cast(cast, rewrite(cast.getLeftExpression(), scope));
    }
    if (e instanceof ExistsExpression exists) {
      return exists(exists, scope);
    }
    if (e instanceof ParenthesedSelect select) {
      return scalar(select, scope);
    }
    if (e instanceof Function function) {
      return function(function, scope);
    }
    if (e instanceof TrimFunction trim) {
      return trim(trim, scope);
    }
    if (e instanceof AnalyticExpression function) {
      return analytic(function, scope);
    }
    return literal(e);
  }

  private Typed literal(Expression e) {
    if (e instanceof LongValue number) {
      return Literals.digits(number.getStringValue());
    }
    if (e instanceof DoubleValue number) {
      return Literals.decimal(number.toString());
    }
    if (e instanceof StringValue text) {
      Refusal.unless(
          text.getPrefix() == null && text.toString().startsWith("'"), "the text " + text);
      return Literals.text(Names.unquote(text.toString()));
    }
    if (e instanceof HexValue hex) {
      return Literals.hex(hex.getValue().strip());
    }
    if (e instanceof BooleanValue bool) {
      return Literals.bool(bool.getValue());
    }
    if (e instanceof NullValue) {
      return Typed.nothing();
    }
    if (e instanceof JdbcParameter parameter) {
      return parameters.typed(parameter.getIndex());
    }
    throw new Refusal("'" + e + "'");
  }

  private Typed column(Column column, Scope scope) {
    String name = Names.folded(column.getColumnName());
    String qualifier = qualifier(column);
    for (Scope s = scope; s != null; s = s.outer()) {
      SourceColumn found = s.column(qualifier, name);
      if (found != null) {
        outerReferences += s == scope ? 0 : 1;
        return s.seesGroups() ? s.inGroup(found) : found.typed();
      }
      Expression aliased = qualifier == null ? s.alias(name) : null;
      if (aliased != null) {
        outerReferences += s == scope ? 0 : 1;
        return resultColumn(aliased, s);
      }
    }
    if (qualifier == null && column.getColumnName().startsWith("\"")) {
      return Literals.text(Names.unquote(column.getColumnName())); // SQLite's way out
    }
    throw new Refusal("the name '" + column + "', which is no column here");
  }

  /** The expression of a result column, which does not see the aliases beside it. */
  Typed resultColumn(Expression expression, Scope scope) {
    boolean before = scope.showAliases(false);
    try {
      return rewrite(expression, scope);
    } finally {
      scope.showAliases(before);
    }
  }

  /** The column's own name, if the expression is just a column: SQLite's label for it. */
  @Nullable String columnName(Expression expression, Scope scope) {
    Expression e = expression;
    while (e instanceof ParenthesedExpressionList<?> list && list.size() == 1) {
      e = list.get(0);
    }
    Column column = Names.column(e);
    if (column != null) {
      for (Scope s = scope; s != null; s = s.outer()) {
        SourceColumn found = s.column(qualifier(column), Names.folded(column.getColumnName()));
        if (found != null) {
          return found.name();
        }
      }
    }
    return null;
  }

  private static @Nullable String qualifier(Column column) {
    if (column.getTable() == null || column.getTable().getName() == null) {
      return null;
    }
    Refusal.unless(column.getTable().getNameParts().size() == 1, "the name '" + column + "'");
    return Names.folded(column.getTable().getName());
  }

  private Typed logical(BinaryExpression e, String operator, Scope scope) {
    Precedence.check(e, e.getLeftExpression(), e.getRightExpression());
    String left = rewrite(e.getLeftExpression(), scope).truth();
    String right = rewrite(e.getRightExpression(), scope).truth();
    return Typed.condition("(" + left + operator + right + ")");
  }

  private Typed comparison(BinaryExpression e, String operator, Scope scope) {
    Precedence.check(e, e.getLeftExpression(), e.getRightExpression());
    Typed left = rewrite(e.getLeftExpression(), scope);
    return Comparisons.compare(operator, left, rewrite(e.getRightExpression(), scope));
  }

  private Typed arithmetic(BinaryExpression e, String operator, Scope scope) {
    Precedence.check(e, e.getLeftExpression(), e.getRightExpression());
    Typed left = rewrite(e.getLeftExpression(), scope);
    return Arithmetic.apply(operator, left, rewrite(e.getRightExpression(), scope));
  }

  private Typed concat(Concat e, Scope scope) {
    Precedence.check(e, e.getLeftExpression(), e.getRightExpression());
    Typed left = rewrite(e.getLeftExpression(), scope);
    Typed right = rewrite(e.getRightExpression(), scope);
    if (left.kind() == Kind.NULL || right.kind() == Kind.NULL) {
      return Typed.nothing();
    }
    return Typed.of(Kind.TEXT, "(" + printed(left) + " || " + printed(right) + ")");
  }

  private static String printed(Typed value) {
    return switch (value.kind()) {
      case TEXT -> value.value();
      case INTEGER -> "CAST(" + value.value() + " AS VARCHAR)";
      default -> throw new Refusal("|| with " + value.kind());
    };
  }

  private Typed signed(SignedExpression e, Scope scope) {
    Precedence.checkPrefix(e, e.getExpression());
    if (e.getSign() == '-' && e.getExpression() instanceof LongValue number) {
      return Literals.digits("-" + number.getStringValue()); // -2^63 has no positive twin
    }
    Typed operand = rewrite(e.getExpression(), scope);
    return switch (e.getSign()) {
      case '-' -> Arithmetic.negate(operand);
      case '+' -> operand.withoutAffinity();
      default -> throw new Refusal("the operator " + e.getSign());
    };
  }

  private Typed between(Between e, Scope scope) {
    Refusal.unless(!e.isUsingSymmetric() && !e.isUsingAsymmetric(), "BETWEEN SYMMETRIC");
    Precedence.checkLeft(e, e.getLeftExpression());
    Precedence.checkBound(e, e.getBetweenExpressionStart());
    Precedence.checkBound(e, e.getBetweenExpressionEnd());
    Typed value = rewrite(e.getLeftExpression(), scope);
    Typed low = rewrite(e.getBetweenExpressionStart(), scope);
    Typed high = rewrite(e.getBetweenExpressionEnd(), scope);
    return negatedIf(
        e.isNot(),
        "("
            + Comparisons.compare(">=", value, low).sql()
            + " AND "
            + Comparisons.compare("<=", value, high).sql()
            + ")");
  }

  private Typed in(InExpression e, Scope scope) {
    Refusal.unless(!e.isGlobal(), "GLOBAL IN");
    Precedence.checkLeft(e, e.getLeftExpression());
    Typed value = rewrite(e.getLeftExpression(), scope);
    if (e.getRightExpression() instanceof ParenthesedSelect select) {
      return negatedIf(e.isNot(), Membership.inSelect(value, selects.subquery(select, scope)));
    }
    if (e.getRightExpression() instanceof ParenthesedExpressionList<?> list && !list.isEmpty()) {
      return negatedIf(e.isNot(), Membership.inList(value, rewriteAll(list, scope)));
    }
    throw new Refusal("IN " + e.getRightExpression());
  }

  private Typed like(LikeExpression e, Scope scope) {
    Refusal.unless(
        e.getLikeKeyWord() == LikeExpression.KeyWord.LIKE
            && e.getEscape() == null
            && !e.isUseBinary(),
        "'" + e + "'");
    Precedence.check(e, e.getLeftExpression(), e.getRightExpression());
    Typed text = rewrite(e.getLeftExpression(), scope);
    return negatedIf(e.isNot(), Like.like(text, rewrite(e.getRightExpression(), scope)).sql());
  }

  private Typed isNull(IsNullExpression e, Scope scope) {
    Precedence.checkLeft(e, e.getLeftExpression());
    String value = rewrite(e.getLeftExpression(), scope).value();
    boolean not = e.isNot() || e.isUseNotNull();
    return Typed.condition("(" + value + (not ? " IS NOT NULL)" : " IS NULL)"));
  }

  private Typed isTrue(IsBooleanExpression e, Scope scope) {
    Precedence.checkLeft(e, e.getLeftExpression());
    String truth = rewrite(e.getLeftExpression(), scope).truth();
    return Typed.condition(
        "(" + truth + (e.isNot() ? " IS NOT " : " IS ") + (e.isTrue() ? "TRUE)" : "FALSE)"));
  }

  private static Typed negatedIf(boolean not, String condition) {
    return Typed.condition(not ? "(NOT " + condition + ")" : condition);
  }

  private Typed choice(CaseExpression e, Scope scope) {
    List<String> conditions = new ArrayList<>();
    List<Typed> values = new ArrayList<>();
    Typed subject =
        e.getSwitchExpression() == null ? null : rewrite(e.getSwitchExpression(), scope);
    for (WhenClause when : e.getWhenClauses()) {
      Typed condition = rewrite(when.getWhenExpression(), scope);
      conditions.add(
          subject == null ? condition.truth() : Comparisons.compare("=", subject, condition).sql());
      values.add(rewrite(when.getThenExpression(), scope));
    }
    if (e.getElseExpression() != null) {
      values.add(rewrite(e.getElseExpression(), scope));
    }
    return Choice.of(
        values,
        texts -> {
          StringBuilder sql = new StringBuilder("CASE");
          for (int i = 0; i < conditions.size(); i++) {
            sql.append(" WHEN ").append(conditions.get(i)).append(" THEN ").append(texts.get(i));
          }
          if (texts.size() > conditions.size()) {
            sql.append(" ELSE ").append(texts.get(texts.size() - 1));
          }
          return sql.append(" END").toString();
        });
  }

  private Typed exists(ExistsExpression e, Scope scope) {
    if (e.getRightExpression() instanceof ParenthesedSelect select) {
      return negatedIf(e.isNot(), "EXISTS (" + selects.subquery(select, scope).sql() + ")");
    }
    throw new Refusal("'" + e + "'");
  }

  /** SQLite takes the first row; several rows are left to it. */
  private Typed scalar(ParenthesedSelect select, Scope scope) {
    Rewritten inner = selects.subquery(select, scope);
    Refusal.unless(inner.outputs().size() == 1, "a select of several columns as a value");
    Typed column = inner.outputs().get(0).typed();
    if (inner.oneRow()) {
      return column.asColumn("(" + inner.sql() + ")");
    }
    String alias = selects.newAlias();
    String first =
        Typed.guarded(
            "count(*) > 1", "a select of several rows as a value", "any_value(" + alias + ".c0)");
    return column.asColumn("(SELECT " + first + " FROM (" + inner.sql() + ") " + alias + ")");
  }

  private Typed function(Function function, Scope scope) {
    Understood.require(function);
    String name = Identifier.fold(Names.unquote(function.getName()));
    List<Expression> arguments = arguments(function);
    if (Aggregates.is(name, arguments.size())) {
      Refusal.unless(scope.seesGroups(), "the aggregate " + name + "() in this place");
      return aggregate(name, arguments, function.isDistinct(), scope, "");
    }
    Refusal.unless(!function.isDistinct(), "DISTINCT in " + name + "()");
    return Functions.call(name, rewriteAll(arguments, scope));
  }

  /** The arguments; none for {@code count(*)}. */
  private static List<Expression> arguments(Function function) {
    ExpressionList<?> list = function.getParameters();
    if (list == null || list.isEmpty()) {
      return List.of();
    }
    if (list.get(0) instanceof AllColumns) {
      Refusal.unless(
          list.size() == 1 && Identifier.same(function.getName(), "count"), "'" + function + "'");
      return List.of();
    }
    return new ArrayList<>(list);
  }

  private Typed trim(TrimFunction e, Scope scope) {
    Refusal.unless(
        e.getTrimSpecification() == null && !e.isUsingFromKeyword(), "trim() with keywords");
    List<Expression> arguments = new ArrayList<>(List.of(e.getExpression()));
    if (e.getFromExpression() != null) {
      arguments.add(e.getFromExpression());
    }
    return Functions.call("trim", rewriteAll(arguments, scope));
  }

  private Typed analytic(AnalyticExpression e, Scope scope) {
    if (e.getType() == AnalyticType.OVER) {
      return windows.call(e, scope);
    }
    Refusal.unless(e.getType() == AnalyticType.FILTER_ONLY && scope.seesGroups(), "'" + e + "'");
    String name = Windows.plainName(e);
    List<Expression> arguments = Windows.arguments(e);
    Refusal.unless(Aggregates.is(name, arguments.size()), "FILTER with " + name + "()");
    Typed filter = inRows(List.of(e.getFilterExpression()), scope).get(0);
    return aggregate(
        name, arguments, e.isDistinct(), scope, " FILTER (WHERE " + filter.truth() + ")");
  }

  private Typed aggregate(
      String name, List<Expression> arguments, boolean distinct, Scope scope, String filter) {
    return Aggregates.call(name, inRows(arguments, scope), distinct, scope.sink(filter));
  }

  /**
   * Arguments of an aggregate see rows. One that names a column of an outer SELECT may belong to
   * that one's groups.
   */
  private List<Typed> inRows(List<Expression> expressions, Scope scope) {
    int outerBefore = outerReferences;
    Place before = scope.moveTo(Place.ROW);
    try {
      List<Typed> rows = rewriteAll(expressions, scope);
      Refusal.unless(outerBefore == outerReferences, "an aggregate of an outer select's columns");
      return rows;
    } finally {
      scope.moveTo(before);
    }
  }

  List<Typed> rewriteAll(List<? extends Expression> expressions, Scope scope) {
    List<Typed> values = new ArrayList<>();
    for (Expression expression : expressions) {
      values.add(rewrite(expression, scope));
    }
    return values;
  }
}
