package dev.rhei.router;

import dev.rhei.core.route.QueryPlan;
import dev.rhei.core.schema.SchemaRegistry;
import dev.rhei.core.statistics.StatisticsSource;
import java.util.IdentityHashMap;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What one query costs, for any values of its parameters. Immutable and thread-safe. */
final class CostModel {
  private final QueryFacts facts;
  private final Tables tables;
  private final List<PlanNode> plan;
  private final IdentityHashMap<PlanNode, Loop> loops;
  private final OutputCost output;
  private final Estimate any;
  private final boolean dependsOnValues;

  CostModel(
      QueryFacts facts, SchemaRegistry live, StatisticsSource statistics, QueryPlan queryPlan) {
    this.facts = facts;
    this.tables = new Tables(facts, live, statistics);
    this.output = OutputCost.of(facts, tables);
    this.plan = PlanReader.read(queryPlan, facts.sources().keySet());
    this.loops = OltpCost.bind(plan, facts, tables);
    Values values = Values.any();
    this.any = estimate(values);
    this.dependsOnValues = values.asked();
  }

  /** Bounds that hold for all values. */
  Estimate any() {
    return any;
  }

  /** Whether the values make a difference. */
  boolean dependsOnValues() {
    return dependsOnValues;
  }

  /** For these values, in the order of the placeholders. */
  Estimate of(List<? extends @Nullable Object> parameters) {
    return dependsOnValues ? estimate(Values.of(parameters)) : any;
  }

  private Estimate estimate(Values values) {
    OltpCost.Work work = OltpCost.of(plan, facts, tables, loops, values);
    Interval oltp = work.micros().plus(Interval.of(Costs.OLTP_STATEMENT));
    Interval olap = OlapCost.of(facts, tables, work.joined());
    return new Estimate(
        work.visited(),
        oltp.plus(work.rows().times(output.oltp())),
        olap.plus(work.rows().times(output.olap())));
  }

  /** What the first run on the copy takes in addition. */
  double planning() {
    return OlapCost.planning(facts);
  }

  /** Whether it is one search that finds one row at most. */
  boolean isLookUp() {
    return plan.size() == 1
        && plan.get(0).kind() == PlanNode.Kind.SEARCH
        && !plan.get(0).constraints().isEmpty()
        && any.visited().high() <= 1;
  }
}
