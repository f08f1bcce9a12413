package dev.rhei.olap.duckdb;

import dev.rhei.core.engine.OlapBackend;
import dev.rhei.core.engine.OlapCursor;
import dev.rhei.core.engine.OlapQuery;
import dev.rhei.core.engine.OlapSurvey.Spread;
import dev.rhei.core.engine.QueryOptions;
import dev.rhei.core.engine.Translation.OutputColumn;
import dev.rhei.core.engine.Translation.Translated;
import dev.rhei.core.engine.ValueKind;
import dev.rhei.core.schema.Identifier;
import dev.rhei.core.schema.TableSchema;
import dev.rhei.core.statistics.ColumnSpread;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Measures tables by plain queries, which the engine's close stops like all others. On 2 M rows:
 * count 0.4 ms, different values 5 to 10 ms a key, a sample of 10,000 rows 20 ms.
 */
final class DuckDbSurvey {
  private final OlapBackend olap;

  DuckDbSurvey(OlapBackend olap) {
    this.olap = olap;
  }

  long rows(TableSchema table) {
    List<@Nullable Object[]> rows =
        run("SELECT count(*) FROM " + name(table), List.of(ValueKind.INTEGER), null);
    return number(rows.get(0)[0]).longValue();
  }

  Spread survey(
      TableSchema table,
      List<List<String>> keys,
      List<String> columns,
      int sampleRows,
      Duration limit) {
    StringBuilder counts = new StringBuilder("SELECT count(*)");
    for (List<String> key : keys) {
      // of several columns, the different rows of them
      counts.append(", approx_count_distinct(").append(key.size() > 1 ? "(" : "");
      counts.append(key.stream().map(Identifier::quote).collect(Collectors.joining(", ")));
      counts.append(key.size() > 1 ? "))" : ")");
    }
    counts.append(" FROM ").append(name(table));
    List<ValueKind> kinds = new ArrayList<>();
    for (int i = 0; i <= keys.size(); i++) {
      kinds.add(ValueKind.INTEGER);
    }
    @Nullable Object[] counted = run(counts.toString(), kinds, limit).get(0);
    List<Double> distinct = new ArrayList<>();
    for (int i = 1; i < counted.length; i++) {
      distinct.add(number(counted[i]).doubleValue());
    }
    return new Spread(
        number(counted[0]).longValue(), distinct, sample(table, columns, sampleRows, limit));
  }

  private List<@Nullable Object[]> sample(
      TableSchema table, List<String> columns, int sampleRows, Duration limit) {
    if (columns.isEmpty()) {
      return List.of();
    }
    List<String> expressions = new ArrayList<>();
    List<ValueKind> kinds = new ArrayList<>();
    for (String column : columns) {
      DuckDbTypes type = DuckDbTypes.of(table.columns().get(table.indexOf(column)));
      String quoted = Identifier.quote(column);
      switch (type) {
        case INTEGER -> kinds.add(ValueKind.INTEGER);
        case REAL -> kinds.add(ValueKind.REAL);
        case TEXT, BLOB, BOOLEAN, DATE, TIMESTAMP, TIMESTAMP_UTC, DECIMAL ->
            kinds.add(ValueKind.TEXT);
      }
      expressions.add(
          type == DuckDbTypes.TEXT
              ? "left(" + quoted + ", " + ColumnSpread.TEXT_LENGTH + ")"
              : quoted);
    }
    return run(
        "SELECT "
            + String.join(", ", expressions)
            + " FROM "
            + name(table)
            + " USING SAMPLE reservoir("
            + sampleRows
            + " ROWS)",
        kinds,
        limit);
  }

  private List<@Nullable Object[]> run(
      String sql, List<ValueKind> kinds, @Nullable Duration limit) {
    List<OutputColumn> columns = kinds.stream().map(kind -> new OutputColumn("", kind)).toList();
    OlapQuery query =
        new OlapQuery(
            new Translated(sql, columns, List.of()),
            List.of(),
            olap.tablesVersion(),
            new QueryOptions(limit));
    List<@Nullable Object[]> rows = new ArrayList<>();
    try (OlapCursor cursor = olap.query(query)) {
      @Nullable Object[] row;
      while ((row = cursor.next()) != null) {
        rows.add(row);
      }
    }
    return rows;
  }

  private static Number number(@Nullable Object value) {
    return value instanceof Number number ? number : 0L;
  }

  private static String name(TableSchema table) {
    return Identifier.quote(table.name());
  }
}
