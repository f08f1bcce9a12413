package dev.rhei.examples;

import dev.rhei.HtapEngine;
import dev.rhei.core.engine.OltpTransaction;
import dev.rhei.core.engine.QueryResult;
import dev.rhei.workloads.Workload;
import java.util.List;
import java.util.Random;

/**
 * The transactional half: each transaction enters an order with its line items, and changes an
 * order that was there with one of its line items. Used by one thread.
 */
final class OrderWriter {
  private final HtapEngine engine;
  private final NewOrders newOrders;
  private final String insertOrder;
  private final String insertLine;
  private final long maxKey;
  private final Random random = new Random(1); // the same writes each time
  private long transactions;
  private long rows;

  OrderWriter(HtapEngine engine, Workload tpch) {
    this.engine = engine;
    newOrders = new NewOrders(tpch);
    insertOrder = tpch.table("orders").insert();
    insertLine = tpch.table("lineitem").insert();
    try (QueryResult keys =
        engine.query("SELECT o_orderkey FROM orders ORDER BY o_orderkey DESC LIMIT 1")) {
      maxKey = keys.iterator().next().getLong(0);
    }
  }

  /** One transaction. */
  void write() {
    NewOrders.NewOrder added = newOrders.next();
    long near = 1 + (long) (random.nextDouble() * maxKey);
    int cents = random.nextInt(10_000);
    rows +=
        engine.transaction(
            transaction -> {
              long written = transaction.execute(insertOrder, added.order());
              for (Object[] line : added.lines()) {
                written += transaction.execute(insertLine, line);
              }
              return written + change(transaction, near, cents);
            });
    transactions++;
  }

  private static long change(OltpTransaction transaction, long near, int cents) {
    List<Long> keys =
        transaction
            .query("SELECT o_orderkey FROM orders WHERE o_orderkey >= ? ORDER BY 1 LIMIT 1", near)
            .toList(row -> row.getLong(0));
    long key = keys.get(0);
    return transaction.execute(
            "UPDATE orders SET o_orderstatus = 'P', o_totalprice = round(o_totalprice + ?, 2)"
                + " WHERE o_orderkey = ?",
            cents / 100.0,
            key)
        + transaction.execute(
            "UPDATE lineitem SET l_quantity = l_quantity % 50 + 1,"
                + " l_extendedprice = round(l_extendedprice + ?, 2)"
                + " WHERE l_orderkey = ? AND l_linenumber = 1",
            cents / 100.0, key);
  }

  /** Transactions committed so far. */
  long transactions() {
    return transactions;
  }

  /** Rows inserted and updated so far. */
  long rows() {
    return rows;
  }
}
