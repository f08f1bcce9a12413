package dev.rhei.router;

import dev.rhei.core.statistics.ColumnSpread;
import dev.rhei.router.QueryFacts.Condition;
import dev.rhei.router.QueryFacts.Operand;
import org.jspecify.annotations.Nullable;

/** Which share of a table's rows has a condition's values. */
final class Selectivity {
  /** Without knowing the column: anything but all. */
  private static final Interval UNKNOWN_EQUAL = new Interval(0, 0.5);

  private static final Interval UNKNOWN = new Interval(0, 1);

  /** How far off the share of a value may be that the sample did not tell from other rare ones. */
  private static final double RARE_FACTOR = 5;

  private static final double FREQUENT_FACTOR = 1.3;

  /** Rows that came after the sample was taken lie beyond it, in a table that grows by date. */
  private static final double GROWTH = 0.3;

  private final Values values;

  Selectivity(Values values) {
    this.values = values;
  }

  /**
   * The share of rows for which a condition holds.
   *
   * @param spread of its column; null if not known
   */
  Interval of(Condition condition, @Nullable ColumnSpread spread) {
    return switch (condition.comparison()) {
      case EQUAL -> equal(condition.operands().get(0), spread);
      case IN_LIST -> {
        Interval sum = Interval.ZERO;
        for (Operand operand : condition.operands()) {
          sum = sum.plus(equal(operand, spread));
        }
        yield sum.atMost(1);
      }
      case BETWEEN -> range(condition.operands().get(0), condition.operands().get(1), spread);
      case GREATER, GREATER_EQUAL -> range(condition.operands().get(0), null, spread);
      case LESS, LESS_EQUAL -> range(null, condition.operands().get(0), spread);
      case IN_QUERY -> UNKNOWN;
      case IS_NULL -> spread == null ? UNKNOWN : around(1 - spread.known(), spread.grain());
    };
  }

  /** The share of rows with a value. */
  Interval equal(Operand operand, @Nullable ColumnSpread spread) {
    Object value = values.of(operand);
    if (value == null) {
      return Interval.ZERO; // nothing equals NULL
    }
    if (spread == null) {
      return UNKNOWN_EQUAL;
    }
    double rare = spread.rare();
    if (value == Values.UNKNOWN) {
      return new Interval(rare / RARE_FACTOR, Math.max(spread.largest(), rare * RARE_FACTOR));
    }
    double share = spread.equal(value);
    double factor = share > rare ? FREQUENT_FACTOR : RARE_FACTOR;
    return new Interval(share / factor, Math.min(1, share * factor));
  }

  /**
   * The share of rows between two values.
   *
   * @param low null for no bound
   * @param high null for no bound
   */
  Interval range(@Nullable Operand low, @Nullable Operand high, @Nullable ColumnSpread spread) {
    Object from = low == null ? null : values.of(low);
    Object to = high == null ? null : values.of(high);
    if ((low != null && from == null) || (high != null && to == null)) {
      return Interval.ZERO; // nothing compares with NULL
    }
    if (spread == null || (from == Values.UNKNOWN && to == Values.UNKNOWN)) {
      return UNKNOWN;
    }
    double below = from == null || from == Values.UNKNOWN ? 0 : spread.below(from);
    double above =
        to == null || to == Values.UNKNOWN ? spread.known() : spread.below(to) + spread.equal(to);
    Interval share = around(Math.max(0, above - below), spread.grain());
    if (from == Values.UNKNOWN || to == Values.UNKNOWN) {
      return new Interval(0, share.high());
    }
    boolean beyond = from != null && spread.isBeyond(from);
    return beyond ? new Interval(0, Math.max(share.high(), GROWTH)) : share;
  }

  private static Interval around(double share, double grain) {
    return new Interval(Math.max(0, share - grain), Math.min(1, share + grain));
  }
}
