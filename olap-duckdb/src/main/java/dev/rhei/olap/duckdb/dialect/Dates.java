package dev.rhei.olap.duckdb.dialect;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * {@code date()} of literals, computed while translating. SQLite's calendar is the proleptic
 * Gregorian one, as Java's is. Only whole days from year 1 to 9999 are understood.
 */
final class Dates {
  private Dates() {}

  static Typed date(List<Typed> arguments) {
    LocalDate date = null;
    for (Typed argument : arguments) {
      if (!(argument.constant() instanceof String text)) {
        throw new Refusal("date() of what is not a literal");
      }
      date = date == null ? parse(text) : modify(date, text.toLowerCase(Locale.ROOT));
      if (date == null || date.getYear() < 1 || date.getYear() > 9999) {
        throw new Refusal("date() with '" + text + "'");
      }
    }
    if (date == null) {
      throw new Refusal("date() of now"); // which differs from one side to the other
    }
    return Literals.text(date.toString());
  }

  private static @Nullable LocalDate parse(String text) {
    try {
      return text.length() == 10 ? LocalDate.parse(text) : null;
    } catch (DateTimeException e) {
      return null; // SQLite takes 31 February for 3 March, or for no date
    }
  }

  private static @Nullable LocalDate modify(LocalDate date, String modifier) {
    return switch (modifier) {
      case "start of month" -> date.withDayOfMonth(1);
      case "start of year" -> date.withDayOfYear(1);
      case "start of day" -> date;
      default -> shift(date, modifier);
    };
  }

  /** {@code +N days}: months and years first move the month, then count the day from its first. */
  private static @Nullable LocalDate shift(LocalDate date, String modifier) {
    int blank = modifier.indexOf(' ');
    if (blank < 2 || blank > 6 || (modifier.charAt(0) != '+' && modifier.charAt(0) != '-')) {
      return null;
    }
    for (int i = 1; i < blank; i++) {
      if (modifier.charAt(i) < '0' || modifier.charAt(i) > '9') {
        return null;
      }
    }
    int amount = Integer.parseInt(modifier.substring(0, blank));
    return switch (modifier.substring(blank + 1)) {
      case "day", "days" -> date.plusDays(amount);
      case "month", "months" -> shiftMonths(date, amount);
      case "year", "years" -> shiftMonths(date, 12 * amount);
      default -> null;
    };
  }

  private static LocalDate shiftMonths(LocalDate date, int months) {
    return YearMonth.from(date).plusMonths(months).atDay(1).plusDays(date.getDayOfMonth() - 1);
  }
}
