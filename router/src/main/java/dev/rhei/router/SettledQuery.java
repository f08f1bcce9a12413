package dev.rhei.router;

import dev.rhei.core.route.CostEstimate;
import dev.rhei.core.route.QueryHint;
import dev.rhei.core.route.QueryPlan;
import dev.rhei.core.route.RouteDecision;
import dev.rhei.core.route.RoutedQuery;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A statement that SQLite runs whatever it costs: because nobody else can, or nothing is read. */
final class SettledQuery implements RoutedQuery {
  private final HintComment comment;
  private final RouteDecision decision;
  private final boolean movable;

  private SettledQuery(HintComment comment, RouteDecision decision, boolean movable) {
    this.comment = comment;
    this.decision = decision;
    this.movable = movable;
  }

  /** Only SQLite can run it, for this reason. */
  static SettledQuery onlySqlite(HintComment comment, String reason) {
    return new SettledQuery(comment, RouteDecision.oltp(reason), false);
  }

  /** A hint may take it to the copy. */
  static SettledQuery unlessAsked(HintComment comment, String reason) {
    return new SettledQuery(comment, RouteDecision.oltp(reason), true);
  }

  @Override
  public QueryHint hint(QueryHint asked) {
    return asked == QueryHint.AUTO ? comment.hint() : asked;
  }

  @Override
  public RouteDecision decide(
      QueryHint asked, List<? extends @Nullable Object> parameters, boolean behind) {
    QueryHint hint = hint(asked);
    boolean moved = movable && (hint == QueryHint.OLAP || hint == QueryHint.PREFER_OLAP);
    return moved ? CostedQuery.OLAP_ASKED : decision;
  }

  @Override
  public boolean needsValues() {
    return false;
  }

  @Override
  public boolean isAlwaysOltp() {
    return comment.hint() == QueryHint.AUTO || comment.hint() == QueryHint.OLTP;
  }

  @Override
  public Optional<CostEstimate> estimate(List<? extends @Nullable Object> parameters) {
    return Optional.empty();
  }

  @Override
  public List<String> remarks() {
    return comment.remark().isEmpty() ? List.of() : List.of(comment.remark());
  }

  @Override
  public void learn(RouteDecision made, Outcome outcome, Duration took) {}

  @Override
  public QueryPlan plan() {
    return QueryPlan.NONE;
  }

  @Override
  public List<OrderKey> order() {
    return List.of();
  }
}
