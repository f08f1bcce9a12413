package dev.rhei.workloads;

import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The shop's orders over five years, in the order of their time, with one to nineteen lines each.
 * What is skewed: twenty customers have a tenth of all orders, one customer in twenty has none;
 * only the latest orders are not done; one product in a hundred is on a fifth of all lines.
 */
final class ShopOrders {
  private static final int ORDER = 44;
  private static final LocalDateTime FIRST = LocalDateTime.of(2021, 1, 1, 0, 0);
  private static final long SECONDS = 5L * 365 * 24 * 3_600;
  private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss");
  private static final int BIG_CUSTOMERS = 20;
  private static final String[] CHANNELS = {"web", "web", "web", "app", "app", "phone"};
  private static final String[] NOTES = {
    "please ring twice",
    "gift, wrap it",
    "leave it at the door",
    "no invoice in the parcel",
    "call before delivery"
  };

  private final int orders;
  private final int customers;
  private final ShopCatalog catalog;

  ShopOrders(int orders, int customers, ShopCatalog catalog) {
    this.orders = orders;
    this.customers = customers;
    this.catalog = catalog;
  }

  Iterable<@Nullable Object[]> orders() {
    return Rows.of(orders, this::order);
  }

  Iterable<@Nullable Object[]> lines() {
    return Rows.grouped(orders, id -> lines(id, Draw.of(ORDER, id)));
  }

  private @Nullable Object[] order(long id) {
    Draw draw = Draw.of(ORDER, id);
    long cents = 0;
    for (@Nullable Object[] line : lines(id, draw)) {
      int quantity = (Integer) Objects.requireNonNull(line[3]);
      cents += Math.round(100 * quantity * (Double) Objects.requireNonNull(line[4]));
    }
    int discount = draw.percent(70) ? 0 : 5 * draw.between(1, 4);
    LocalDateTime placed =
        FIRST.plusSeconds((long) ((id - draw.between(0, 999) / 1_000.0) * SECONDS / orders));
    String status = status(id, draw);
    boolean sent = status.equals("shipped") || status.equals("delivered");
    LocalDateTime shipped = placed.plusMinutes(draw.between(60, 14_400));
    return new @Nullable Object[] {
      id,
      customer(draw),
      TIME.format(placed),
      status,
      draw.any(CHANNELS),
      Math.round(cents * (100 - discount) / 100.0) / 100.0,
      discount,
      sent ? TIME.format(shipped) : null,
      draw.percent(10) ? draw.any(NOTES) : null
    };
  }

  private long customer(Draw draw) {
    if (draw.percent(10)) {
      return draw.between(1, BIG_CUSTOMERS);
    }
    long customer = 1 + draw.below(customers);
    return customer % 20 == 0 && customer > BIG_CUSTOMERS ? customer - 1 : customer;
  }

  private String status(long id, Draw draw) {
    double age = 1 - (double) id / orders;
    if (age < 0.002) {
      return "new";
    }
    return age < 0.01
        ? "paid"
        : age < 0.02 ? "shipped" : draw.percent(4) ? "cancelled" : "delivered";
  }

  private List<@Nullable Object[]> lines(long order, Draw draw) {
    int count = draw.between(1, 19);
    List<@Nullable Object[]> lines = new ArrayList<>(count);
    for (int number = 1; number <= count; number++) {
      int product = draw.between(1, draw.percent(20) ? catalog.size() / 100 : catalog.size());
      lines.add(
          new @Nullable Object[] {
            order,
            number,
            product,
            draw.between(1, 10),
            ShopCatalog.priceCents(product) / 100.0,
            draw.percent(70) ? 19 : 7,
            draw.percent(2) ? 1 : 0
          });
    }
    return lines;
  }
}
