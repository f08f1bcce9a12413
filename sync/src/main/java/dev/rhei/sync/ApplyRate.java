package dev.rhei.sync;

import java.time.Duration;

/** Changes applied per second of the cycles' own time, over the last of it. Thread-safe. */
final class ApplyRate {
  /** When this much is counted, all of it weighs half: the past fades, and nothing is kept. */
  private static final double HALVED_AFTER_SECONDS = 2;

  private double changes;
  private double seconds;

  synchronized void applied(long more, Duration took) {
    if (more > 0) {
      changes += more;
      seconds += took.toNanos() / 1e9;
      if (seconds > HALVED_AFTER_SECONDS) {
        changes /= 2;
        seconds /= 2;
      }
    }
  }

  synchronized double perSecond() {
    return seconds == 0 ? 0 : changes / seconds;
  }
}
