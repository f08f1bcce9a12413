package dev.rhei.router;

import dev.rhei.core.error.ErrorCode;
import dev.rhei.core.error.HtapException;
import dev.rhei.core.route.QueryHint;
import dev.rhei.core.route.QueryPlan;
import dev.rhei.core.route.QueryPlanner;
import dev.rhei.core.route.QueryRouter;
import dev.rhei.core.route.RoutedQuery;
import dev.rhei.core.route.StatementKind;
import dev.rhei.core.schema.SchemaRegistry;
import dev.rhei.core.statistics.StatisticsSource;
import dev.rhei.router.QueryFacts.TableReference;
import dev.rhei.sql.SqlVerb;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Routes by what a query would cost on either side: SQLite's own plan and the sizes of the tables
 * tell how many rows it would visit, and the copy's cost is nearly the same whatever is asked.
 *
 * <ul>
 *   <li>To SQLite whatever the hint: writes, DDL, transactions, PRAGMA, whatever names a table that
 *       is not in the registry (unregistered or quarantined tables, other schemas than {@code
 *       main}, most table functions), and text that cannot be read or is not worth it: over 64 KiB,
 *       or nested deeper than 400 expressions.
 *   <li>{@link QueryHint#OLTP}: to SQLite. {@link QueryHint#PREFER_OLAP} and {@link
 *       QueryHint#OLAP}: to the copy. A decision for SQLite under {@code OLAP} means that the copy
 *       cannot answer; its reason says why, and the caller raises the error. A leading comment
 *       {@code /*+ olap *}{@code /} does the same, unless the caller gives a hint.
 *   <li>{@link QueryHint#AUTO}: by cost.
 * </ul>
 *
 * <p>Never fails on any text. Thread-safe; keeps nothing but what a {@link RoutedQuery} learns.
 */
public final class CostRouter implements QueryRouter {
  private final QueryPlanner planner;
  private final boolean learns;

  /**
   * A router.
   *
   * @param planner of the database of record
   * @param learns whether decisions are corrected by what runs of the same query took
   */
  public CostRouter(QueryPlanner planner, boolean learns) {
    this.planner = planner;
    this.learns = learns;
  }

  @Override
  public RoutedQuery prepare(String sql, SchemaRegistry live, StatisticsSource statistics) {
    StatementFacts facts = StatementFacts.of(sql, live);
    HintComment comment = HintComment.of(sql);
    QueryFacts query = facts.query();
    Optional<String> obstacle = whyOnlySqlite(facts, live);
    if (query == null || obstacle.isPresent()) {
      return SettledQuery.onlySqlite(comment, obstacle.orElse("not a query"));
    }
    if (query.uses() == 0) {
      return SettledQuery.unlessAsked(comment, "reads no table");
    }
    QueryPlan plan;
    try {
      plan = planner.plan(sql);
    } catch (HtapException e) {
      if (e.code() != ErrorCode.SQL_INVALID && e.code() != ErrorCode.SQL_REFUSED) {
        throw e;
      }
      return SettledQuery.onlySqlite(comment, "SQLite cannot prepare it");
    }
    String names =
        query.tables().stream().map(TableReference::name).collect(Collectors.joining(", "));
    CostModel costs = new CostModel(query, live, statistics, plan);
    return new CostedQuery(comment, query.shape().order(), names, plan, costs, learns);
  }

  private static Optional<String> whyOnlySqlite(StatementFacts facts, SchemaRegistry live) {
    String notAQuery =
        switch (facts.kind()) {
          case QUERY -> "";
          case WRITE -> "a write";
          case DDL -> "a change of the schema";
          case TRANSACTION -> "transaction control";
          case OTHER -> "not a query";
        };
    if (!notAQuery.isEmpty()) {
      return Optional.of(notAQuery);
    }
    QueryFacts query = facts.query();
    if (query == null) {
      return Optional.of("not read: " + facts.unread());
    }
    for (TableReference table : query.tables()) {
      if (Tables.find(table, live).isEmpty()) {
        return Optional.of("reads " + table + ", which is not on the copy");
      }
    }
    return Optional.empty();
  }

  /** The statement's kind by its verb; scans no further than that. */
  @Override
  public StatementKind kind(String sql) {
    return StatementKind.ofVerb(SqlVerb.of(sql));
  }
}
