package dev.rhei.sync;

import java.time.Duration;

/**
 * The rest between two cycles while nobody waits for one: in proportion to what the cycle took
 * beyond the least that a cycle takes, so that a stream of many commits shares cycles and leaves
 * the cores to its writers, and one of few commits is followed closely. Pure.
 *
 * @param longest the rest is never longer
 */
record Pacing(Duration longest) {
  /**
   * A short cycle needs no rest: at 1,000 commits a second on two cores, half of them updates of
   * random rows among a million, commits were visible after 3.4 ms at the median and 18 ms at the
   * 99th percentile; after 7 to 9 and 24 to 28 ms with 2 ms here, and after 8 to 11 ms at the
   * median with a rest of half of every cycle. Writers at full speed pay for it: with the replay
   * beside them, updates ran at 0.55, 0.60 and 0.70 of the raw driver's rate, inserts at 0.52 and
   * 0.53 (single runs).
   */
  private static final Duration FREE = Duration.ofMillis(8);

  private static final double SHARE = 0.5;

  Duration restAfter(Duration cycle) {
    long beyond = Math.max(0, cycle.minus(FREE).toNanos());
    Duration rest = Duration.ofNanos((long) (beyond * SHARE));
    return rest.compareTo(longest) > 0 ? longest : rest;
  }
}
