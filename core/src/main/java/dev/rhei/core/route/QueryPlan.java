package dev.rhei.core.route;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * How SQLite would run a query, as EXPLAIN QUERY PLAN tells it.
 *
 * @param steps in SQLite's order: parents before children
 */
public record QueryPlan(List<Step> steps) {
  /** No plan. */
  public static final QueryPlan NONE = new QueryPlan(List.of());

  /** Copies the list. */
  public QueryPlan {
    steps = List.copyOf(steps);
  }

  /**
   * A step.
   *
   * @param id of this step
   * @param parent id of the step that it is a part of; 0 for none
   * @param detail in SQLite's words
   */
  public record Step(int id, int parent, String detail) {}

  /** Whether rows of a table are read in the order of an index that is not its key. */
  public boolean readsIndex() {
    return steps.stream().anyMatch(step -> step.detail().contains("INDEX"));
  }

  /** A line for each step, indented under what it is a part of. */
  @Override
  public String toString() {
    Map<Integer, Integer> depths = new HashMap<>();
    StringBuilder text = new StringBuilder();
    for (Step step : steps) {
      int depth = depths.getOrDefault(step.parent(), -1) + 1;
      depths.put(step.id(), depth);
      text.append("  ".repeat(depth)).append(step.detail()).append('\n');
    }
    return text.toString();
  }
}
