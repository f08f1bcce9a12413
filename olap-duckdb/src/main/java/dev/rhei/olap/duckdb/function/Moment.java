package dev.rhei.olap.duckdb.function;

/**
 * A date and time on its way through SQLite's modifiers: as milliseconds since noon of the first
 * Julian day, as fields of the calendar, or both. Which of them count at which step decides the
 * last millisecond, so they are kept as SQLite keeps them.
 */
final class Moment {
  static final long DAY = 86_400_000;

  /** 1970-01-01, in milliseconds and in seconds. */
  static final long EPOCH = 210_866_760_000_000L;

  private static final long HALF_DAY = DAY / 2;

  /** 9999-12-31 23:59:59.999. */
  private static final long LAST = 464_269_060_799_999L;

  long julian; // milliseconds
  boolean hasJulian;
  int year;
  int month;
  int day;
  boolean hasDate;
  int hour;
  int minute;
  double second;
  boolean hasTime;
  int zone; // minutes east of Greenwich
  boolean isRaw; // second holds a number whose meaning is not known yet
  int overflow; // days by which the day was beyond the end of its month
  boolean subsecond; // show milliseconds
  boolean failed;

  void clear() {
    fail();
    failed = false;
  }

  /** No date at all: the result is NULL, whatever follows. */
  void fail() {
    julian = 0;
    hasJulian = false;
    year = 0;
    month = 0;
    day = 0;
    hour = 0;
    minute = 0;
    second = 0;
    zone = 0;
    hasDate = false;
    hasTime = false;
    isRaw = false;
    overflow = 0;
    subsecond = false;
    failed = true;
  }

  void set(Moment other) {
    julian = other.julian;
    hasJulian = other.hasJulian;
    year = other.year;
    month = other.month;
    day = other.day;
    hour = other.hour;
    minute = other.minute;
    second = other.second;
    zone = other.zone;
    hasDate = other.hasDate;
    hasTime = other.hasTime;
    isRaw = other.isRaw;
    overflow = other.overflow;
    subsecond = other.subsecond;
    failed = other.failed;
  }

  /** A number: a Julian day if it can be one; or else seconds, if a modifier says so. */
  void setNumber(double number) {
    second = number;
    isRaw = true;
    if (number >= 0 && number < 5373484.5) {
      julian = (long) (number * 86400000.0 + 0.5);
      hasJulian = true;
    }
  }

  void setJulian(long milliseconds) {
    dropFields();
    julian = milliseconds;
    hasJulian = true;
    isRaw = false;
  }

  boolean inRange() {
    return julian >= 0 && julian <= LAST;
  }

  /** From now on only the Julian day counts. */
  void dropFields() {
    hasDate = false;
    hasTime = false;
    zone = 0;
  }

  void needJulian() {
    if (hasJulian) {
      return;
    }
    int y = hasDate ? year : 2000;
    int m = hasDate ? month : 1;
    int d = hasDate ? day : 1;
    if (y < -4713 || y > 9999 || isRaw) {
      fail();
      return;
    }
    if (m <= 2) {
      y--;
      m += 12;
    }
    int century = (y + 4800) / 100; // counted from where it is never negative
    int gregorian = 38 - century + century / 4;
    int years = 36525 * (y + 4716) / 100;
    int months = 306001 * (m + 1) / 10000;
    julian = (long) ((years + months + d + gregorian - 1524.5) * DAY);
    hasJulian = true;
    if (hasTime) {
      julian += hour * 3_600_000L + minute * 60_000L + (long) (second * 1000 + 0.5);
      if (zone != 0 || hour == 24) { // the fields are those of another day
        julian -= zone * 60_000L;
        dropFields();
      }
    }
  }

  void needDate() {
    if (hasDate) {
      return;
    }
    if (!hasJulian) {
      year = 2000;
      month = 1;
      day = 1;
    } else if (!inRange()) {
      fail();
      return;
    } else {
      int z = (int) ((julian + HALF_DAY) / DAY);
      int century = (int) ((z + 32044.75) / 36524.25);
      int b = z + 1 + (century - 52) - (century + 48) / 4 + 25 + 1524;
      int c = (int) ((b - 122.1) / 365.25);
      int d = 36525 * (c & 32767) / 100;
      int e = (int) ((b - d) / 30.6001);
      day = b - d - (int) (30.6001 * e);
      month = e < 14 ? e - 1 : e - 13;
      year = month > 2 ? c - 4716 : c - 4715;
    }
    hasDate = true;
  }

  void needTime() {
    if (hasTime) {
      return;
    }
    needJulian();
    int inDay = (int) ((julian + HALF_DAY) % DAY);
    second = (inDay % 60_000) / 1000.0;
    int minutes = inDay / 60_000;
    minute = minutes % 60;
    hour = minutes / 60;
    isRaw = false;
    hasTime = true;
  }

  void needFields() {
    needDate();
    needTime();
  }

  /** Brings the month back into the year. */
  void carryMonths() {
    int years = month > 0 ? (month - 1) / 12 : (month - 12) / 12;
    year += years;
    month -= years * 12;
  }

  /** How many days the day of the month is beyond the month's end. */
  void measureOverflow() {
    if (day <= 28
        || month == 1
        || month == 3
        || month == 5
        || month == 7
        || month == 8
        || month == 10
        || month == 12) {
      overflow = 0;
    } else if (month != 2) {
      overflow = day == 31 ? 1 : 0;
    } else {
      boolean leap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
      overflow = day - (leap ? 29 : 28);
    }
  }

  /** 0 for Sunday. */
  int weekday() {
    return (int) ((julian + HALF_DAY + DAY) / DAY % 7);
  }

  /** 0 for Monday. */
  int daysAfterMonday() {
    return (int) ((julian + HALF_DAY) / DAY % 7);
  }

  /** 0 for the first of January. */
  int dayOfYear() {
    Moment newYear = new Moment();
    newYear.set(this);
    newYear.hasJulian = false;
    newYear.month = 1;
    newYear.day = 1;
    newYear.needJulian();
    return (int) ((julian - newYear.julian + HALF_DAY) / DAY);
  }

  /** The Thursday of the same week, Monday to Sunday. */
  Moment thursday() {
    Moment thursday = new Moment();
    thursday.set(this);
    thursday.julian += (3 - daysAfterMonday()) * DAY;
    thursday.hasDate = false;
    thursday.needDate();
    return thursday;
  }
}
