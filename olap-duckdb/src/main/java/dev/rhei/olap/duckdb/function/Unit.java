package dev.rhei.olap.duckdb.function;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** What the modifier {@code NNN units} counts. */
enum Unit {
  SECOND((float) 4.6427e+14, 1),
  MINUTE((float) 7.7379e+12, 60),
  HOUR((float) 1.2897e+11, 3600),
  DAY(5373485.0f, 86400),
  MONTH(176546.0f, 30 * 86400),
  YEAR(14713.0f, 365 * 86400);

  /** A count must be smaller than that, which SQLite keeps in 32 bits. */
  final double limit;

  /** How long one is, of months and years their fraction. */
  final double seconds;

  private final String word = name().toLowerCase(Locale.ROOT);

  Unit(float limit, double seconds) {
    this.limit = limit;
    this.seconds = seconds;
  }

  /** The unit that so many characters of the text name. */
  static @Nullable Unit of(int length, String text) {
    for (Unit unit : values()) {
      if (unit.word.length() == length && Ascii.begins(text, unit.word)) {
        return unit;
      }
    }
    return null;
  }
}
