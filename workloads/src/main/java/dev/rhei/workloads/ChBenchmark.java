package dev.rhei.workloads;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * CH-benCHmark. Rows are as TPC-C has them after it has run for some years, where its initial rows
 * would leave queries without an answer: orders are spread over time, delivered lines have their
 * price, balances differ, some customers have no order and others several.
 */
final class ChBenchmark {
  private static final int ITEMS = 100_000;
  private static final int CUSTOMERS_PER_DISTRICT = 3_000;

  private ChBenchmark() {}

  static Workload at(int warehouses, double density) {
    int items = Math.max(100, (int) Math.round(ITEMS * density));
    int customers = Math.max(10, (int) Math.round(CUSTOMERS_PER_DISTRICT * density));
    ChStock stock = new ChStock(warehouses, items);
    ChTrade trade = new ChTrade(warehouses, customers, stock);
    Iterator<Iterable<@Nullable Object[]>> rows =
        List.<Iterable<@Nullable Object[]>>of(
                ChNations.regions(),
                ChNations.nations(),
                stock.suppliers(),
                stock.items(),
                stock.warehouses(),
                trade.districts(),
                stock.stock(),
                trade.customers(),
                trade.history(),
                trade.orders(),
                trade.newOrders(),
                trade.orderLines())
            .iterator();
    List<WorkloadTable> tables = new ArrayList<>();
    for (String create : ChSchema.TABLES) {
      tables.add(WorkloadTable.of(create, rows.next()));
    }
    String name = "ch-" + warehouses + (density == 1 ? "" : "-" + density);
    return new Workload(name, tables, ChSchema.INDICES, QueryFile.read("ch.sql"));
  }
}
