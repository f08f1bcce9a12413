package dev.rhei.router;

import dev.rhei.core.route.QueryPlan;
import dev.rhei.core.schema.Identifier;
import dev.rhei.core.schema.SchemaRegistry;
import dev.rhei.core.schema.SqliteField;
import dev.rhei.core.schema.StorageClass;
import dev.rhei.core.schema.TableSchema;
import dev.rhei.core.statistics.ColumnSpread;
import dev.rhei.core.statistics.IndexStatistics;
import dev.rhei.core.statistics.StatisticsSource;
import dev.rhei.core.statistics.TableStatistics;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.arrow.vector.types.pojo.Field;
import org.apache.arrow.vector.types.pojo.Schema;

/**
 * A database of 100,000 customers with 2 M orders of 4 years and 5 M lines, without the database.
 * Customer 3 has every hundredth order, the others about 20 each.
 */
final class Shop {
  static final SchemaRegistry LIVE =
      SchemaRegistry.of(
          1,
          List.of(
              table("customers", List.of("id"), "id", "name:t", "region:t"),
              table("orders", List.of("id"), "id", "customer", "odate:t", "status:t", "total"),
              table("lines", List.of("order_id", "line"), "order_id", "line", "price"),
              table("small", List.of("id"), "id", "v"),
              table("Odd Name", List.of(), "a")));

  static final StatisticsSource STATISTICS = name -> Optional.ofNullable(statistics(name));

  private static final ColumnSpread ORDER_CUSTOMERS = ColumnSpread.of(customers(), 100_000);
  private static final ColumnSpread ORDER_DATES = ColumnSpread.of(dates(), 1_460);

  private Shop() {}

  private static TableStatistics statistics(String name) {
    return switch (Identifier.fold(name)) {
      case "customers" -> new TableStatistics(100_000, List.of(), Map.of("id", numbers(100_000)));
      case "orders" ->
          new TableStatistics(
              2_000_000,
              List.of(
                  index("o_customer", false, List.of(20.0), "customer"),
                  index("o_date", false, List.of(1_370.0), "odate"),
                  index("o_new", false, List.of(), "status")),
              Map.of(
                  "id", numbers(2_000_000),
                  "customer", ORDER_CUSTOMERS,
                  "odate", ORDER_DATES));
      case "lines" ->
          new TableStatistics(
              5_000_000,
              List.of(
                  new IndexStatistics(
                      "sqlite_autoindex_lines_1",
                      true,
                      true,
                      List.of("order_id", "line"),
                      List.of(2.5, 1.0),
                      true)),
              Map.of());
      case "small" -> new TableStatistics(500, List.of(), Map.of());
      default -> null;
    };
  }

  private static IndexStatistics index(
      String name, boolean unique, List<Double> counts, String... columns) {
    return new IndexStatistics(name, unique, false, List.of(columns), counts, !counts.isEmpty());
  }

  private static ColumnSpread numbers(int most) {
    List<Object> sample = new ArrayList<>();
    for (long i = 0; i < 10_000; i++) {
      sample.add(1 + i * most / 10_000);
    }
    return ColumnSpread.of(sample, most);
  }

  private static List<Object> customers() {
    List<Object> sample = new ArrayList<>();
    for (long i = 0; i < 10_000; i++) {
      sample.add(i % 100 == 0 ? 3L : 1 + i * 10);
    }
    return sample;
  }

  private static List<Object> dates() {
    List<Object> sample = new ArrayList<>();
    for (int i = 0; i < 10_000; i++) {
      sample.add(java.time.LocalDate.of(2020, 1, 1).plusDays(i * 1_460L / 10_000).toString());
    }
    return sample;
  }

  /** Columns whose names end in {@code :t} hold text, all others integers. */
  private static TableSchema table(String name, List<String> key, String... columns) {
    List<Field> fields =
        Stream.of(columns)
            .map(
                c ->
                    c.endsWith(":t")
                        ? SqliteField.of(
                            c.substring(0, c.length() - 2),
                            "TEXT",
                            StorageClass.TEXT,
                            true,
                            "BINARY")
                        : SqliteField.of(c, "INTEGER", StorageClass.INTEGER, true, "BINARY"))
            .toList();
    return new TableSchema(name, new Schema(fields), key);
  }

  /**
   * A plan from its text: a line for each step, indented by two blanks under what it is part of.
   */
  static QueryPlan plan(String text) {
    List<QueryPlan.Step> steps = new ArrayList<>();
    List<Integer> open = new ArrayList<>();
    for (String line : text.split("\n", -1)) {
      if (line.isBlank()) {
        continue;
      }
      int depth = (line.length() - line.stripLeading().length()) / 2;
      while (open.size() > depth) {
        open.remove(open.size() - 1);
      }
      int id = steps.size() + 1;
      int parent = open.isEmpty() ? 0 : open.get(open.size() - 1);
      steps.add(new QueryPlan.Step(id, parent, line.strip()));
      open.add(id);
    }
    return new QueryPlan(steps);
  }

  /** What a query costs by its plan. */
  static CostModel costs(String sql, String plan) {
    return new CostModel(StatementFacts.of(sql, LIVE).query(), LIVE, STATISTICS, plan(plan));
  }
}
