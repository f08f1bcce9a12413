package dev.rhei.examples;

import dev.rhei.workloads.Workload;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Orders with their line items, without end: those of TPC-H once more, and again, under keys that
 * no order had before.
 */
final class NewOrders {
  /** More than the keys of any scale that this program accepts. */
  private static final long KEYS = 1_000_000_000;

  /** An order and its line items, as rows. */
  @SuppressWarnings("ArrayRecordComponent") // rows as they are bound; nobody compares them
  record NewOrder(Object[] order, List<Object[]> lines) {}

  private final Iterable<Object[]> orders;
  private final Iterable<Object[]> lines;
  private Iterator<Object[]> nextOrders;
  private Iterator<Object[]> nextLines;
  private Object @Nullable [] line;
  private long shift = KEYS;

  NewOrders(Workload tpch) {
    orders = tpch.table("orders").rows();
    lines = tpch.table("lineitem").rows();
    nextOrders = orders.iterator();
    nextLines = lines.iterator();
    line = nextLines.next();
  }

  NewOrder next() {
    if (!nextOrders.hasNext()) {
      nextOrders = orders.iterator();
      nextLines = lines.iterator();
      line = nextLines.next();
      shift += KEYS;
    }
    Object[] order = nextOrders.next();
    Object oldKey = order[0];
    long key = (Long) oldKey + shift;
    order[0] = key;
    List<Object[]> own = new ArrayList<>();
    while (line != null && line[0].equals(oldKey)) { // both come in the order of the key
      line[0] = key;
      own.add(line);
      line = nextLines.hasNext() ? nextLines.next() : null;
    }
    return new NewOrder(order, own);
  }
}
