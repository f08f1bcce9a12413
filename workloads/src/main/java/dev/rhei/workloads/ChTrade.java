package dev.rhei.workloads;

import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Who buys from CH-benCHmark's warehouses, and what. As many orders as customers. */
final class ChTrade {
  private static final LocalDateTime FIRST = LocalDateTime.of(2008, 1, 1, 0, 0);
  private static final int YEARS_IN_MINUTES = 5 * 365 * 24 * 60;
  private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss");

  /** Of ten orders of a district, the first seven are delivered. */
  private static final double DELIVERED = 0.7;

  private static final String[] SYLLABLES = {
    "BAR", "OUGHT", "ABLE", "PRI", "PRES", "ESE", "ANTI", "CALLY", "ATION", "EING"
  };

  private final int warehouses;
  private final int customers; // of a district, and its orders
  private final ChStock stock;

  ChTrade(int warehouses, int customers, ChStock stock) {
    this.warehouses = warehouses;
    this.customers = customers;
    this.stock = stock;
  }

  Iterable<@Nullable Object[]> districts() {
    return Rows.of(
        (long) warehouses * ChNumbers.DISTRICTS,
        i -> {
          Draw draw = Draw.of(ChNumbers.DISTRICT, i);
          return new @Nullable Object[] {
            1 + (i - 1) / ChNumbers.DISTRICTS,
            1 + (i - 1) % ChNumbers.DISTRICTS,
            draw.text(6, 10),
            draw.text(10, 20),
            draw.text(10, 20),
            draw.text(2, 2),
            draw.digits(4) + "11111",
            draw.between(0, 2_000) / 10_000.0,
            30_000.0,
            customers + 1
          };
        });
  }

  private long inAllDistricts() {
    return (long) warehouses * ChNumbers.DISTRICTS * customers;
  }

  /** A row's warehouse, district and number there. */
  private @Nullable Object[] place(long row, @Nullable Object... others) {
    long district = (row - 1) / customers;
    @Nullable Object[] all = new @Nullable Object[3 + others.length];
    all[0] = 1 + district / ChNumbers.DISTRICTS;
    all[1] = 1 + district % ChNumbers.DISTRICTS;
    all[2] = 1 + (row - 1) % customers;
    System.arraycopy(others, 0, all, 3, others.length);
    return all;
  }

  Iterable<@Nullable Object[]> customers() {
    return Rows.of(
        inAllDistricts(),
        row -> {
          Draw draw = Draw.of(ChNumbers.CUSTOMER, row);
          int name = draw.between(0, 999);
          return place(
              row,
              draw.text(8, 16),
              "OE",
              SYLLABLES[name / 100] + SYLLABLES[name / 10 % 10] + SYLLABLES[name % 10],
              draw.text(10, 20),
              draw.text(10, 20),
              draw.text(2, 2),
              draw.digits(4) + "11111",
              draw.digits(16),
              FIRST.format(TIME),
              draw.percent(10) ? "BC" : "GC",
              50_000,
              draw.between(0, 5_000) / 10_000.0,
              draw.money(-1_000, 500_000),
              10,
              1,
              0,
              draw.text(300, 500));
        });
  }

  Iterable<@Nullable Object[]> history() {
    return Rows.of(
        inAllDistricts(),
        row -> {
          Draw draw = Draw.of(ChNumbers.HISTORY, row);
          @Nullable Object[] place = place(row);
          return new @Nullable Object[] {
            place[2],
            place[1],
            place[0],
            place[1],
            place[0],
            FIRST.format(TIME),
            draw.money(100, 500_000),
            draw.text(12, 24)
          };
        });
  }

  private boolean delivered(long row) {
    return (row - 1) % customers < DELIVERED * customers;
  }

  private LocalDateTime entered(long row, Draw draw) {
    long share = YEARS_IN_MINUTES * ((row - 1) % customers) / customers;
    return FIRST.plusMinutes(share).plusSeconds(draw.between(0, 24 * 3_600));
  }

  Iterable<@Nullable Object[]> orders() {
    return Rows.of(
        inAllDistricts(),
        row -> {
          Draw draw = Draw.of(ChNumbers.ORDER, row);
          String time = entered(row, draw).format(TIME);
          int lines = draw.between(5, 15);
          Integer carrier = draw.between(1, 10);
          return place(
              row, draw.between(1, customers), time, delivered(row) ? carrier : null, lines, 1);
        });
  }

  Iterable<@Nullable Object[]> newOrders() {
    return () -> {
      List<@Nullable Object[]> rows = new ArrayList<>();
      for (long row = 1; row <= inAllDistricts(); row++) {
        if (!delivered(row)) {
          rows.add(place(row));
        }
      }
      return rows.iterator();
    };
  }

  Iterable<@Nullable Object[]> orderLines() {
    return Rows.grouped(inAllDistricts(), this::orderLines);
  }

  private List<@Nullable Object[]> orderLines(long row) {
    Draw order = Draw.of(ChNumbers.ORDER, row);
    LocalDateTime time = entered(row, order);
    int count = order.between(5, 15);
    order.between(1, 10); // the carrier
    order.between(1, customers);
    String delivery = time.plusHours(order.between(1, 240)).format(TIME);
    List<@Nullable Object[]> lines = new ArrayList<>();
    for (int number = 1; number <= count; number++) {
      long item = 1 + order.below(stock.itemCount());
      @Nullable Object[] place = place(row);
      int supplying =
          order.percent(99)
              ? ((Long) Objects.requireNonNull(place[0])).intValue()
              : order.between(1, warehouses);
      int quantity = order.between(1, 10);
      lines.add(
          place(
              row,
              number,
              item,
              supplying,
              delivered(row) ? delivery : null,
              quantity,
              quantity * ChStock.priceCents(item) / 100.0,
              order.text(24, 24)));
    }
    return lines;
  }
}
