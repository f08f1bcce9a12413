package dev.rhei.examples;

import java.time.Duration;
import java.util.Locale;
import java.util.function.LongSupplier;

/**
 * How far something is: a bar that moves on a terminal, a line once in a while elsewhere. Used by
 * one thread at a time.
 */
final class ProgressBar {
  private static final int WIDTH = 30;
  private static final Duration ON_TERMINAL = Duration.ofMillis(100);
  private static final Duration ELSEWHERE = Duration.ofSeconds(5);

  private final Screen screen;
  private final String label;
  private final long total;
  private final LongSupplier nanoTime;
  private final long started;
  private long lastShown;

  ProgressBar(Screen screen, String label, long total) {
    this(screen, label, total, System::nanoTime);
  }

  ProgressBar(Screen screen, String label, long total, LongSupplier nanoTime) {
    this.screen = screen;
    this.label = label;
    this.total = total;
    this.nanoTime = nanoTime;
    started = nanoTime.getAsLong();
    lastShown = started;
  }

  /** So much is done. */
  void update(long done) {
    long now = nanoTime.getAsLong();
    Duration pause = screen.interactive() ? ON_TERMINAL : ELSEWHERE;
    if (now - lastShown < pause.toNanos()) {
      return;
    }
    lastShown = now;
    double part = total <= 0 ? 0 : Math.min(1, (double) done / total);
    String percent = String.format(Locale.ROOT, "%3.0f %%", 100 * part);
    if (screen.interactive()) {
      int filled = (int) (part * WIDTH);
      String bar = "#".repeat(filled) + ".".repeat(WIDTH - filled);
      screen.out().print("\r" + label + " [" + bar + "] " + percent + rate(done, now) + "   ");
      screen.out().flush();
    } else {
      screen.line(label + " " + percent + rate(done, now));
    }
  }

  /** All is done; returns how many there were per second. */
  long finish(long done) {
    long now = nanoTime.getAsLong();
    String clear = screen.interactive() ? "\r" : "";
    String seconds = String.format(Locale.ROOT, " in %.1f s", (now - started) / 1e9);
    screen.line(
        clear
            + label
            + ": "
            + Numbers.grouped(done)
            + " rows"
            + seconds
            + rate(done, now)
            + (screen.interactive() ? " ".repeat(WIDTH) : ""));
    return Numbers.perSecond(done, now - started);
  }

  private String rate(long done, long now) {
    return ", " + Numbers.grouped(Numbers.perSecond(done, now - started)) + " rows/s";
  }
}
