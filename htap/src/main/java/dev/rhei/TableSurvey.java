package dev.rhei;

import dev.rhei.core.engine.OlapSurvey;
import dev.rhei.core.schema.Identifier;
import dev.rhei.core.schema.SqliteField;
import dev.rhei.core.schema.TableSchema;
import dev.rhei.core.statistics.ColumnSpread;
import dev.rhei.core.statistics.IndexStatistics;
import dev.rhei.core.statistics.TableStatistics;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.arrow.vector.types.pojo.ArrowType;
import org.jspecify.annotations.Nullable;

/** Has the copy measure what SQLite's indexes of a table find. */
final class TableSurvey {
  private static final Duration LIMIT = Duration.ofSeconds(30);
  private static final int SAMPLE = 10_000;
  private static final int MOST_COLUMNS = 16;
  private static final int MOST_KEYS = 24;

  /** Columns whose values in the copy are those in SQLite. */
  private static final Set<ArrowType> PLAIN =
      Set.of(SqliteField.INT64, SqliteField.FLOAT64, SqliteField.UTF8);

  private TableSurvey() {}

  static TableStatistics run(
      TableSchema table, List<IndexStatistics> indexes, OlapSurvey surveyor) {
    List<List<String>> keys = keys(table, indexes);
    List<String> columns = columns(table, indexes);
    OlapSurvey.Spread found = surveyor.survey(table, keys, columns, SAMPLE, LIMIT);
    Map<List<String>, Double> distinct = new LinkedHashMap<>();
    for (int i = 0; i < keys.size(); i++) {
      distinct.put(keys.get(i), found.distinct().get(i));
    }
    Map<String, ColumnSpread> spreads = new HashMap<>();
    for (int i = 0; i < columns.size(); i++) {
      List<@Nullable Object> sample = new ArrayList<>();
      for (@Nullable Object[] row : found.sample()) {
        sample.add(row[i]);
      }
      Double known = distinct.get(List.of(columns.get(i)));
      spreads.put(columns.get(i), ColumnSpread.of(sample, known == null ? found.rows() : known));
    }
    return new TableStatistics(
        found.rows(),
        indexes.stream().map(index -> counted(index, distinct, found.rows())).toList(),
        spreads);
  }

  /** With counts of our own where they were taken; else with those of ANALYZE. */
  private static IndexStatistics counted(
      IndexStatistics index, Map<List<String>, Double> distinct, long rows) {
    List<Double> counts = new ArrayList<>();
    for (int k = 1; k <= index.columns().size(); k++) {
      Double values = distinct.get(index.columns().subList(0, k));
      if (values == null) {
        break;
      }
      counts.add(rows / Math.max(1, values));
    }
    return counts.isEmpty() ? index : index.withRowsPerKey(counts);
  }

  /** The first column of each index, the first two, and so on. */
  private static List<List<String>> keys(TableSchema table, List<IndexStatistics> indexes) {
    Set<List<String>> keys = new LinkedHashSet<>();
    for (IndexStatistics index : indexes) {
      for (int k = 1; k <= index.columns().size(); k++) {
        if (table.indexOf(index.columns().get(k - 1)) < 0) {
          break;
        }
        keys.add(index.columns().subList(0, k));
      }
    }
    return keys.stream().limit(MOST_KEYS).toList();
  }

  private static List<String> columns(TableSchema table, List<IndexStatistics> indexes) {
    Set<String> columns = new LinkedHashSet<>();
    table.primaryKey().forEach(column -> columns.add(Identifier.fold(column)));
    indexes.forEach(index -> columns.addAll(index.columns()));
    return columns.stream()
        .filter(c -> table.indexOf(c) >= 0)
        .filter(c -> PLAIN.contains(table.columns().get(table.indexOf(c)).getType()))
        .limit(MOST_COLUMNS)
        .toList();
  }
}
