package dev.rhei.olap.duckdb.function;

import org.jspecify.annotations.Nullable;

/**
 * A TIMESTAMP that SQLite's modifiers move, in DuckDB's SQL: the modifiers that mean the same
 * there.
 *
 * @param sql the TIMESTAMP
 * @param monthStart whether it is a first of the month for sure
 * @param years how far it may have been moved at most
 */
record DateShift(String sql, boolean monthStart, double years) {
  private static final double DAYS_A_YEAR = 365;

  /** The timestamp after that modifier; null if it is not understood. */
  @Nullable DateShift by(String modifier) {
    return switch (modifier) {
      case "start of day" -> new DateShift(truncated("day"), monthStart, years);
      case "start of month" -> new DateShift(truncated("month"), true, years);
      case "start of year" -> new DateShift(truncated("year"), true, years + 1);
      default -> modifier.startsWith("weekday ") ? toWeekday(modifier) : byCount(modifier);
    };
  }

  private String truncated(String unit) {
    return "CAST(date_trunc('" + unit + "', " + sql + ") AS TIMESTAMP)";
  }

  private @Nullable DateShift toWeekday(String modifier) {
    int weekday = MomentReader.digits(modifier, 8, 1);
    if (modifier.length() != 9 || weekday < 0 || weekday > 6) {
      return null;
    }
    String days = "(" + (weekday + 7) + " - dayofweek(" + sql + ")) % 7";
    return new DateShift(
        "(" + sql + " + to_days(CAST(" + days + " AS INTEGER)))", false, years + 1);
  }

  /** {@code +3 days}: a whole number, and not too large. */
  private @Nullable DateShift byCount(String modifier) {
    int blank = modifier.indexOf(' ');
    if (blank < 1 || blank > 8) {
      return null;
    }
    boolean signed = modifier.charAt(0) == '+' || modifier.charAt(0) == '-';
    int from = signed ? 1 : 0;
    int count = blank == from ? -1 : MomentReader.digits(modifier, from, blank - from);
    String name = modifier.substring(blank + 1);
    Unit unit = Unit.of(name.endsWith("s") ? name.length() - 1 : name.length(), name);
    if (count < 0 || unit == null || !name.equals(Ascii.lower(name))) {
      return null;
    }
    double moved = years + count * unit.seconds / 86400 / DAYS_A_YEAR;
    String interval =
        (modifier.charAt(0) == '-' ? " - INTERVAL " : " + INTERVAL ") + count + " " + unit;
    boolean months = unit == Unit.MONTH || unit == Unit.YEAR;
    if (!months || monthStart) {
      return new DateShift("(" + sql + interval + ")", months, moved);
    }
    String start = truncated("month"); // the 31st of a shorter month is a day of the next
    return new DateShift(
        "(" + start + interval + " + (" + sql + " - " + start + "))", false, moved + 1);
  }
}
