package dev.rhei.workloads;

import java.util.List;

/**
 * Tables with their rows, and the queries over them. Immutable.
 *
 * @param name fit for a file name; the scale is part of it
 * @param tables referenced ones first
 * @param indices statements to run once the rows are there
 * @param queries in the order of their source
 */
public record Workload(
    String name, List<WorkloadTable> tables, List<String> indices, List<WorkloadQuery> queries) {
  /** Copies the lists. */
  public Workload {
    tables = List.copyOf(tables);
    indices = List.copyOf(indices);
    queries = List.copyOf(queries);
  }

  /** The table of that name. */
  public WorkloadTable table(String tableName) {
    return tables.stream().filter(table -> table.name().equals(tableName)).findAny().orElseThrow();
  }

  /** TPC-H; at scale 1, 6 million line items. From scale 0.01: below, its keys are not unique. */
  public static Workload tpch(double scale) {
    return Tpch.at(scale);
  }

  /**
   * CH-benCHmark: the tables of TPC-C with TPC-H's questions.
   *
   * @param warehouses each with ten districts
   * @param density 1 for the specification's 100,000 items and 3,000 customers and orders of a
   *     district, or a part of that
   */
  public static Workload chBenchmark(int warehouses, double density) {
    return ChBenchmark.at(warehouses, density);
  }

  /**
   * A shop; at scale 1, 100,000 customers, 2 million orders and 20 million lines of orders. Its
   * queries are of all shapes that a router has to tell apart.
   */
  public static Workload shop(double scale) {
    return Shop.at(scale);
  }
}
