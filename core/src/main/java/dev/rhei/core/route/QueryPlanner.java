package dev.rhei.core.route;

import dev.rhei.core.error.HtapException;

/** Asks the database of record how it would run a query. Thread-safe. */
@FunctionalInterface
public interface QueryPlanner {
  /**
   * The plan; nothing is run.
   *
   * @throws HtapException SQL_INVALID if the statement cannot be prepared; others if the database
   *     cannot be asked now
   */
  QueryPlan plan(String sql);
}
