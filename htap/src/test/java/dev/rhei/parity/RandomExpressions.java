package dev.rhei.parity;

import static dev.rhei.parity.Fragment.clause;
import static dev.rhei.parity.Fragment.expression;

import dev.rhei.parity.Scope.Visible;
import java.util.ArrayList;
import java.util.List;

/**
 * Expressions of all kinds; now and then one of another kind than asked for. Calm ones are what
 * applications write: flat, of one kind, with the usual functions.
 */
final class RandomExpressions {
  private final Dice dice;
  private final RandomValues values;
  private final boolean calm;
  private final List<Object> parameters = new ArrayList<>();
  private final RandomSubqueries subqueries;
  private final RandomConditions conditions;
  private final RandomAggregates aggregates;

  RandomExpressions(Dice dice, boolean calm) {
    this.dice = dice;
    this.calm = calm;
    this.values = new RandomValues(dice);
    this.subqueries = new RandomSubqueries(dice, this);
    this.conditions = new RandomConditions(dice, calm, this, subqueries);
    this.aggregates = new RandomAggregates(dice, this);
  }

  /** The values of the parameters so far; numbered, so that their order is of no matter. */
  List<Object> parameters() {
    return parameters;
  }

  ColumnKind anyKind() {
    return dice.of(
        ColumnKind.INTEGER, ColumnKind.INTEGER, ColumnKind.REAL, ColumnKind.TEXT, ColumnKind.DATE);
  }

  /** An expression that, as a rule, yields this kind. */
  Fragment of(ColumnKind kind, Scope scope, int depth) {
    if (dice.oneIn(calm ? 200 : 14)) {
      return of(anyKind(), scope, depth - 1);
    }
    if (depth <= 0 || dice.oneIn(calm ? 2 : 3)) {
      return leaf(kind, scope);
    }
    if (dice.oneIn(calm ? 10 : 5)) {
      return conditional(kind, scope, depth - 1);
    }
    return switch (kind) {
      case INTEGER -> integer(scope, depth - 1);
      case REAL, NUMBER -> real(scope, depth - 1);
      case TEXT -> text(scope, depth - 1);
      case DATE -> date(scope, depth - 1);
      case BLOB -> leaf(kind, scope);
    };
  }

  Fragment leaf(ColumnKind kind, Scope scope) {
    List<Visible> columns = scope.ofKind(kind);
    if (!columns.isEmpty() && !dice.oneIn(4)) {
      return expression(dice.of(columns).sql());
    }
    if (!scope.columns().isEmpty() && dice.oneIn(8)) {
      return expression(dice.of(scope.columns()).sql());
    }
    if (kind == ColumnKind.TEXT && dice.oneIn(60)) {
      return expression("\"no such column\""); // a text then
    }
    String literal = values.value(kind);
    return dice.oneIn(10) ? parameter(literal) : expression(literal);
  }

  /** A parameter with this value. */
  Fragment parameter(String literal) {
    parameters.add(Literals.value(literal));
    return expression("?" + parameters.size());
  }

  private Fragment conditional(ColumnKind kind, Scope scope, int depth) {
    Fragment one = of(kind, scope, depth);
    Fragment other = of(kind, scope, depth);
    return switch (dice.below(calm ? 6 : 8)) {
      case 0, 1 ->
          expression(
              "CASE WHEN ",
              condition(scope, depth),
              " THEN ",
              one,
              clause(" ELSE ", other),
              " END");
      case 2 ->
          expression(
              "CASE ",
              one,
              " WHEN ",
              other,
              " THEN ",
              of(kind, scope, depth),
              clause(" ELSE ", one),
              " END");
      case 3 -> expression("iif(", condition(scope, depth), ", ", one, ", ", other, ")");
      case 4 -> expression("coalesce(", one, ", ", other, ")");
      case 5 -> expression("ifnull(", one, ", ", other, ")");
      case 6 -> expression("nullif(", one, ", ", other, ")");
      default ->
          dice.oneIn(2)
              ? expression(dice.of("max(", "min("), one, ", ", other, ")")
              : subqueries.value(kind, scope, depth);
    };
  }

  private Fragment integer(Scope scope, int depth) {
    ColumnKind i = ColumnKind.INTEGER;
    return switch (dice.below(calm ? 8 : 16)) {
      case 0, 1, 2, 3 -> binary(i, dice.of("+", "-", "*", "/", "%"), i, scope, depth);
      case 4 -> binary(i, dice.of("&", "|", "<<", ">>"), i, scope, depth);
      case 5 -> expression(dice.of("-", "+", "~", "NOT "), "(", of(i, scope, depth), ")");
      case 6 -> call("length", dice.of(ColumnKind.TEXT, ColumnKind.BLOB, i), scope, depth);
      case 7 -> call(dice.of("abs", "sign"), i, scope, depth);
      case 8, 9 -> expression("CAST(", of(anyKind(), scope, depth), " AS INTEGER)");
      case 10, 11 -> expression("(", condition(scope, depth), ")");
      case 12 ->
          expression(
              "instr(",
              of(ColumnKind.TEXT, scope, depth),
              ", ",
              of(ColumnKind.TEXT, scope, 0),
              ")");
      case 13 ->
          call(
              dice.of("unixepoch", "unicode"),
              dice.of(ColumnKind.DATE, ColumnKind.TEXT),
              scope,
              depth);
      case 14 ->
          expression(
              "CAST(strftime('%",
              dice.of("Y", "m", "d", "j", "w"),
              "', ",
              of(ColumnKind.DATE, scope, depth),
              ") AS INTEGER)");
      default -> subqueries.value(i, scope, depth);
    };
  }

