package dev.rhei.olap.duckdb.function;

/** Text to a {@link Moment}: the forms of dates and times that SQLite takes. For one thread. */
final class MomentReader {
  private static final int NO_ZONE = Integer.MIN_VALUE;

  private final NumberText numbers = new NumberText();
  private String text = "";
  private int at;

  /** Reads a date, a time, both, or a number. False: it is none of them. */
  boolean read(String value, Moment moment) {
    text = untilNul(value);
    at = 0;
    if (readDate(moment)) {
      return true;
    }
    at = 0;
    if (readTime(moment)) {
      return true;
    }
    if (Ascii.is(text, "now") || Ascii.is(text, "subsec") || Ascii.is(text, "subsecond")) {
      throw new LeftToSqlite("the present time in the data");
    }
    if (!numbers.isNumber(text)) {
      return false;
    }
    moment.setNumber(numbers.castReal(text));
    return true;
  }

  /** Reads {@code HH:MM}, {@code HH:MM:SS} or {@code HH:MM:SS.FFF} with its zone. */
  boolean readTime(String value, int from, Moment moment) {
    text = value;
    at = from;
    return readTime(moment);
  }

  /** The part before a NUL: where SQLite stops to read. */
  static String untilNul(String value) {
    int nul = value.indexOf('\0');
    return nul < 0 ? value : value.substring(0, nul);
  }

  /** A number of exactly so many digits, or -1. */
  static int digits(String text, int from, int count) {
    if (from + count > text.length()) {
      return -1;
    }
    int value = 0;
    for (int i = from; i < from + count; i++) {
      char c = text.charAt(i);
      if (!NumberText.isDigit(c)) {
        return -1;
      }
      value = value * 10 + (c - '0');
    }
    return value;
  }

  private boolean readDate(Moment moment) {
    boolean negative = is('-');
    if (negative) {
      at++;
    }
    int year = digits(text, at, 4);
    if (year < 0 || year > 14712 || !isAt(at + 4, '-')) {
      return false;
    }
    int month = digits(text, at + 5, 2);
    if (month < 1 || month > 12 || !isAt(at + 7, '-')) {
      return false;
    }
    int day = digits(text, at + 8, 2);
    if (day < 1 || day > 31) {
      return false;
    }
    at += 10;
    while (at < text.length() && (NumberText.isBlank(text.charAt(at)) || is('T'))) {
      at++;
    }
    if (at == text.length()) {
      moment.hasTime = false;
    } else if (!readTime(moment)) {
      return false;
    }
    moment.hasJulian = false;
    moment.hasDate = true;
    moment.year = negative ? -year : year;
    moment.month = month;
    moment.day = day;
    moment.measureOverflow();
    if (moment.hasTime && (moment.zone != 0 || moment.hour == 24)) {
      moment.overflow = moment.hour == 24 ? 0 : moment.overflow;
      moment.needJulian();
    }
    return true;
  }

  private boolean readTime(Moment moment) {
    int hour = digits(text, at, 2);
    if (hour < 0 || hour > 24 || !isAt(at + 2, ':')) {
      return false;
    }
    int minute = digits(text, at + 3, 2);
    if (minute < 0 || minute > 59) {
      return false;
    }
    at += 5;
    int second = 0;
    double fraction = 0;
    if (is(':')) {
      second = digits(text, at + 1, 2);
      if (second < 0 || second > 59) {
        return false;
      }
      at += 3;
      if (is('.') && digits(text, at + 1, 1) >= 0) {
        at++;
        fraction = fraction();
      }
    }
    int zone = zone();
    if (zone == NO_ZONE || (hour == 24 && minute + second + fraction > 0)) {
      return false;
    }
    moment.hasJulian = false;
    moment.isRaw = false;
    moment.hasTime = true;
    moment.hour = hour;
    moment.minute = minute;
    moment.second = second + fraction;
    moment.zone = zone;
    return true;
  }

  /** Never so large that rounding would make a second of it. */
  private double fraction() {
    double digits = 0;
    double scale = 1;
    for (int digit = digits(text, at, 1); digit >= 0; digit = digits(text, at, 1)) {
      digits = digits * 10 + digit;
      scale *= 10;
      at++;
    }
    if (Double.isInfinite(scale)) {
      throw new LeftToSqlite("a second of more than 300 digits");
    }
    double fraction = digits / scale;
    return fraction > 0.999 ? 0.999 : fraction;
  }

  /** Minutes east of Greenwich at the end of the text, or {@link #NO_ZONE}. */
  private int zone() {
    skipBlanks();
    int zone = 0;
    if (is('Z') || is('z')) {
      at++;
    } else if (is('+') || is('-')) {
      int hours = digits(text, at + 1, 2);
      int minutes = digits(text, at + 4, 2);
      if (hours < 0 || hours > 14 || !isAt(at + 3, ':') || minutes < 0 || minutes > 59) {
        return NO_ZONE;
      }
      zone = (is('-') ? -1 : 1) * (hours * 60 + minutes);
      at += 6;
    }
    skipBlanks();
    return at == text.length() ? zone : NO_ZONE;
  }

  private void skipBlanks() {
    while (at < text.length() && NumberText.isBlank(text.charAt(at))) {
      at++;
    }
  }

  private boolean is(char c) {
    return isAt(at, c);
  }

  private boolean isAt(int index, char c) {
    return index < text.length() && text.charAt(index) == c;
  }
}
