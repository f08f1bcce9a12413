package dev.rhei.core.route;

import dev.rhei.core.schema.SchemaRegistry;
import dev.rhei.core.statistics.StatisticsSource;

/** Decides where statements should run. Thread-safe; keeps nothing of what it is asked. */
public interface QueryRouter {
  /**
   * All that can be known of a statement before it runs. Takes up to some hundred microseconds: to
   * be kept by the caller.
   *
   * @param sql any statement, valid or not
   * @param live the tables that the copy can answer for
   * @param statistics of those tables
   */
  RoutedQuery prepare(String sql, SchemaRegistry live, StatisticsSource statistics);

  /**
   * Facts about the statement that decide how SQLite must run it.
   *
   * @param sql any statement, valid or not
   */
  StatementKind kind(String sql);
}
