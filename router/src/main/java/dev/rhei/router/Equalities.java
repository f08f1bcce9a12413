package dev.rhei.router;

import dev.rhei.router.QueryFacts.ColumnName;
import dev.rhei.router.QueryFacts.Comparison;
import dev.rhei.router.QueryFacts.Condition;
import dev.rhei.router.QueryFacts.Filter;
import dev.rhei.router.QueryFacts.OtherColumn;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * What holds for a column holds for those that equal it: SQLite searches by such conditions too,
 * though the query does not state them.
 */
final class Equalities {
  /** More would take time, and be of no use. */
  private static final int MOST = 200;

  private Equalities() {}

  /** The filters, and those that follow from them, as ones that repeat others. */
  static List<Filter> follow(List<Filter> filters) {
    List<Filter> all = new ArrayList<>(filters);
    for (Filter join : filters) {
      Condition equality = join.condition();
      if (equality == null
          || equality.comparison() != Comparison.EQUAL
          || !(equality.operands().get(0) instanceof OtherColumn other)) {
        continue;
      }
      for (Filter filter : List.copyOf(all)) {
        Condition condition = filter.condition();
        if (condition != null
            && condition.column().equals(equality.column())
            && !isJoin(condition)
            && all.size() < MOST) {
          ColumnName column = other.column();
          all.add(
              new Filter(
                  Set.of(column),
                  new Condition(column, condition.comparison(), condition.operands()),
                  true));
        }
      }
    }
    return all;
  }

  private static boolean isJoin(Condition condition) {
    return condition.operands().stream().anyMatch(OtherColumn.class::isInstance);
  }
}
