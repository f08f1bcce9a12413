package dev.rhei;

import dev.rhei.core.engine.MirrorTable;
import dev.rhei.core.engine.OlapBackend;
import dev.rhei.core.engine.OlapSurvey;
import dev.rhei.core.error.HtapException;
import dev.rhei.core.schema.Identifier;
import dev.rhei.core.schema.TableSchema;
import dev.rhei.core.statistics.ColumnSpread;
import dev.rhei.core.statistics.IndexStatistics;
import dev.rhei.core.statistics.StatisticsSource;
import dev.rhei.core.statistics.TableStatistics;
import dev.rhei.oltp.sqlite.SqliteOltpEngine;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sizes and spreads of the tables on the copy. A table's size and indexes are asked for when it is
 * first needed, which takes half a millisecond; how its values are spread is measured in the
 * background, then and after every marked change. Thread-safe.
 */
final class StatisticsKeeper implements StatisticsSource {
  private static final Logger LOG = LoggerFactory.getLogger(StatisticsKeeper.class);

  /** Fewer changes than these make no difference, to whatever table. */
  private static final long FEWEST_CHANGES = 10_000;

  /** A table that has changed by this part is looked at again. */
  private static final double MARKED = 0.2;

  private final SqliteOltpEngine oltp;
  private final OlapBackend olap;
  private final LiveTables live;
  private final Upkeep upkeep;
  private final Map<String, Entry> entries = new ConcurrentHashMap<>();
  private final AtomicLong version = new AtomicLong();
  private volatile long dueAt = Long.MAX_VALUE;

  StatisticsKeeper(SqliteOltpEngine oltp, OlapBackend olap, LiveTables live, Upkeep upkeep) {
    this.oltp = oltp;
    this.olap = olap;
    this.live = live;
    this.upkeep = upkeep;
  }

  /**
   * What is known of a table.
   *
   * @param tablesVersion of the copy, when it was asked
   * @param schemaChanges of SQLite, when it was asked
   * @param dueAt position of the log at which to look again
   */
  private record Entry(
      TableStatistics statistics, long tablesVersion, long schemaChanges, long dueAt) {
    boolean holdsFor(long tables, long schema) {
      return tablesVersion == tables && schemaChanges == schema;
    }
  }

  /** Changes whenever what is known of any table has changed. Costs nothing. */
  long version() {
    if (olap.appliedThrough() >= dueAt) {
      look();
    }
    return version.get();
  }

  @Override
  public Optional<TableStatistics> find(String table) {
    String name = Identifier.fold(table);
    Entry entry = entries.get(name);
    if (entry != null && entry.holdsFor(olap.tablesVersion(), oltp.schemaChanges())) {
      return Optional.of(entry.statistics);
    }
    return live.current().find(name).map(schema -> ask(name, schema).statistics);
  }

  /** What can be had at once; the rest is measured later. */
  private Entry ask(String name, TableSchema schema) {
    long tables = olap.tablesVersion();
    long schemaChanges = oltp.schemaChanges();
    long applied = olap.appliedThrough();
    Entry before = entries.get(name);
    Map<String, ColumnSpread> spreads =
        before != null && before.tablesVersion == tables ? before.statistics.spreads() : Map.of();
    long rows = rows(schema);
    List<IndexStatistics> indexes = oltp.planner().indexes(schema.name());
    Entry entry =
        new Entry(
            new TableStatistics(rows, indexes, spreads),
            tables,
            schemaChanges,
            applied + step(rows));
    entries.put(name, entry);
    watch();
    if (olap instanceof OlapSurvey surveyor) {
      upkeep.offer(() -> survey(name, schema, surveyor));
    }
    return entry;
  }

  private long rows(TableSchema schema) {
    if (olap instanceof OlapSurvey surveyor) {
      try {
        return surveyor.rows(schema);
      } catch (HtapException e) {
        LOG.debug("cannot count the rows of {}", schema.name(), e);
      }
    }
    long span = oltp.planner().rowidSpan(schema.name());
    return span >= 0
        ? span
        : olap.tables().stream()
            .filter(t -> t.schema().name().equals(schema.name()))
            .mapToLong(MirrorTable::loadedRows)
            .findFirst()
            .orElse(0);
  }

  private void survey(String name, TableSchema schema, OlapSurvey surveyor) {
    Entry entry = entries.get(name);
    if (entry == null || entry.tablesVersion != olap.tablesVersion()) {
      return; // asked again when it is needed again
    }
    TableStatistics found = TableSurvey.run(schema, entry.statistics.indexes(), surveyor);
    // if it was asked for again meanwhile, that has been followed by a survey of its own
    if (entries.replace(
        name, entry, new Entry(found, entry.tablesVersion, entry.schemaChanges, entry.dueAt))) {
      version.incrementAndGet();
    }
  }

  /** Some table may have changed: sees in the background which, and by how much. */
  private void look() {
    dueAt = Long.MAX_VALUE; // one look at a time
    if (!upkeep.offer(this::lookAtDue)) {
      watch();
    }
  }

  private void lookAtDue() {
    try {
      long applied = olap.appliedThrough();
      entries.forEach(
          (name, entry) -> {
            if (entry.dueAt <= applied && !upkeep.isStopped()) {
              live.current().find(name).ifPresent(schema -> renew(name, entry, schema, applied));
            }
          });
    } finally {
      watch();
    }
  }

  private void renew(String name, Entry entry, TableSchema schema, long applied) {
    long before = entry.statistics.rows();
    long rows = rows(schema);
    boolean marked = Math.abs(rows - before) > MARKED * Math.min(rows, before);
    TableStatistics statistics =
        marked
            ? new TableStatistics(rows, entry.statistics.indexes(), entry.statistics.spreads())
            : entry.statistics;
    Entry renewed =
        new Entry(statistics, entry.tablesVersion, entry.schemaChanges, applied + step(rows));
    if (entries.replace(name, entry, renewed)) {
      if (marked) {
        version.incrementAndGet();
      }
      if (olap instanceof OlapSurvey surveyor && rows > 0) {
        survey(name, schema, surveyor);
      }
    }
  }

  private static long step(long rows) {
    return Math.max(FEWEST_CHANGES, (long) (rows * MARKED));
  }

  private void watch() {
    dueAt = entries.values().stream().mapToLong(Entry::dueAt).min().orElse(Long.MAX_VALUE);
  }
}
