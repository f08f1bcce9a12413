package dev.rhei.parity;

import static dev.rhei.parity.Fragment.clause;
import static dev.rhei.parity.Fragment.expression;
import static dev.rhei.parity.Fragment.list;

import java.util.ArrayList;
import java.util.List;

/** Conditions: comparisons, LIKE, IN, EXISTS, and whatever else can be true. */
final class RandomConditions {
  private final Dice dice;
  private final boolean calm;
  private final RandomExpressions expressions;
  private final RandomSubqueries subqueries;

  RandomConditions(
      Dice dice, boolean calm, RandomExpressions expressions, RandomSubqueries subqueries) {
    this.dice = dice;
    this.calm = calm;
    this.expressions = expressions;
    this.subqueries = subqueries;
  }

  /** Something to be true or not. */
  Fragment any(Scope scope, int depth) {
    if (depth <= 0) {
      return comparison(scope, 0);
    }
    return switch (dice.below(calm ? 16 : 20)) {
      case 0, 1, 2, 3, 4, 5 -> comparison(scope, depth - 1);
      case 6, 7 -> expression("(", any(scope, depth - 1), " AND ", any(scope, depth - 1), ")");
      case 8 -> expression("(", any(scope, depth - 1), " OR ", any(scope, depth - 1), ")");
      case 9 -> expression("NOT (", any(scope, depth - 1), ")");
      case 10 ->
          expression(
              "(",
              expressions.of(expressions.anyKind(), scope, depth - 1),
              dice.of(" IS NULL", " IS NOT NULL", " NOTNULL"),
              ")");
      case 11 -> between(scope, depth - 1);
      case 12, 13 -> in(scope, depth - 1);
      case 14, 15 -> like(scope, depth - 1);
      case 16 ->
          expression(
              "(",
              expressions.of(expressions.anyKind(), scope, depth - 1),
              " IS ",
              dice.of("TRUE", "FALSE", "NOT TRUE"),
              ")");
      case 17 -> exists(scope, depth - 1);
      case 18 ->
          expressions.of(
              dice.of(ColumnKind.INTEGER, ColumnKind.REAL, expressions.anyKind()),
              scope,
              depth - 1);
      default -> rows(scope, depth - 1);
    };
  }

  private Fragment comparison(Scope scope, int depth) {
    ColumnKind kind = expressions.anyKind();
    ColumnKind other = dice.oneIn(calm ? 40 : 6) ? expressions.anyKind() : kind;
    Fragment left = expressions.of(kind, scope, depth);
    Fragment right = expressions.of(other, scope, depth);
    String operator = dice.of("=", "<", ">", "<=", ">=", "<>", "=", "IS", "IS NOT", "==");
    Fragment collation =
        kind == ColumnKind.TEXT && dice.oneIn(8) ? clause(" COLLATE NOCASE") : Fragment.nothing();
    return expression("(", left, " " + operator + " ", right, collation, ")");
  }

  private Fragment between(Scope scope, int depth) {
    ColumnKind kind = expressions.anyKind();
    return expression(
        "(",
        expressions.of(kind, scope, depth),
        dice.of(" BETWEEN ", " NOT BETWEEN "),
        expressions.of(kind, scope, 0),
        " AND ",
        expressions.of(kind, scope, 0),
        ")");
  }

  private Fragment in(Scope scope, int depth) {
    ColumnKind kind = expressions.anyKind();
    Fragment among;
    if (dice.oneIn(3) && !scope.tables().isEmpty()) {
      among = subqueries.rows(kind, scope, depth);
    } else {
      List<Fragment> items = new ArrayList<>();
      for (int i = dice.between(1, 3); i > 0; i--) {
        items.add(expressions.of(kind, scope, 0));
      }
      among = list(items);
    }
    return expression(
        "(", expressions.of(kind, scope, depth), dice.of(" IN (", " NOT IN ("), among, "))");
  }

  private Fragment like(Scope scope, int depth) {
    String pattern = dice.of("'a%'", "'%b%'", "'_'", "'%A'", "'x!_y'", "'%'", "''", "'É%'", "'1%'");
    return dice.oneIn(3)
        ? expression(
            "(",
            expressions.of(ColumnKind.TEXT, scope, depth),
            dice.of(" GLOB ", " NOT GLOB "),
            dice.of("'a*'", "'*[0-9]*'", "'?'", "'[^a]*'", "'*'", "'[A-Z]*'"),
            ")")
        : expression(
            "(",
            expressions.of(dice.oneIn(6) ? expressions.anyKind() : ColumnKind.TEXT, scope, depth),
            dice.of(" LIKE ", " NOT LIKE "),
            pattern,
            clause(" ESCAPE '!'"),
            ")");
  }

  private Fragment rows(Scope scope, int depth) {
    ColumnKind one = expressions.anyKind();
    ColumnKind two = expressions.anyKind();
    return expression(
        "((",
        expressions.of(one, scope, depth),
        ", ",
        expressions.of(two, scope, 0),
        dice.of(") = (", ") < (", ") IS ("),
        expressions.of(one, scope, 0),
        ", ",
        expressions.of(two, scope, 0),
        "))");
  }

  private Fragment exists(Scope scope, int depth) {
    return scope.tables().isEmpty()
        ? comparison(scope, depth)
        : expression(
            dice.of("EXISTS (", "NOT EXISTS ("),
            subqueries.rows(expressions.anyKind(), scope, depth),
            ")");
  }
}
