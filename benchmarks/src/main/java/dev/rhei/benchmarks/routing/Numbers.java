package dev.rhei.benchmarks.routing;

import java.util.Locale;

/** Milliseconds as text. */
final class Numbers {
  private Numbers() {}

  /** Three digits that count; thousands are grouped. */
  static String shown(double millis) {
    return String.format(Locale.ROOT, millis >= 100 ? "%,.0f" : "%.3g", millis);
  }

  /** To the nanosecond; empty if there is none. */
  static String exact(double millis) {
    return Double.isNaN(millis) ? "" : String.format(Locale.ROOT, "%.6f", millis);
  }
}
