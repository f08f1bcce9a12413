package dev.rhei.olap.duckdb.function;

import org.jspecify.annotations.Nullable;

/** A {@link Moment} as text. For one thread. */
final class MomentWriter {
  private static final Conversion FRACTION = Conversion.ofZeros('f', 6, 3);
  private static final Conversion MILLISECONDS = Conversion.of('f', 3);
  private static final Conversion JULIAN = Conversion.of('g', 16);

  private final StringBuilder text = new StringBuilder(32);
  private final RealFormat reals = new RealFormat();

  /** {@code YYYY-MM-DD}. */
  String date(Moment moment) {
    text.setLength(0);
    moment.needDate();
    appendDate(moment);
    return text.toString();
  }

  /** {@code HH:MM:SS}, or {@code HH:MM:SS.SSS}. */
  String time(Moment moment) {
    text.setLength(0);
    moment.needTime();
    appendTime(moment);
    return text.toString();
  }

  /** Date and time. */
  String dateTime(Moment moment) {
    text.setLength(0);
    moment.needFields();
    appendDate(moment);
    text.append(' ');
    appendTime(moment);
    return text.toString();
  }

  static double julianDay(Moment moment) {
    return moment.julian / 86400000.0;
  }

  static long unixSeconds(Moment moment) {
    return moment.julian / 1000 - Moment.EPOCH / 1000;
  }

  static double unixMilliseconds(Moment moment) {
    return (moment.julian - Moment.EPOCH) / 1000.0;
  }

  /** {@code strftime()}; null for a format that SQLite does not know. */
  @Nullable String format(String format, Moment moment) {
    moment.needJulian();
    moment.needFields();
    text.setLength(0);
    boolean percent = false;
    for (int i = 0; i < format.length() && format.charAt(i) != 0; i++) {
      char c = format.charAt(i);
      if (percent && !append(c, moment)) {
        return null;
      }
      if (!percent && c != '%') {
        text.append(c);
      }
      percent = !percent && c == '%';
    }
    if (percent) {
      return null;
    }
    return text.toString();
  }

  private boolean append(char letter, Moment moment) {
    switch (letter) {
      case 'd' -> number(moment.day, 2, '0');
      case 'e' -> number(moment.day, 2, ' ');
      case 'f' -> reals.append(Math.min(moment.second, 59.999), FRACTION, text);
      case 'F' -> {
        number(moment.year, 4, '0');
        text.append('-');
        number(moment.month, 2, '0');
        text.append('-');
        number(moment.day, 2, '0');
      }
      case 'G' -> number(moment.thursday().year, 4, '0');
      case 'g' -> number(moment.thursday().year % 100, 2, '0');
      case 'H' -> number(moment.hour, 2, '0');
      case 'k' -> number(moment.hour, 2, ' ');
      case 'I' -> number(hourOfHalfDay(moment), 2, '0');
      case 'l' -> number(hourOfHalfDay(moment), 2, ' ');
      case 'j' -> number(moment.dayOfYear() + 1, 3, '0');
      case 'J' -> reals.append(julianDay(moment), JULIAN, text);
      case 'm' -> number(moment.month, 2, '0');
      case 'M' -> number(moment.minute, 2, '0');
      case 'p' -> text.append(moment.hour >= 12 ? "PM" : "AM");
      case 'P' -> text.append(moment.hour >= 12 ? "pm" : "am");
      case 'R' -> appendClock(moment);
      case 's' -> {
        if (moment.subsecond) {
          reals.append(unixMilliseconds(moment), MILLISECONDS, text);
        } else {
          text.append(unixSeconds(moment));
        }
      }
      case 'S' -> number((int) moment.second, 2, '0');
      case 'T' -> {
        appendClock(moment);
        text.append(':');
        number((int) moment.second, 2, '0');
      }
      case 'u' -> text.append(moment.weekday() == 0 ? 7 : moment.weekday());
      case 'w' -> text.append(moment.weekday());
      case 'U' -> number((moment.dayOfYear() - moment.weekday() + 7) / 7, 2, '0');
      case 'V' -> number(moment.thursday().dayOfYear() / 7 + 1, 2, '0');
      case 'W' -> number((moment.dayOfYear() - moment.daysAfterMonday() + 7) / 7, 2, '0');
      case 'Y' -> number(moment.year, 4, '0');
      case '%' -> text.append('%');
      default -> {
        return false;
      }
    }
    return true;
  }

  private static int hourOfHalfDay(Moment moment) {
    int hour = moment.hour > 12 ? moment.hour - 12 : moment.hour;
    return hour == 0 ? 12 : hour;
  }

  private void appendClock(Moment moment) {
    number(moment.hour, 2, '0');
    text.append(':');
    number(moment.minute, 2, '0');
  }

  private void appendDate(Moment moment) {
    if (moment.year < 0) {
      text.append('-');
    }
    number(Math.abs(moment.year), 4, '0');
    text.append('-');
    number(moment.month, 2, '0');
    text.append('-');
    number(moment.day, 2, '0');
  }

  private void appendTime(Moment moment) {
    appendClock(moment);
    text.append(':');
    if (moment.subsecond) {
      int milliseconds = (int) (1000.0 * moment.second + 0.5);
      number(milliseconds / 1000, 2, '0');
      text.append('.');
      number(milliseconds % 1000, 3, '0');
    } else {
      number((int) moment.second, 2, '0');
    }
  }

  /** As {@code %02d} has it: a sign counts as one of the places. */
  private void number(int value, int places, char fill) {
    int size = Math.abs(value);
    int missing = places - (value < 0 ? 1 : 0);
    for (int limit = 10, i = 1; i < places; i++, limit *= 10) {
      missing -= size >= limit ? 1 : 0;
    }
    if (value < 0) {
      text.append('-');
    }
    for (int i = 1; i < missing; i++) {
      text.append(fill);
    }
    text.append(size);
  }

  /** {@code timediff()} of two moments: {@code (+|-)YYYY-MM-DD HH:MM:SS.SSS}. */
  String difference(Moment a, Moment b) {
    a.needFields();
    b.needFields();
    boolean later = a.julian >= b.julian;
    int step = later ? -1 : 1;
    int years = later ? a.year - b.year : b.year - a.year;
    if (years != 0) {
      b.year = a.year;
      b.hasJulian = false;
      b.needJulian();
    }
    int months = later ? a.month - b.month : b.month - a.month;
    if (months < 0) {
      years--;
      months += 12;
    }
    if (months != 0) {
      b.month = a.month;
      b.hasJulian = false;
      b.needJulian();
    }
    while (later ? a.julian < b.julian : a.julian > b.julian) {
      if (b.failed) {
        throw new LeftToSqlite("timediff() at the end of time");
      }
      months--;
      if (months < 0) {
        months = 11;
        years--;
      }
      b.month += step;
      if (b.month < 1 || b.month > 12) {
        b.month = later ? 12 : 1;
        b.year += step;
      }
      b.hasJulian = false;
      b.needJulian();
    }
    a.julian = Math.abs(a.julian - b.julian) + 148_699_540_800_000L;
    a.dropFields();
    a.needFields();
    text.setLength(0);
    text.append(later ? '+' : '-');
    number(years, 4, '0');
    text.append('-');
    number(months, 2, '0');
    text.append('-');
    number(a.day - 1, 2, '0');
    text.append(' ');
    appendClock(a);
    text.append(':');
    reals.append(a.second, FRACTION, text);
    return text.toString();
  }
}
