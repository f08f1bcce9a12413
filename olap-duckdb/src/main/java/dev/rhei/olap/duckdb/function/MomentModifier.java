package dev.rhei.olap.duckdb.function;

/** What SQLite's modifiers do to a {@link Moment}: {@code +1 month}, {@code start of day}, … */
final class MomentModifier {
  private final NumberText numbers = new NumberText();
  private final MomentReader reader = new MomentReader();
  private final Moment span = new Moment();

  /**
   * Changes the moment.
   *
   * @param first whether nothing but the time itself came before
   * @return false: there is no such modifier, or not here; the result is NULL
   */
  boolean apply(String modifier, Moment moment, boolean first) {
    String text = MomentReader.untilNul(modifier);
    if (text.isEmpty()) {
      return false;
    }
    char initial = Ascii.lower(text.charAt(0));
    if (initial == '+' || initial == '-' || NumberText.isDigit(initial)) {
      return shift(text, moment);
    }
    return switch (initial) {
      case 'a' -> Ascii.is(text, "auto") && first && auto(moment);
      case 'c' -> Ascii.is(text, "ceiling") && ceiling(moment);
      case 'f' -> Ascii.is(text, "floor") && floor(moment);
      case 'j' -> Ascii.is(text, "julianday") && first && julian(moment);
      case 'l' -> refuse(text, "localtime");
      case 's' -> start(text, moment);
      case 'u' -> Ascii.is(text, "unixepoch") ? first && unix(moment) : refuse(text, "utc");
      case 'w' -> weekday(text, moment);
      default -> false;
    };
  }

  private static boolean refuse(String text, String modifier) {
    if (Ascii.is(text, modifier)) {
      throw new LeftToSqlite("the modifier " + modifier);
    }
    return false;
  }

  private static boolean auto(Moment moment) {
    if (!moment.isRaw || moment.hasJulian) {
      moment.isRaw = false;
    } else if (moment.second >= -210_866_760_000L && moment.second <= 253_402_300_799L) {
      moment.setJulian((long) (moment.second * 1000.0 + Moment.EPOCH + 0.5));
    }
    return true;
  }

  private static boolean julian(Moment moment) {
    boolean known = moment.hasJulian && moment.isRaw;
    moment.isRaw = moment.isRaw && !known;
    return known;
  }

  private static boolean unix(Moment moment) {
    if (!moment.isRaw) {
      return false;
    }
    double milliseconds = moment.second * 1000.0 + Moment.EPOCH;
    if (!(milliseconds >= 0 && milliseconds < 464269060800000.0)) {
      return false;
    }
    moment.setJulian((long) (milliseconds + 0.5));
    return true;
  }

  private static boolean ceiling(Moment moment) {
    moment.needJulian();
    moment.dropFields();
    moment.overflow = 0;
    return true;
  }

  private static boolean floor(Moment moment) {
    moment.needJulian();
    moment.julian -= moment.overflow * Moment.DAY;
    moment.dropFields();
    return true;
  }

  private boolean weekday(String text, Moment moment) {
    if (!Ascii.begins(text, "weekday ")) {
      return false;
    }
    String number = text.substring(8);
    if (!numbers.isNumber(number)) {
      return false;
    }
    double wanted = numbers.castReal(number);
    if (!(wanted >= 0 && wanted < 7 && wanted == (int) wanted)) {
      return false;
    }
    moment.needFields();
    moment.zone = 0;
    moment.hasJulian = false;
    moment.needJulian();
    long weekday = moment.weekday();
    if (weekday > wanted) {
      weekday -= 7;
    }
    moment.julian += ((int) wanted - weekday) * Moment.DAY;
    moment.dropFields();
    return true;
  }

  private static boolean start(String text, Moment moment) {
    if (!Ascii.begins(text, "start of ")) {
      moment.subsecond |= Ascii.is(text, "subsec") || Ascii.is(text, "subsecond");
      return moment.subsecond && (Ascii.is(text, "subsec") || Ascii.is(text, "subsecond"));
    }
    if (!moment.hasJulian && !moment.hasDate && !moment.hasTime) {
      return false;
    }
    moment.needDate();
    moment.hasTime = true;
    moment.hour = 0;
    moment.minute = 0;
    moment.second = 0;
    moment.isRaw = false;
    moment.zone = 0;
    moment.hasJulian = false;
    String unit = text.substring(9);
    if (Ascii.is(unit, "month")) {
      moment.day = 1;
    } else if (Ascii.is(unit, "year")) {
      moment.month = 1;
      moment.day = 1;
    } else {
      return Ascii.is(unit, "day");
    }
    return true;
  }

