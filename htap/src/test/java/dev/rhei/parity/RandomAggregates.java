package dev.rhei.parity;

import static dev.rhei.parity.Fragment.clause;
import static dev.rhei.parity.Fragment.expression;
import static dev.rhei.parity.Fragment.fixed;
import static dev.rhei.parity.Fragment.list;

import java.util.List;

/** Aggregates and window functions. */
final class RandomAggregates {
  private final Dice dice;
  private final RandomValues values;
  private final RandomExpressions expressions;

  RandomAggregates(Dice dice, RandomExpressions expressions) {
    this.dice = dice;
    this.values = new RandomValues(dice);
    this.expressions = expressions;
  }

  /** An aggregate that, as a rule, yields this kind. */
  Fragment plain(ColumnKind kind, Scope scope, int depth) {
    Fragment value = expressions.of(kind, scope, depth);
    Fragment filter =
        dice.oneIn(5)
            ? clause(" FILTER (WHERE ", expressions.condition(scope, 1), ")")
            : Fragment.nothing();
    Object distinct = dice.oneIn(5) ? clause("DISTINCT ") : Fragment.nothing();
    return switch (dice.below(9)) {
      case 0 -> expression("count(*)", filter);
      case 1 -> expression("count(", distinct, value, ")", filter);
      case 2, 3 ->
          expression(
              "sum(",
              distinct,
              expressions.of(dice.of(ColumnKind.INTEGER, ColumnKind.REAL), scope, depth),
              ")",
              filter);
      case 4 ->
          expression(
              dice.of("avg(", "total("),
              expressions.of(dice.of(ColumnKind.INTEGER, ColumnKind.REAL), scope, depth),
              ")",
              filter);
      case 5, 6 -> expression("max(", value, ")", filter);
      case 7 -> expression("min(", value, ")", filter);
      default ->
          expression(
              "group_concat(",
              value,
              ", ",
              values.literal(ColumnKind.TEXT),
              " ORDER BY ",
              value,
              ")",
              filter);
    };
  }

  /** A window function over rows that are told apart by these columns. */
  Fragment over(Scope scope, List<Fragment> order, int depth) {
    Fragment partition =
        clause(
            "PARTITION BY ", expressions.of(expressions.anyKind(), scope, Math.min(1, depth)), " ");
    Fragment over =
        fixed(
            " OVER (",
            dice.oneIn(2) ? partition : Fragment.nothing(),
            "ORDER BY ",
            list(order),
            dice.oneIn(3) ? clause(frame()) : Fragment.nothing(),
            ")");
    ColumnKind kind = expressions.anyKind();
    Fragment value = expressions.of(kind, scope, Math.min(1, depth));
    return switch (dice.below(8)) {
      case 0, 1 -> expression(dice.of("row_number()", "rank()", "dense_rank()"), over);
      case 2 -> expression(dice.of("percent_rank()", "cume_dist()", "ntile(2)"), over);
      case 3 ->
          expression(
              dice.of("lag(", "lead("),
              value,
              clause(", ", dice.of("1", "2"), clause(", ", expressions.of(kind, scope, 0))),
              ")",
              over);
      case 4 -> expression(dice.of("first_value(", "last_value("), value, ")", over);
      default -> expression(aggregateOver(kind, scope, depth), over);
    };
  }

  private Fragment aggregateOver(ColumnKind kind, Scope scope, int depth) {
    Fragment value = expressions.of(kind, scope, Math.min(1, depth));
    return switch (dice.below(4)) {
      case 0 -> fixed("count(", value, ")");
      case 1 -> fixed(dice.of("max(", "min("), value, ")");
      default ->
          fixed(
              dice.of("sum(", "avg(", "total("),
              expressions.of(dice.of(ColumnKind.INTEGER, ColumnKind.REAL), scope, 1),
              ")");
    };
  }

  private String frame() {
    return " "
        + dice.of("ROWS", "ROWS", "GROUPS")
        + dice.of(
            " BETWEEN 1 PRECEDING AND CURRENT ROW",
            " BETWEEN UNBOUNDED PRECEDING AND UNBOUNDED FOLLOWING",
            " BETWEEN 1 PRECEDING AND 1 FOLLOWING",
            " 2 PRECEDING",
            " BETWEEN CURRENT ROW AND UNBOUNDED FOLLOWING")
        + dice.of("", "", " EXCLUDE CURRENT ROW", " EXCLUDE TIES");
  }
}
