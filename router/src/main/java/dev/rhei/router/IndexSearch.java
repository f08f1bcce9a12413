package dev.rhei.router;

import dev.rhei.core.schema.Identifier;
import dev.rhei.core.statistics.ColumnSpread;
import dev.rhei.core.statistics.IndexStatistics;
import dev.rhei.router.PlanNode.Constraint;
import dev.rhei.router.PlanNode.Relation;
import dev.rhei.router.QueryFacts.Comparison;
import dev.rhei.router.QueryFacts.Condition;
import dev.rhei.router.QueryFacts.Filter;
import dev.rhei.router.QueryFacts.Operand;
import dev.rhei.router.QueryFacts.OtherColumn;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How many rows one SEARCH finds: by what the query compares the index's columns with, as far as
 * the values and the spread of the columns are known.
 */
final class IndexSearch {
  /** How far a key may be off the average number of rows per key. */
  private static final double SINGLE_FACTOR = 5;

  private static final double UNKNOWN_SHARE = 0.3;
  private static final Interval ANY = new Interval(1, 1_000);
  private static final String ROWID_KEY = "INTEGER PRIMARY KEY";

  /** The keys of a join are many, and so nearer to the average. */
  private static final double JOIN_FACTOR = 2;

  private final Tables.Known table;
  private final List<Key> keys = new ArrayList<>();
  private final boolean unique;
  private @Nullable Operand low;
  private @Nullable Operand high;
  private boolean bounded;
  private @Nullable ColumnSpread boundSpread;

  /**
   * A column that must have a value.
   *
   * @param condition what it is compared with; null if that was not understood
   * @param average the average share that it leaves; NaN if not known
   * @param any whether every value of it is searched for
   */
  private record Key(
      @Nullable Condition condition,
      @Nullable ColumnSpread spread,
      double average,
      boolean join,
      boolean any) {}

  /** A search as planned, for any values. */
  IndexSearch(PlanNode node, Tables tables, Tables.Known table, List<Filter> filters) {
    this.table = table;
    Conditions conditions = new Conditions(node.source(), tables, table, filters);
    IndexStatistics index = index(node);
    for (Constraint constraint : node.constraints()) {
      switch (constraint.relation()) {
        case EQUAL, ANY -> {
          Condition condition = conditions.equality(constraint.column());
          keys.add(
              new Key(
                  condition,
                  spread(constraint.column()),
                  average(node, index, keys.size() + 1),
                  isJoin(condition),
                  constraint.relation() == Relation.ANY));
        }
        case ABOVE, BELOW -> {
          bounded = true;
          boundSpread = spread(constraint.column());
          low = conditions.lowerBound(constraint.column());
          high = conditions.upperBound(constraint.column());
        }
      }
    }
    unique =
        !keys.isEmpty()
            && (node.index().equals(ROWID_KEY)
                || (index != null && index.unique() && keys.size() >= index.columns().size()));
  }

  /**
   * What a search finds.
   *
   * @param lookups how often the tree is searched from its root
   * @param rows rows found by all of them
   */
  record Found(Interval lookups, Interval rows) {}

  /**
   * With these values.
   *
   * @param listed rows of a subquery that gives the values of an IN, if there is one
   */
  Found find(Selectivity selectivity, Interval listed) {
    Interval lookups = Interval.ONE;
    Interval share = Interval.ONE;
    boolean first = true;
    for (Key key : keys) {
      if (key.any) {
        lookups = lookups.times(ANY);
      } else {
        Interval times = lookups(key.condition, listed);
        lookups = lookups.times(times);
        share = share.times(equal(key, first, times, selectivity));
      }
      first = false;
    }
    if (unique) {
      return new Found(lookups, lookups.atMost(table.rows()));
    }
    if (bounded) {
      share = share.times(range(selectivity));
    }
    return new Found(lookups, share.times(table.rows()));
  }

  private @Nullable IndexStatistics index(PlanNode node) {
    for (IndexStatistics index : table.statistics().indexes()) {
      boolean used =
          node.index().equals("PRIMARY KEY")
              ? index.primaryKey()
              : Identifier.same(index.name(), node.index());
      if (used) {
        return index;
      }
    }
    return null;
  }

  private static Interval lookups(@Nullable Condition condition, Interval listed) {
    if (condition == null) {
      return Interval.ONE;
    }
    return switch (condition.comparison()) {
      case IN_LIST -> Interval.of(Math.max(1, condition.operands().size()));
      case IN_QUERY -> listed.atLeast(1);
      default -> Interval.ONE;
    };
  }

  /** The share of rows that the column leaves of those that the columns before it left. */
  private Interval equal(Key key, boolean first, Interval times, Selectivity selectivity) {
    Condition condition = key.condition;
    ColumnSpread spread = key.spread;
    double average = key.average;
    if (condition == null || !first || (spread == null && !Double.isNaN(average))) {
      double factor = key.join ? JOIN_FACTOR : SINGLE_FACTOR;
      Interval each =
          Double.isNaN(average)
              ? new Interval(1 / table.rows(), UNKNOWN_SHARE)
              : new Interval(average / factor, Math.min(1, average * factor));
      return each.times(times).atMost(1);
    }
    if (condition.comparison() == Comparison.IN_QUERY || key.join) {
      double each = Double.isNaN(average) ? spread == null ? 0.01 : spread.rare() : average;
      return new Interval(each / JOIN_FACTOR, each * JOIN_FACTOR).times(times).atMost(1);
    }
    return selectivity.of(condition, spread);
  }

  /** The share that the bounds on one column leave. */
  private Interval range(Selectivity selectivity) {
    return low == null && high == null
        ? new Interval(0, 1)
        : selectivity.range(low, high, boundSpread);
  }

  /** The average share for that column of the index; NaN if not known. */
  private double average(PlanNode node, @Nullable IndexStatistics index, int position) {
    if (index == null) {
      return node.index().equals(ROWID_KEY) ? 1 / table.rows() : Double.NaN;
    }
    double before = position == 1 ? table.rows() : index.rowsPerKey(position - 1);
    return index.rowsPerKey(position) / before;
  }

  private static boolean isJoin(@Nullable Condition condition) {
    return condition != null
        && condition.operands().size() == 1
        && condition.operands().get(0) instanceof OtherColumn;
  }

  private @Nullable ColumnSpread spread(String column) {
    String key = table.integerKey();
    String name = column.equals("rowid") && key != null ? key : column;
    return table.statistics().spread(name).orElse(null);
  }
}
