package dev.rhei.core.statistics;

import java.util.Optional;

/** What is known of tables now. Thread-safe; asking is cheap and measures nothing. */
@FunctionalInterface
public interface StatisticsSource {
  /** Nothing is known. */
  StatisticsSource NONE = table -> Optional.empty();

  /** What is known of a table, by its name as SQLite compares names; empty for nothing. */
  Optional<TableStatistics> find(String table);
}
