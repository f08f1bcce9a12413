package dev.rhei.router;

/**
 * What the copy takes: it reads the columns that a query names, of all rows that no filter spares
 * it, and joins by hash.
 */
final class OlapCost {
  private OlapCost() {}

  /**
   * Microseconds for a run, without handing out rows.
   *
   * @param joined rows that are left before they are grouped or sorted
   */
  static Interval of(QueryFacts facts, Tables tables, Interval joined) {
    double fixed = Costs.OLAP_STATEMENT;
    if (facts.shape().countsOnly()) {
      return new Interval(fixed, fixed * 1.5); // it knows
    }
    boolean joins = facts.uses() > 1;
    if (joins) {
      fixed += Costs.OLAP_JOINED_TABLE * facts.uses();
    }
    double least = 0;
    double most = 0;
    int distinct = 0;
    for (Tables.Known table : tables.all()) {
      distinct++;
      double each = Costs.OLAP_ROW + Costs.OLAP_VALUE * columns(facts, table);
      most += table.rows() * (each + (joins ? Costs.OLAP_JOINED_ROW : 0));
      least += table.rows() * Costs.OLAP_SPARED_ROW;
    }
    double repeats = distinct == 0 ? 0 : Math.max(1, (double) facts.uses() / distinct);
    Interval read =
        new Interval(isFiltered(facts) ? least : most * Costs.OLAP_LEAST, most).times(repeats);
    boolean groups =
        facts.shape().groupedBy() != null
            || facts.shape().windows()
            || facts.shape().ordered()
            || !facts.shape().simple();
    return read.plus(Interval.of(fixed))
        .plus(groups ? joined.times(Costs.OLAP_GROUPED_ROW) : Interval.ZERO);
  }

  private static boolean isFiltered(QueryFacts facts) {
    return facts.filters().stream()
        .anyMatch(filter -> filter.condition() != null && !filter.alternative() && !isJoin(filter));
  }

  private static boolean isJoin(QueryFacts.Filter filter) {
    return filter.columns().size() > 1;
  }

  /** What the first run takes in addition. */
  static double planning(QueryFacts facts) {
    return Costs.OLAP_PLANNING + Costs.OLAP_PLANNING_TABLE * facts.uses();
  }

  private static int columns(QueryFacts facts, Tables.Known table) {
    if (facts.shape().hasStar()) {
      return table.schema().columns().size();
    }
    return (int) facts.columns().stream().filter(c -> table.schema().indexOf(c) >= 0).count();
  }
}
