package dev.rhei.core.route;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a router knows of one statement's text, to be kept by its caller for as long as the copy's
 * tables, the schema and the statistics stay as they are. Thread-safe.
 */
public interface RoutedQuery {
  /** What is wanted: what the caller asks for, else what the text asks for. */
  QueryHint hint(QueryHint asked);

  /**
   * Where it should run with these parameters. Takes less than a microsecond.
   *
   * @param asked what the caller wants
   * @param parameters in the order of the placeholders, as SQLite's own types; may be empty unless
   *     {@link #needsValues}
   * @param behind whether the copy must catch up with SQLite before it may answer
   */
  RouteDecision decide(
      QueryHint asked, List<? extends @Nullable Object> parameters, boolean behind);

  /** Whether the decision may depend on the parameters' values. */
  boolean needsValues();

  /** Whether SQLite is chosen for all values, unless the caller gives a hint beside the text. */
  boolean isAlwaysOltp();

  /** What it would cost, whatever is wanted; empty if it was not looked into. */
  Optional<CostEstimate> estimate(List<? extends @Nullable Object> parameters);

  /** How SQLite would run it, as the decisions rest on; empty if that was not looked into. */
  QueryPlan plan();

  /** Remarks on the text that whoever wrote it should see. */
  List<String> remarks();

  /**
   * Tells how a run went, to correct the decisions to come.
   *
   * @param decision what was decided for that run
   * @param outcome how it ended
   * @param took until its first rows were there, or until it was given up
   */
  void learn(RouteDecision decision, Outcome outcome, Duration took);

  /**
   * The first terms of the query's ORDER BY that are columns of its result: rows that they do not
   * tell apart may come in any order.
   */
  List<OrderKey> order();

  /**
   * A column of a result.
   *
   * @param position from 0; -1 if it is known by its label only
   * @param label empty if it is known by its position
   */
  record OrderKey(int position, String label) {}

  /** How a run ended. */
  enum Outcome {
    /** SQLite answered. */
    OLTP_ANSWERED,
    /** SQLite was given up. */
    OLTP_GIVEN_UP,
    /** The copy answered. */
    OLAP_ANSWERED,
    /** The copy failed. */
    OLAP_FAILED
  }
}
