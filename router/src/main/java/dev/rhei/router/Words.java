package dev.rhei.router;

import java.util.Locale;

/** Quantities as people read them, no more exact than they are. */
final class Words {
  private Words() {}

  /** A number of rows. */
  static String rows(Interval rows) {
    double low = rounded(rows.low());
    double high = rounded(rows.high());
    if (low == high) {
      return number(high) + (high == 1 ? " row" : " rows");
    }
    return number(low) + " to " + number(high) + " rows";
  }

  /** A time. */
  static String millis(double micros) {
    double millis = rounded(micros) / 1_000;
    return (millis >= 10
            ? number(millis)
            : String.format(Locale.ROOT, millis >= 1 ? "%.1f" : "%.2g", millis))
        + " ms";
  }

  private static String number(double value) {
    return value >= 1e15 ? "countless" : String.format(Locale.ROOT, "%,.0f", value);
  }

  /** To two digits. */
  private static double rounded(double value) {
    if (value < 100) {
      return value < 1 ? value : Math.round(value);
    }
    double unit = Math.pow(10, Math.floor(Math.log10(value)) - 1);
    return Math.round(value / unit) * unit;
  }
}
