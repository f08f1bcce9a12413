package dev.rhei.router;

import dev.rhei.core.route.CostEstimate;
import dev.rhei.core.route.QueryHint;
import dev.rhei.core.route.QueryPlan;
import dev.rhei.core.route.QueryTarget;
import dev.rhei.core.route.RouteDecision;
import dev.rhei.core.route.RoutedQuery;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A query that either engine can answer. Where the bounds of the estimates leave no doubt, for any
 * values, the decision is made once; else for each run, and if SQLite may turn out slower than the
 * copy, it gets as long as the copy would take, and no longer.
 */
final class CostedQuery implements RoutedQuery {
  private static final RouteDecision OLTP_ASKED = RouteDecision.oltp("asked for SQLite");
  static final RouteDecision OLAP_ASKED = RouteDecision.olap("asked for the copy");

  /** What a first try on SQLite may cost, as a part of what the copy takes. */
  private static final double TRY = 0.5;

  /** So much slower at least that no run of the copy could make it worth a doubt. */
  private static final double SURE = 4;

  /** Runs of the copy of which the last tells what it takes: the first is planned. */
  private static final int TELLING = 2;

  private final HintComment comment;
  private final List<OrderKey> order;
  private final String names;
  private final QueryPlan plan;
  private final CostModel costs;
  private final boolean learns;
  private final Experience experience = new Experience();
  private final @Nullable RouteDecision sure;

  CostedQuery(
      HintComment comment,
      List<OrderKey> order,
      String names,
      QueryPlan plan,
      CostModel costs,
      boolean learns) {
    this.comment = comment;
    this.order = order;
    this.names = names;
    this.plan = plan;
    this.costs = costs;
    this.learns = learns;
    this.sure = sure(costs.any());
  }

  @Override
  public QueryHint hint(QueryHint asked) {
    return asked == QueryHint.AUTO ? comment.hint() : asked;
  }

  @Override
  public RouteDecision decide(
      QueryHint asked, List<? extends @Nullable Object> parameters, boolean behind) {
    return switch (hint(asked)) {
      case OLTP -> OLTP_ASKED;
      case OLAP, PREFER_OLAP -> OLAP_ASKED;
      case AUTO -> byCost(parameters, behind);
    };
  }

  private RouteDecision byCost(List<? extends @Nullable Object> parameters, boolean behind) {
    if (sure != null && sure.target() == QueryTarget.OLTP) {
      return sure;
    }
    Experience.State known = experience.now();
    if (experience.skips()) {
      return RouteDecision.oltp(
          "the copy failed on this query "
              + (known.failures() == 1 ? "the last time" : known.failures() + " times in a row")
              + "; it will be asked again");
    }
    return sure != null ? sure : choose(costs.of(parameters), known, behind);
  }

  /** Null if it depends. */
  private @Nullable RouteDecision sure(Estimate any) {
    if (any.oltp().high() <= any.olap().low()) {
      return few(any);
    }
    return any.oltp().low() >= SURE * any.olap().high() + costs.planning() + Costs.CYCLE
        ? decision(
            QueryTarget.OLAP,
            () -> "SQLite would visit " + rows(any),
            null,
            any,
            Experience.State.NEW)
        : null;
  }

  /** Whatever the copy takes, SQLite takes less. */
  private RouteDecision few(Estimate estimate) {
    return decision(
        QueryTarget.OLTP,
        () -> costs.isLookUp() ? "look-up by key in " + names : "SQLite visits " + rows(estimate),
        null,
        estimate,
        Experience.State.NEW);
  }

