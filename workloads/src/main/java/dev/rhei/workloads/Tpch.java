package dev.rhei.workloads;

import io.trino.tpch.TpchTable;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** TPC-H. */
final class Tpch {
  /** In the order of {@link TpchSchema#TABLES}. */
  private static final List<TpchTable<?>> TABLES =
      List.of(
          TpchTable.REGION,
          TpchTable.NATION,
          TpchTable.SUPPLIER,
          TpchTable.CUSTOMER,
          TpchTable.PART,
          TpchTable.PART_SUPPLIER,
          TpchTable.ORDERS,
          TpchTable.LINE_ITEM);

  private Tpch() {}

  static Workload at(double scale) {
    List<WorkloadTable> tables =
        IntStream.range(0, TABLES.size())
            .mapToObj(i -> WorkloadTable.of(TpchSchema.TABLES.get(i), rows(TABLES.get(i), scale)))
            .toList();
    return new Workload("tpch-" + scale, tables, TpchSchema.INDICES, QueryFile.read("tpch.sql"));
  }

  private static Iterable<@Nullable Object[]> rows(TpchTable<?> table, double scale) {
    return new TpchRows<>(table, scale);
  }
}
