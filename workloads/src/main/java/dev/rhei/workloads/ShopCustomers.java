package dev.rhei.workloads;

import java.time.LocalDate;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Who buys in the shop. */
final class ShopCustomers {
  private static final int CUSTOMER = 43;
  private static final LocalDate FIRST = LocalDate.of(2015, 1, 1);
  private static final int DAYS = 4_000;

  private static final String[] FIRST_NAMES = {
    "Anna", "Ben", "Clara", "David", "Eva", "Finn", "Greta", "Hugo", "Ida", "Jan", "Karl", "Lena",
    "Max", "Nora", "Otto", "Paula", "Rosa", "Sven", "Tom", "Zoë"
  };
  private static final String[] LAST_NAMES = {
    "Adams",
    "Berg",
    "Costa",
    "Dahl",
    "Ericson",
    "Fischer",
    "Garcia",
    "Hansen",
    "Ivanov",
    "Jones",
    "Kowalski",
    "Larsson",
    "Müller",
    "Nielsen",
    "Olsen",
    "Peterson",
    "Rossi",
    "Schmidt",
    "Tanaka",
    "Wagner"
  };

  /** Earlier ones are more common. */
  private static final String[] COUNTRIES = {
    "DE", "FR", "GB", "IT", "ES", "PL", "NL", "SE", "AT", "CH", "DK", "NO", "FI", "PT", "CZ", "IE",
    "GR", "HU", "IS", "MT"
  };

  private ShopCustomers() {}

  static Iterable<@Nullable Object[]> rows(int count) {
    return Rows.of(
        count,
        id -> {
          Draw draw = Draw.of(CUSTOMER, id);
          String first = draw.any(FIRST_NAMES);
          String last = draw.any(LAST_NAMES);
          int country = draw.between(0, draw.between(0, COUNTRIES.length - 1));
          int segment = draw.between(1, 100);
          return new @Nullable Object[] {
            id,
            (first + "." + last + "." + id + "@example.org").toLowerCase(Locale.ROOT),
            first + " " + last,
            COUNTRIES[country] + "-City " + draw.between(1, 12),
            COUNTRIES[country],
            segment <= 80 ? "consumer" : segment <= 98 ? "business" : "vip",
            draw.money(0, 500_000),
            FIRST.plusDays(draw.between(0, DAYS)).toString()
          };
        });
  }
}
