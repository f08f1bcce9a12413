package dev.rhei.benchmarks.report;

import java.util.Locale;

/** Milliseconds as text. */
public final class Numbers {
  private Numbers() {}

  /** Three digits that count; thousands are grouped. */
  public static String shown(double millis) {
    return String.format(Locale.ROOT, millis >= 100 ? "%,.0f" : "%.3g", millis);
  }

  /** To the nanosecond; empty if there is none. */
  public static String exact(double millis) {
    return Double.isNaN(millis) ? "" : String.format(Locale.ROOT, "%.6f", millis);
  }
}
