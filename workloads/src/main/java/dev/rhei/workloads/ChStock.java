package dev.rhei.workloads;

import org.jspecify.annotations.Nullable;

/** What CH-benCHmark's warehouses have, and who supplies it. */
final class ChStock {
  private static final String[] STARTS = {"PR", "co", "zz"};

  private final int warehouses;
  private final int items;

  ChStock(int warehouses, int items) {
    this.warehouses = warehouses;
    this.items = items;
  }

  int itemCount() {
    return items;
  }

  /** Keys from 0: a line's supplier is the remainder of a division. */
  Iterable<@Nullable Object[]> suppliers() {
    return Rows.of(
        ChNumbers.SUPPLIERS,
        i -> {
          long key = i - 1;
          Draw draw = Draw.of(ChNumbers.SUPPLIER, key);
          String comment = draw.text(20, 80);
          return new @Nullable Object[] {
            key,
            String.format("Supplier#%09d", key),
            draw.text(10, 40),
            (int) ChNations.KEYS.charAt(draw.between(0, ChNations.KEYS.length() - 1)),
            draw.digits(15),
            draw.money(-99_999, 999_999),
            draw.percent(2) ? comment + " bad " + draw.text(5, 20) : comment
          };
        });
  }

  Iterable<@Nullable Object[]> items() {
    return Rows.of(
        items,
        id -> {
          Draw draw = Draw.of(ChNumbers.ITEM, id);
          return new @Nullable Object[] {
            id, draw.between(1, 10_000), draw.text(14, 24), priceCents(id) / 100.0, data(draw)
          };
        });
  }

  /** What an item costs; the line of an order needs it too. */
  static int priceCents(long item) {
    return Draw.of(ChNumbers.ITEM, -item).between(100, 10_000);
  }

  /** What queries look for at the start or at the end is more common than chance would have it. */
  private static String data(Draw draw) {
    String text = draw.text(26, 50);
    return switch (draw.between(1, 20)) {
      case 1, 2 -> text.substring(0, 10) + "ORIGINAL" + text.substring(18);
      case 3 -> draw.any(STARTS) + text.substring(2);
      case 4 -> text.substring(2) + "BB";
      default -> text;
    };
  }

  Iterable<@Nullable Object[]> warehouses() {
    return Rows.of(
        warehouses,
        id -> {
          Draw draw = Draw.of(ChNumbers.WAREHOUSE, id);
          return new @Nullable Object[] {
            id,
            draw.text(6, 10),
            draw.text(10, 20),
            draw.text(10, 20),
            draw.text(2, 2),
            draw.digits(4) + "11111",
            draw.between(0, 2_000) / 10_000.0,
            300_000.0
          };
        });
  }

  Iterable<@Nullable Object[]> stock() {
    return Rows.of(
        (long) warehouses * items,
        i -> {
          Draw draw = Draw.of(ChNumbers.STOCK, i);
          int sold = draw.between(0, 100);
          return new @Nullable Object[] {
            1 + (i - 1) / items,
            1 + (i - 1) % items,
            draw.between(10, 100),
            5 * sold,
            sold,
            draw.between(0, sold),
            data(draw),
            draw.text(24, 24)
          };
        });
  }
}
