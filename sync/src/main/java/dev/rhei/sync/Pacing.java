package dev.rhei.sync;

import java.time.Duration;

/**
 * The rest between two cycles while nobody waits for one: in proportion to what the cycle took, so
 * that a stream of small commits shares cycles and leaves the cores to its writers. Pure.
 *
 * @param longest the rest is never longer
 */
record Pacing(Duration longest) {
  /** A commit in a steady stream waits for half of a period and then a cycle. */
  private static final double SHARE = 0.5;

  Duration restAfter(Duration cycle) {
    Duration rest = Duration.ofNanos((long) (cycle.toNanos() * SHARE));
    return rest.compareTo(longest) > 0 ? longest : rest;
  }
}
