package dev.rhei;

import dev.rhei.core.route.RoutedQuery;
import dev.rhei.core.schema.SchemaRegistry;
import dev.rhei.core.statistics.TableStatistics;
import java.util.Map;

/**
 * All that is known of one text, and what that rests on.
 *
 * @param routed where it runs
 * @param translations what the copy would run
 * @param tables the copy's, when it was prepared
 * @param schemaChanges SQLite's, then
 * @param statistics of the tables that were asked for, then
 */
record PreparedQuery(
    RoutedQuery routed,
    Translations translations,
    SchemaRegistry tables,
    long schemaChanges,
    long statisticsVersion,
    Map<String, TableStatistics> statistics) {

  /** The same, seen to rest on what is known at another version of the statistics. */
  PreparedQuery at(long version) {
    return new PreparedQuery(routed, translations, tables, schemaChanges, version, statistics);
  }
}