  /** {@code 12:30}, {@code +0001-02-03 12:30} or {@code -3 days}. */
  private boolean shift(String text, Moment moment) {
    int end = 1;
    while (end < text.length() && !endsNumber(text, end)) {
      end++;
    }
    String number = text.substring(0, end);
    if (!numbers.isNumber(number)) {
      return false;
    }
    boolean negative = text.charAt(0) == '-';
    if (isAt(text, end, '-')) {
      return shiftDate(text, end, negative, moment);
    }
    if (isAt(text, end, ':')) {
      int from = NumberText.isDigit(text.charAt(0)) ? 0 : 1;
      return shiftTime(text, from, negative, moment);
    }
    while (end < text.length() && NumberText.isBlank(text.charAt(end))) {
      end++;
    }
    return shiftUnits(numbers.castReal(number), text.substring(end), moment);
  }

  private static boolean endsNumber(String text, int index) {
    char c = text.charAt(index);
    return c == ':'
        || NumberText.isBlank(c)
        || (c == '-'
            && (index == 5 || index == 6)
            && MomentReader.digits(text, 1, index - 1) >= 0
            && MomentReader.digits(text, 1, index - 1) <= 14712);
  }

  private static boolean isAt(String text, int index, char c) {
    return index < text.length() && text.charAt(index) == c;
  }

  /** By years, months and days, and perhaps hours: {@code (+|-)YYYY-MM-DD[ HH:MM[:SS]]}. */
  private boolean shiftDate(String text, int dash, boolean negative, Moment moment) {
    if (NumberText.isDigit(text.charAt(0))) {
      return false;
    }
    int years = MomentReader.digits(text, 1, dash - 1);
    int months = MomentReader.digits(text, dash + 1, 2);
    int days = MomentReader.digits(text, dash + 4, 2);
    if (months < 0 || months > 11 || !isAt(text, dash + 3, '-') || days < 0 || days > 30) {
      return false;
    }
    moment.needFields();
    moment.hasJulian = false;
    moment.year += negative ? -years : years;
    moment.month += negative ? -months : months;
    moment.carryMonths();
    moment.measureOverflow();
    moment.needJulian();
    moment.hasTime = false;
    moment.hasDate = false;
    moment.julian += (negative ? -days : days) * Moment.DAY;
    int end = dash + 6;
    if (end == text.length()) {
      return true;
    }
    return NumberText.isBlank(text.charAt(end))
        && isAt(text, end + 3, ':')
        && shiftTime(text, end + 1, negative, moment);
  }

  private boolean shiftTime(String text, int from, boolean negative, Moment moment) {
    span.clear();
    if (!reader.readTime(text, from, span)) {
      return false;
    }
    span.needJulian();
    long time = (span.julian - Moment.DAY / 2) % Moment.DAY;
    moment.needJulian();
    moment.dropFields();
    moment.julian += negative ? -time : time;
    return true;
  }

  private static boolean shiftUnits(double amount, String name, Moment moment) {
    int length = name.length();
    if (length < 3 || length > 10) {
      return false;
    }
    Unit unit = Unit.of(Ascii.lower(name.charAt(length - 1)) == 's' ? length - 1 : length, name);
    moment.needJulian();
    moment.overflow = 0;
    boolean known = unit != null && amount > -unit.limit && amount < unit.limit;
    if (unit != null && known) {
      double rest = amount;
      int whole = (int) amount;
      if (unit == Unit.MONTH || unit == Unit.YEAR) {
        moment.needFields();
        if (unit == Unit.MONTH) {
          moment.month += whole;
          moment.carryMonths();
        } else {
          moment.year += whole;
        }
        moment.measureOverflow();
        moment.hasJulian = false;
        rest -= whole;
      }
      moment.needJulian();
      moment.julian += (long) (rest * 1000.0 * unit.seconds + (amount < 0 ? -0.5 : 0.5));
    }
    moment.dropFields();
    return known;
  }
}
