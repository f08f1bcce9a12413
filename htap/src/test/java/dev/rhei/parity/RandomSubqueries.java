package dev.rhei.parity;

import static dev.rhei.parity.Fragment.clause;
import static dev.rhei.parity.Fragment.expression;
import static dev.rhei.parity.Fragment.fixed;
import static dev.rhei.parity.Fragment.query;

import java.util.List;

/** Subqueries over one table, half of them correlated. */
final class RandomSubqueries {
  private final Dice dice;
  private final RandomExpressions expressions;
  private int aliases;

  RandomSubqueries(Dice dice, RandomExpressions expressions) {
    this.dice = dice;
    this.expressions = expressions;
  }

  /** A subquery with one value. */
  Fragment value(ColumnKind kind, Scope scope, int depth) {
    return scope.tables().isEmpty()
        ? expressions.leaf(kind, scope)
        : expression("(", subquery(kind, scope, depth, true), ")");
  }

  /** A subquery with one column and any number of rows. */
  Fragment rows(ColumnKind kind, Scope scope, int depth) {
    return subquery(kind, scope, depth, false);
  }

  /** A query over one table, which may look at what is around it. */
  private Fragment subquery(ColumnKind kind, Scope scope, int depth, boolean oneRow) {
    Relation table = dice.of(scope.tables());
    String alias = "s" + aliases++;
    Scope own = new Scope(Scope.visible(alias, table), List.of());
    Scope both = own.with(dice.oneIn(2) ? scope.columns() : List.of());
    Fragment value = expressions.of(kind, own, Math.min(1, depth));
    Fragment from =
        fixed(
            " FROM " + table.name() + " AS " + alias,
            clause(" WHERE ", expressions.condition(both, Math.min(1, depth))));
    if (!oneRow) {
      return query("SELECT ", value, from);
    }
    return dice.oneIn(3)
        ? query("SELECT ", value, from, " ORDER BY 1 LIMIT 1")
        : query("SELECT ", expressions.aggregate(kind, own, Math.min(1, depth)), from);
  }
}
