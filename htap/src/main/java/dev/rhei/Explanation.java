package dev.rhei;

import dev.rhei.core.route.CostEstimate;
import dev.rhei.core.route.QueryPlan;
import dev.rhei.core.route.QueryTarget;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What would become of a query now. As text, for people: {@link #toString}.
 *
 * @param target the engine that would answer
 * @param reason why, in words
 * @param estimateOrNull what it would cost on either side; null if that was not looked into
 * @param olapSqlOrNull what the copy would run; null if it cannot answer
 * @param refusal why the copy cannot answer; empty if it can
 * @param oltpPlan how SQLite would run it; empty for what is no query
 * @param remarks on the query and on what became of it so far
 */
public record Explanation(
    QueryTarget target,
    String reason,
    @Nullable CostEstimate estimateOrNull,
    @Nullable String olapSqlOrNull,
    String refusal,
    QueryPlan oltpPlan,
    List<String> remarks) {
  /** Copies the list. */
  public Explanation {
    remarks = List.copyOf(remarks);
  }

  /** What it would cost on either side; empty if that was not looked into. */
  public Optional<CostEstimate> estimate() {
    return Optional.ofNullable(estimateOrNull);
  }

  /** What the copy would run, in its own dialect; empty if it cannot answer. */
  public Optional<String> olapSql() {
    return Optional.ofNullable(olapSqlOrNull);
  }

  @Override
  public String toString() {
    StringBuilder text = new StringBuilder();
    text.append(target == QueryTarget.OLAP ? "the copy answers: " : "SQLite answers: ");
    text.append(reason).append('\n');
    for (String remark : remarks) {
      text.append("remark: ").append(remark).append('\n');
    }
    CostEstimate estimate = estimateOrNull;
    if (estimate != null) {
      text.append("SQLite would visit ").append(rows(estimate));
      text.append(" in ").append(time(estimate.oltp()));
      text.append("; the copy would take ").append(time(estimate.olap())).append('\n');
    }
    if (!oltpPlan.steps().isEmpty()) {
      text.append("SQLite's plan:\n").append(oltpPlan.toString().indent(2));
    }
    if (olapSqlOrNull != null) {
      text.append("SQL of the copy: ").append(olapSqlOrNull).append('\n');
    } else if (!refusal.isEmpty()) {
      text.append("the copy cannot answer: ").append(refusal).append('\n');
    }
    return text.toString();
  }

  private static String rows(CostEstimate estimate) {
    return estimate.fewestRows() == estimate.mostRows()
        ? String.format(Locale.ROOT, "%,d rows", estimate.mostRows())
        : String.format(Locale.ROOT, "%,d to %,d rows", estimate.fewestRows(), estimate.mostRows());
  }

  private static String time(CostEstimate.Time time) {
    return millis(time.least())
        + " to "
        + millis(time.most())
        + " ms, probably "
        + millis(time.expected())
        + " ms";
  }

  private static String millis(Duration time) {
    double millis = time.toNanos() / 1e6;
    String form = millis >= 10 ? "%,.0f" : millis >= 1 ? "%.1f" : "%.3f";
    return String.format(Locale.ROOT, form, millis);
  }
}
