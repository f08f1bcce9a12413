package dev.rhei.workloads;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The shop. */
final class Shop {
  private static final int PRODUCTS = 20_000;
  private static final int CUSTOMERS = 100_000;
  private static final int ORDERS = 2_000_000;

  private Shop() {}

  static Workload at(double scale) {
    ShopCatalog catalog = new ShopCatalog(scaled(PRODUCTS, scale));
    int customers = scaled(CUSTOMERS, scale);
    ShopOrders orders = new ShopOrders(scaled(ORDERS, scale), customers, catalog);
    Iterator<Iterable<@Nullable Object[]>> rows =
        List.<Iterable<@Nullable Object[]>>of(
                catalog.categories(),
                catalog.products(),
                ShopCustomers.rows(customers),
                orders.orders(),
                orders.lines())
            .iterator();
    List<WorkloadTable> tables = new ArrayList<>();
    for (String create : ShopSchema.TABLES) {
      tables.add(WorkloadTable.of(create, rows.next()));
    }
    return new Workload("shop-" + scale, tables, ShopSchema.INDICES, QueryFile.read("shop.sql"));
  }

  private static int scaled(int count, double scale) {
    return (int) Math.max(200, Math.round(count * scale));
  }
}
