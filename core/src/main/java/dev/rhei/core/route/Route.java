package dev.rhei.core.route;

/**
 * How a result came about.
 *
 * @param target who answered
 * @param reason why, in words
 * @param sequence on the copy: the answer holds every change up to this position of the log, and
 *     none after it. On SQLite, whose answer is always the current state: -1
 */
public record Route(QueryTarget target, String reason, long sequence) {
  /** Answered by SQLite, as of now. */
  public static Route oltp(String reason) {
    return new Route(QueryTarget.OLTP, reason, -1);
  }
}
