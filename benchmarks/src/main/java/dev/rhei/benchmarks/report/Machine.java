package dev.rhei.benchmarks.report;

import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Locale;

/** Where and when figures were measured. */
public final class Machine {
  private Machine() {}

  /** One line of a page. */
  public static String line(Class<?> maker) {
    return String.format(
        Locale.ROOT,
        "%s, Java %s, %d cores, %s. Made by `%s`.",
        System.getProperty("os.name"),
        System.getProperty("java.version"),
        Runtime.getRuntime().availableProcessors(),
        LocalDate.now(ZoneOffset.UTC),
        maker.getName());
  }
}