  private RouteDecision choose(Estimate estimate, Experience.State known, boolean behind) {
    if (estimate.oltp().high() <= estimate.olap().low()) {
      return few(estimate);
    }
    double oltp = estimate.oltp().middle() * known.oltp();
    double price =
        estimate.olap().middle() * known.olap()
            + (known.olapRuns() == 0 ? costs.planning() : 0)
            + (behind ? Costs.CYCLE : 0);
    boolean oltpWins = oltp <= price;
    boolean oltpTried = !learns || known.oltpRuns() > 0;
    boolean olapTried = !learns || known.olapRuns() >= TELLING;
    if (oltpWins && !olapTried && known.oltpSpent() > 2 * (price + costs.planning())) {
      return decision(
          QueryTarget.OLAP,
          () ->
              "SQLite visits "
                  + rows(estimate)
                  + " in "
                  + Words.millis(oltp)
                  + "; the copy is tried, too",
          null,
          estimate,
          known);
    }
    if (oltpWins) {
      return decision(
          QueryTarget.OLTP,
          () ->
              "SQLite visits "
                  + rows(estimate)
                  + " in "
                  + Words.millis(oltp)
                  + copyTakes(price, behind),
          Estimate.duration(price),
          estimate,
          known);
    }
    if (!oltpTried && estimate.oltp().low() <= price * TRY) {
      return decision(
          QueryTarget.OLTP,
          () -> "SQLite visits " + rows(estimate) + " and is tried" + copyTakes(price, behind),
          Estimate.duration(price * TRY),
          estimate,
          known);
    }
    return decision(
        QueryTarget.OLAP,
        () ->
            "SQLite would visit "
                + rows(estimate)
                + " in "
                + Words.millis(oltp)
                + copyTakes(price, behind),
        null,
        estimate,
        known);
  }

  private String rows(Estimate estimate) {
    return Words.rows(estimate.visited()) + " of " + names;
  }

  private static String copyTakes(double price, boolean behind) {
    return "; the copy takes "
        + Words.millis(price)
        + (behind ? ", the sync it needs included" : "");
  }

  private static RouteDecision decision(
      QueryTarget target,
      Supplier<String> reason,
      @Nullable Duration patience,
      Estimate estimate,
      Experience.State known) {
    return new RouteDecision(target, reason, patience, () -> Optional.of(shown(estimate, known)));
  }

  private static CostEstimate shown(Estimate estimate, Experience.State known) {
    return estimate.shown(
        estimate.oltp().middle() * known.oltp(), estimate.olap().middle() * known.olap());
  }

  @Override
  public boolean isAlwaysOltp() {
    boolean here = sure != null && sure.target() == QueryTarget.OLTP;
    return comment.hint() == QueryHint.OLTP || (here && comment.hint() == QueryHint.AUTO);
  }

  @Override
  public boolean needsValues() {
    return sure == null && costs.dependsOnValues();
  }

  @Override
  public Optional<CostEstimate> estimate(List<? extends @Nullable Object> parameters) {
    return Optional.of(shown(costs.of(parameters), experience.now()));
  }

  @Override
  public List<String> remarks() {
    return comment.remark().isEmpty() ? List.of() : List.of(comment.remark());
  }

  @Override
  public QueryPlan plan() {
    return plan;
  }

  @Override
  public List<OrderKey> order() {
    return order;
  }

  @Override
  public void learn(RouteDecision decision, Outcome outcome, Duration took) {
    if (outcome == Outcome.OLAP_FAILED) {
      experience.olapFailed();
      return;
    }
    CostEstimate estimate = decision.estimate().orElse(null);
    if (!learns || estimate == null) {
      if (outcome == Outcome.OLAP_ANSWERED) {
        experience.olapWorked();
      }
      return;
    }
    double micros = Estimate.micros(took);
    switch (outcome) {
      case OLTP_ANSWERED -> experience.oltpAnswered(Estimate.interval(estimate.oltp()), micros);
      case OLTP_GIVEN_UP -> experience.oltpGivenUp(Estimate.interval(estimate.oltp()), micros);
      case OLAP_ANSWERED -> experience.olapAnswered(Estimate.interval(estimate.olap()), micros);
      case OLAP_FAILED -> {}
    }
  }
}
