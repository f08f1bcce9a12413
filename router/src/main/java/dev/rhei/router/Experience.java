package dev.rhei.router;

/**
 * What the runs of one query taught: by which factor either engine is off the middle of its
 * estimate. One factor for all parameters, so it carries over from one to another. Bounded: no run
 * moves it by more than a part of the way, and never beyond its limits. Thread-safe.
 */
final class Experience {
  private static final double FIRST = 0.8;
  private static final double LATER = 0.3;
  private static final double LIMIT = 100;

  /** A run that is given up would have taken longer, who knows how much. */
  private static final double GIVEN_UP = 1.5;

  private static final int MOST_SKIPPED = 64;

  private volatile State state = State.NEW; // set under this
  private int skip; // guarded by this

  /**
   * What is known.
   *
   * @param oltp factor of SQLite
   * @param olap factor of the copy
   * @param oltpRuns timed runs on SQLite, those given up included
   * @param oltpSpent microseconds that they took
   * @param olapRuns runs that the copy answered
   * @param failures of the copy, one after another
   */
  record State(
      double oltp, double olap, long oltpRuns, double oltpSpent, long olapRuns, int failures) {
    /** Before the first run. */
    static final State NEW = new State(1, 1, 0, 0, 0, 0);
  }

  State now() {
    return state;
  }

  /** SQLite answered. */
  synchronized void oltpAnswered(Interval estimate, double micros) {
    State old = state;
    double factor = moved(old.oltp, micros / estimate.middle(), old.oltpRuns == 0);
    ran(old, factor, micros);
  }

  /** SQLite was given up after that time. */
  synchronized void oltpGivenUp(Interval estimate, double micros) {
    State old = state;
    double atLeast = limited(micros * GIVEN_UP / estimate.middle());
    ran(old, Math.max(old.oltp, atLeast), micros);
  }

  private void ran(State old, double oltp, double micros) {
    state =
        new State(
            oltp, old.olap, old.oltpRuns + 1, old.oltpSpent + micros, old.olapRuns, old.failures);
  }

  /** The copy answered. The first run is planned, so its time says nothing of those to come. */
  synchronized void olapAnswered(Interval estimate, double micros) {
    State old = state;
    double olap =
        old.olapRuns == 0
            ? old.olap
            : moved(old.olap, micros / estimate.middle(), old.olapRuns == 1);
    state = new State(old.oltp, olap, old.oltpRuns, old.oltpSpent, old.olapRuns + 1, 0);
  }

  /** The copy answered, and nothing is to be learnt from it. */
  synchronized void olapWorked() {
    State old = state;
    state = new State(old.oltp, old.olap, old.oltpRuns, old.oltpSpent, old.olapRuns, 0);
  }

  /** The copy failed, and will be left alone for a while: twice as long each time. */
  synchronized void olapFailed() {
    State old = state;
    int failures = Math.min(30, old.failures + 1);
    skip = Math.min(MOST_SKIPPED, 1 << (failures - 1));
    state = new State(old.oltp, old.olap, old.oltpRuns, old.oltpSpent, old.olapRuns, failures);
  }

  /** Whether the copy is left alone this time, because it failed before. */
  boolean skips() {
    return state.failures > 0 && takeSkip();
  }

  private synchronized boolean takeSkip() {
    if (skip > 0) {
      skip--;
      return true;
    }
    return false;
  }

  private static double moved(double from, double to, boolean first) {
    return limited(from * Math.pow(limited(to) / from, first ? FIRST : LATER));
  }

  private static double limited(double factor) {
    return Math.min(LIMIT, Math.max(1 / LIMIT, factor));
  }
}
