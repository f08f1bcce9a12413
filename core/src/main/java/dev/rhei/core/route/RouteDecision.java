package dev.rhei.core.route;

import java.time.Duration;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Where a statement should run. Immutable; what only people want to know is put into words when
 * they ask.
 */
public final class RouteDecision {
  private static final Supplier<Optional<CostEstimate>> NO_ESTIMATE = Optional::empty;

  private final QueryTarget target;
  private final Supplier<String> reason;
  private final @Nullable Duration patience;
  private final Supplier<Optional<CostEstimate>> estimate;

  /**
   * A decision.
   *
   * @param reason in words
   * @param patience for SQLite: how long it may take to show its first rows before the copy is
   *     asked instead; null for as long as it takes
   * @param estimate what it rests on; empty if not on cost
   */
  public RouteDecision(
      QueryTarget target,
      Supplier<String> reason,
      @Nullable Duration patience,
      Supplier<Optional<CostEstimate>> estimate) {
    this.target = target;
    this.reason = reason;
    this.patience = patience;
    this.estimate = estimate;
  }

  /** To SQLite. */
  public static RouteDecision oltp(String reason) {
    return new RouteDecision(QueryTarget.OLTP, () -> reason, null, NO_ESTIMATE);
  }

  /** To the copy. */
  public static RouteDecision olap(String reason) {
    return new RouteDecision(QueryTarget.OLAP, () -> reason, null, NO_ESTIMATE);
  }

  /** The engine. */
  public QueryTarget target() {
    return target;
  }

  /** Why, in words. */
  public String reason() {
    return reason.get();
  }

  /** How long SQLite may take to show its first rows; null for as long as it takes. */
  public @Nullable Duration patienceOrNull() {
    return patience;
  }

  /** What the decision rests on; empty if not on cost. */
  public Optional<CostEstimate> estimate() {
    return estimate.get();
  }

  @Override
  public String toString() {
    return target + ": " + reason();
  }
}
