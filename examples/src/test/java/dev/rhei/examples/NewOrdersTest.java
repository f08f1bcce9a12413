package dev.rhei.examples;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rhei.workloads.Workload;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;

final class NewOrdersTest {
  private static final int ORDERS_AT_THIS_SCALE = 15_000;

  @Test
  void everyOrderIsNewAndHasItsLineItemsHoweverManyAreTaken() {
    NewOrders orders = new NewOrders(Workload.tpch(0.01));
    Set<Object> keys = new HashSet<>();
    for (int i = 0; i < 2 * ORDERS_AT_THIS_SCALE + 1; i++) {
      NewOrders.NewOrder order = orders.next();
      Object key = order.order()[0];
      assertThat(keys.add(key)).isTrue();
      assertThat(order.lines()).hasSizeBetween(1, 7).allMatch(line -> line[0].equals(key));
    }
  }
}
