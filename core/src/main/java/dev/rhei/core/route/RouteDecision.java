package dev.rhei.core.route;

/**
 * Where a statement should run.
 *
 * @param target the engine
 * @param reason in words
 */
public record RouteDecision(QueryTarget target, String reason) {
  /** To SQLite. */
  public static RouteDecision oltp(String reason) {
    return new RouteDecision(QueryTarget.OLTP, reason);
  }

  /** To the copy. */
  public static RouteDecision olap(String reason) {
    return new RouteDecision(QueryTarget.OLAP, reason);
  }
}
