package dev.rhei.sync;

import java.time.Duration;

/** Pauses after failures: 100 ms, doubled each time up to 30 s. Used by one thread. */
final class Backoff {
  private static final Duration FIRST = Duration.ofMillis(100);
  private static final Duration LONGEST = Duration.ofSeconds(30);

  private Duration next = FIRST;

  Duration failed() {
    Duration pause = next;
    Duration doubled = next.multipliedBy(2);
    next = doubled.compareTo(LONGEST) < 0 ? doubled : LONGEST;
    return pause;
  }

  void succeeded() {
    next = FIRST;
  }
}
