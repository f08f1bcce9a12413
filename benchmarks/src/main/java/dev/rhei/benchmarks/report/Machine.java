package dev.rhei.benchmarks.report;

import java.lang.management.ManagementFactory;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Locale;

/** Where and when figures were measured. */
public final class Machine {
  private Machine() {}

  /** How many threads have wanted to run over the last minute; negative if it is not known. */
  public static double load() {
    return ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage();
  }

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
