package dev.rhei.router;

import dev.rhei.core.internal.Problems;
import dev.rhei.core.route.QueryHint;
import dev.rhei.core.route.QueryRouter;
import dev.rhei.core.route.RouteDecision;
import dev.rhei.core.route.StatementKind;
import dev.rhei.core.schema.SchemaRegistry;

/**
 * Routes by what a statement's syntax tree says about it.
 *
 * <ul>
 *   <li>To SQLite whatever the hint: writes, DDL, transactions, PRAGMA, whatever names a table that
 *       is not in the registry (views, unregistered or quarantined tables, other schemas than
 *       {@code main}, table functions), and text that cannot be analysed or is not worth it (over
 *       64 KiB, over 200 nested parentheses).
 *   <li>{@link QueryHint#OLTP}: to SQLite. {@link QueryHint#PREFER_OLAP} and {@link
 *       QueryHint#OLAP}: to the copy, look-ups and queries without a table too. A decision for
 *       SQLite under {@code OLAP} means that the copy cannot answer; its reason says why, and the
 *       caller raises the error.
 *   <li>{@link QueryHint#AUTO}: look-ups by key and plain reads to SQLite; aggregates, GROUP BY,
 *       HAVING, DISTINCT, joins, window functions, common table expressions, set operations and
 *       subqueries to the copy.
 * </ul>
 *
 * <p>Never fails on any text. Thread-safe; what is learnt about a text is cached, 1,000 texts by
 * default.
 */
public final class SqlParserRouter implements QueryRouter {
  /** How many statement texts are remembered unless told otherwise. */
  public static final int DEFAULT_CACHED_STATEMENTS = 1_000;

  private final PlanCache cache;

  /** A router that remembers {@value #DEFAULT_CACHED_STATEMENTS} statement texts. */
  public SqlParserRouter() {
    this(DEFAULT_CACHED_STATEMENTS);
  }

  /**
   * A router that remembers so many statement texts.
   *
   * @throws dev.rhei.core.error.HtapException CONFIG_INVALID if it is negative
   */
  public SqlParserRouter(int cachedStatements) {
    new Problems("SqlParserRouter")
        .require(
            cachedStatements >= 0,
            "cachedStatements",
            cachedStatements,
            "must be at least 0, which remembers none")
        .throwIfAny();
    cache = new PlanCache(cachedStatements);
  }

  @Override
  public RouteDecision route(String sql, QueryHint hint, SchemaRegistry live) {
    return RoutingPolicy.decide(cache.facts(sql), hint, live);
  }

  /** The statement's kind by its verb; scans no further than that and caches nothing. */
  @Override
  public StatementKind kind(String sql) {
    return SqlVerb.kind(sql);
  }
}
