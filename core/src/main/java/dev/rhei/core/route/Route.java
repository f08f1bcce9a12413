package dev.rhei.core.route;

import java.time.Duration;

/**
 * How a result came about.
 *
 * @param target who answered
 * @param reason why, in words
 * @param sequence on the copy: the answer holds every change up to this position of the log, and
 *     none after it. On SQLite, whose answer is always the current state: -1
 * @param staleness the answer misses no commit that was made longer than this before the query
 *     began, as far as a look at the SQLite file finds it; zero on SQLite, and where the latest
 *     state was asked for
 * @param waited how long the query waited for the copy to become fresh enough
 */
public record Route(
    QueryTarget target, String reason, long sequence, Duration staleness, Duration waited) {
  /** Answered by SQLite, as of now. */
  public static Route oltp(String reason) {
    return oltp(reason, Duration.ZERO);
  }

  /** Answered by SQLite, as of now, after the query had waited for the copy. */
  public static Route oltp(String reason, Duration waited) {
    return new Route(QueryTarget.OLTP, reason, -1, Duration.ZERO, waited);
  }
}
