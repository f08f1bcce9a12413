package dev.rhei;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.rhei.core.engine.OlapBackend;
import dev.rhei.core.engine.QueryTranslator;
import dev.rhei.core.route.QueryRouter;
import dev.rhei.core.route.RoutedQuery;
import dev.rhei.core.schema.SchemaRegistry;
import dev.rhei.core.statistics.TableStatistics;
import dev.rhei.oltp.sqlite.SqliteOltpEngine;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What was found out about statements by their text: read, routed and translated once, and again
 * when the copy's tables, the schema, or, markedly, the statistics of a table it reads have
 * changed. Thread-safe.
 */
final class QueryCache {
  /** Characters of SQL; what is known of a text is of the order of its length. */
  private static final long MAX_CHARACTERS = 4L << 20;

  private static final int EACH = 512;

  /** Longer texts are not kept: nothing is found out about them but that they are long. */
  private static final int LONGEST = 64 * 1024;

  private final SqliteOltpEngine oltp;
  private final QueryRouter router;
  private final QueryTranslator translator;
  private final LiveTables live;
  private final Views views;
  private final StatisticsKeeper statistics;
  private final Cache<String, PreparedQuery> cache =
      Caffeine.newBuilder()
          .maximumWeight(MAX_CHARACTERS)
          .weigher((String sql, PreparedQuery query) -> sql.length() + EACH)
          .executor(Runnable::run) // no thread of the common pool for our upkeep
          .build();

  private QueryCache(
      SqliteOltpEngine oltp,
      QueryRouter router,
      QueryTranslator translator,
      LiveTables live,
      StatisticsKeeper statistics) {
    this.oltp = oltp;
    this.router = router;
    this.translator = translator;
    this.live = live;
    this.views = new Views(oltp);
    this.statistics = statistics;
  }

  /** A cache over parts that stay the caller's to close. */
  static QueryCache of(SqliteOltpEngine oltp, OlapBackend olap, QueryRouter router, Upkeep upkeep) {
    LiveTables live = new LiveTables(olap);
    StatisticsKeeper statistics = new StatisticsKeeper(oltp, olap, live, upkeep);
    return new QueryCache(oltp, router, olap.translator(), live, statistics);
  }

  /** What is known of a statement, as of now. */
  PreparedQuery get(String sql) {
    PreparedQuery known = cache.getIfPresent(sql);
    long schemaChanges = oltp.schemaChanges();
    SchemaRegistry tables = views.over(live.current(), schemaChanges);
    long version = statistics.version();
    if (known != null && known.tables() == tables && known.schemaChanges() == schemaChanges) {
      if (known.statisticsVersion() == version) {
        return known;
      }
      if (isUnchanged(known.statistics())) {
        PreparedQuery renewed = known.at(version);
        cache.put(sql, renewed);
        return renewed;
      }
    }
    PreparedQuery prepared = prepare(sql, tables, schemaChanges, version, known);
    if (sql.length() <= LONGEST) {
      cache.put(sql, prepared);
    }
    return prepared;
  }

  private PreparedQuery prepare(
      String sql,
      SchemaRegistry tables,
      long schemaChanges,
      long version,
      @Nullable PreparedQuery before) {
    Map<String, TableStatistics> used = new HashMap<>();
    RoutedQuery routed =
        router.prepare(
            sql,
            tables,
            table -> {
              Optional<TableStatistics> found = statistics.find(table);
              found.ifPresent(known -> used.put(table, known));
              return found;
            });
    Translations translations =
        before != null && before.tables() == tables
            ? before.translations()
            : new Translations(translator, sql, tables);
    return new PreparedQuery(routed, translations, tables, schemaChanges, version, used);
  }

  @SuppressWarnings("ReferenceEquality") // the very same, as nothing was measured anew
  private boolean isUnchanged(Map<String, TableStatistics> used) {
    for (Map.Entry<String, TableStatistics> one : used.entrySet()) {
      if (statistics.find(one.getKey()).orElse(null) != one.getValue()) {
        return false;
      }
    }
    return true;
  }
}
