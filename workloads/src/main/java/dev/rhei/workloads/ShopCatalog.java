package dev.rhei.workloads;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What the shop sells: ten departments with six categories each, and products in those. */
final class ShopCatalog {
  private static final int CATEGORY = 41;
  private static final int PRODUCT = 42;
  private static final String[] DEPARTMENTS = {
    "Garden", "Kitchen", "Office", "Sports", "Toys", "Books", "Music", "Travel", "Tools", "Clothes"
  };
  private static final String[] CATEGORIES = {"Basics", "Classic", "Kids", "New", "Outlet", "Pro"};
  private static final String[] ADJECTIVES = {
    "Blue", "Small", "Old", "Solid", "Light", "Round", "Plain", "Grand", "Quick", "Silent"
  };
  private static final String[] NOUNS = {
    "Lamp", "Chair", "Bottle", "Racket", "Puzzle", "Atlas", "Drum", "Bag", "Hammer", "Shirt", "Cup"
  };

  private final int products;

  ShopCatalog(int products) {
    this.products = products;
  }

  int size() {
    return products;
  }

  List<@Nullable Object[]> categories() {
    List<@Nullable Object[]> rows = new ArrayList<>();
    for (String name : DEPARTMENTS) {
      rows.add(new @Nullable Object[] {rows.size() + 1, name, null});
    }
    for (int department = 0; department < DEPARTMENTS.length; department++) {
      for (String category : CATEGORIES) {
        rows.add(
            new @Nullable Object[] {
              rows.size() + 1, DEPARTMENTS[department] + " " + category, department + 1
            });
      }
    }
    return rows;
  }

  Iterable<@Nullable Object[]> products() {
    return Rows.of(
        products,
        id -> {
          Draw draw = Draw.of(PRODUCT, id);
          return new @Nullable Object[] {
            id,
            String.format("SKU-%06d", id),
            draw.any(ADJECTIVES) + " " + draw.any(NOUNS) + " " + draw.between(1, 99),
            DEPARTMENTS.length + draw.between(1, DEPARTMENTS.length * CATEGORIES.length),
            priceCents(id) / 100.0,
            draw.between(0, 500)
          };
        });
  }

  /** From 0.50 to 499.99; round prices are as common as others. */
  static int priceCents(long product) {
    Draw draw = Draw.of(CATEGORY, product);
    int price = draw.between(50, 49_999);
    return draw.percent(50) ? Math.max(100, price / 100 * 100) : price;
  }
}
