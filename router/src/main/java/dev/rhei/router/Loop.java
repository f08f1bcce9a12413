package dev.rhei.router;

import dev.rhei.core.statistics.ColumnSpread;
import dev.rhei.router.PlanNode.Constraint;
import dev.rhei.router.QueryFacts.ColumnName;
import dev.rhei.router.QueryFacts.Condition;
import dev.rhei.router.QueryFacts.Filter;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A step of the plan that reads a table, with all of the query that bears on it, for any values.
 *
 * @param table what it reads
 * @param search how it finds its rows; null if it reads them all
 * @param rest the query's other conditions on this source alone
 */
record Loop(Tables.Known table, @Nullable IndexSearch search, List<Rest> rest) {
  /**
   * A condition that the search does not use.
   *
   * @param condition null if it was not understood
   */
  record Rest(@Nullable Condition condition, @Nullable ColumnSpread spread) {}

  static Loop of(PlanNode node, QueryFacts facts, Tables tables, Tables.Known table) {
    List<Rest> rest = new ArrayList<>();
    for (Filter filter : facts.filters()) {
      if (!filter.alternative()
          && isOnly(filter, node, tables, table)
          && !isUsed(filter, node, table)) {
        Condition condition = filter.condition();
        rest.add(
            new Rest(
                condition,
                condition == null
                    ? null
                    : table.statistics().spread(condition.column().name()).orElse(null)));
      }
    }
    IndexSearch search =
        node.constraints().isEmpty() ? null : new IndexSearch(node, tables, table, facts.filters());
    return new Loop(table, search, List.copyOf(rest));
  }

  private static boolean isOnly(Filter filter, PlanNode node, Tables tables, Tables.Known table) {
    for (ColumnName column : filter.columns()) {
      if (!tables.belongs(column, node.source(), table)) {
        return false;
      }
    }
    return !filter.columns().isEmpty();
  }

  private static boolean isUsed(Filter filter, PlanNode node, Tables.Known table) {
    for (Constraint constraint : node.constraints()) {
      if (filter.condition() != null
          && Tables.same(table, filter.condition().column().name(), constraint.column())) {
        return true;
      }
    }
    return false;
  }

  /** The share of the rows found for which the other conditions hold. */
  Interval kept(Selectivity selectivity) {
    Interval share = Interval.ONE;
    for (Rest one : rest) {
      share = share.times(one.condition == null ? ANY : selectivity.of(one.condition, one.spread));
    }
    return share;
  }

  private static final Interval ANY = new Interval(0, 1);
}
