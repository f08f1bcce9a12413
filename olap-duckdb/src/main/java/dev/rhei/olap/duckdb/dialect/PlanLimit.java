package dev.rhei.olap.duckdb.dialect;

/**
 * What DuckDB is given to plan. It plans correlated subqueries one by one, each with what is around
 * it, cannot be interrupted while it does, and has taken hours for a text of five hundred. Pure.
 */
final class PlanLimit {
  /** Those of TPC-H, CH-benCHmark and the shop have 33 at most. */
  private static final int MOST_SELECTS = 100;

  private static final int MOST_CHARACTERS = 200_000;

  /** How much longer than the query itself: lists of values are long, and planned at once. */
  private static final int LONGER = 10;

  private static final String SELECT = "SELECT ";

  private PlanLimit() {}

  static void check(String translated, String query) {
    int selects = 0;
    for (int i = translated.indexOf(SELECT); i >= 0; i = translated.indexOf(SELECT, i + 1)) {
      selects++;
    }
    Refusal.unless(
        selects <= MOST_SELECTS
            && translated.length() <= MOST_CHARACTERS + (long) LONGER * query.length(),
        "too much to plan: " + selects + " selects in " + translated.length() + " characters");
  }
}