  private Fragment real(Scope scope, int depth) {
    ColumnKind r = ColumnKind.REAL;
    return switch (dice.below(calm ? 6 : 10)) {
      case 0, 1, 2 ->
          binary(r, dice.of("+", "-", "*", "/", "%"), dice.of(r, ColumnKind.INTEGER), scope, depth);
      case 3 -> binary(ColumnKind.INTEGER, dice.of("+", "-", "*", "/"), r, scope, depth);
      case 4, 5 ->
          expression("round(", of(r, scope, depth), clause(", ", dice.of("0", "1", "2")), ")");
      case 6 ->
          expression("CAST(", of(anyKind(), scope, depth), " AS ", dice.of("REAL", "NUMERIC"), ")");
      case 7 -> call(dice.of("abs", "-", "ceil", "floor", "trunc", "sqrt"), r, scope, depth);
      case 8 -> call("julianday", ColumnKind.DATE, scope, depth);
      default -> subqueries.value(r, scope, depth);
    };
  }

  private Fragment text(Scope scope, int depth) {
    ColumnKind t = ColumnKind.TEXT;
    Fragment inner = of(t, scope, depth);
    return switch (dice.below(calm ? 8 : 16)) {
      case 0, 1, 2 -> expression("(", inner, " || ", of(dice.of(t, anyKind()), scope, depth), ")");
      case 3 -> call(dice.of("upper", "lower"), t, scope, depth);
      case 4, 5 ->
          expression(
              "substr(",
              inner,
              ", ",
              of(ColumnKind.INTEGER, scope, 0),
              clause(", ", dice.of("1", "2", "-1", "0")),
              ")");
      case 6 ->
          expression(
              dice.of("trim", "ltrim", "rtrim"), "(", inner, clause(", ", values.literal(t)), ")");
      case 7 -> expression("replace(", inner, ", ", of(t, scope, 0), ", ", of(t, scope, 0), ")");
      case 8, 9 -> expression("CAST(", of(anyKind(), scope, depth), " AS TEXT)");
      case 10 -> call(dice.of("hex", "quote", "typeof"), anyKind(), scope, depth);
      case 11 ->
          expression(
              "printf('",
              dice.of("%d", "%s", "%.2f", "%5d|", "%x"),
              "', ",
              of(anyKind(), scope, depth),
              ")");
      case 12 ->
          expression(
              "json_extract('{\"a\":1,\"b\":[\"x\",2.5,null]}', ",
              dice.of("'$.a'", "'$.b[0]'", "'$.b'", "'$.z'"),
              ")");
      case 13 -> expression("json_array(", inner, ", ", of(ColumnKind.INTEGER, scope, depth), ")");
      case 14 -> date(scope, depth);
      default -> subqueries.value(t, scope, depth);
    };
  }

  private Fragment date(Scope scope, int depth) {
    Fragment day = of(ColumnKind.DATE, scope, depth);
    Object modifier =
        clause(
            ", ",
            dice.of(
                "'+1 day'",
                "'-1 month'",
                "'start of month'",
                "'start of year'",
                "'weekday 1'",
                "'+90 minutes'"));
    return switch (dice.below(6)) {
      case 0, 1 -> expression("date(", day, modifier, ")");
      case 2 -> expression("datetime(", day, modifier, ")");
      case 3 -> expression("time(", day, ")");
      case 4 ->
          expression("strftime('", dice.of("%Y", "%Y-%m", "%H:%M", "%s", "%W"), "', ", day, ")");
      default ->
          expression(
              dice.of("date", "datetime"), "(", of(ColumnKind.INTEGER, scope, 0), ", 'unixepoch')");
    };
  }

  private Fragment binary(
      ColumnKind left, String operator, ColumnKind right, Scope scope, int depth) {
    return expression(
        "(", of(left, scope, depth), " " + operator + " ", of(right, scope, depth), ")");
  }

  private Fragment call(String function, ColumnKind kind, Scope scope, int depth) {
    return expression(function + "(", of(kind, scope, depth), ")");
  }

  /** Something to be true or not. */
  Fragment condition(Scope scope, int depth) {
    return conditions.any(scope, depth);
  }

  /** An aggregate that, as a rule, yields this kind. */
  Fragment aggregate(ColumnKind kind, Scope scope, int depth) {
    return aggregates.plain(kind, scope, depth);
  }

  /** A window function over rows that are told apart by these columns. */
  Fragment window(Scope scope, List<Fragment> order, int depth) {
    return aggregates.over(scope, order, depth);
  }
}
