package dev.rhei.core.route;

import dev.rhei.core.schema.SchemaRegistry;

/** Decides by a statement's text where it should run. Thread-safe; decisions are cached. */
public interface QueryRouter {
  /**
   * The engine for this statement.
   *
   * @param sql any statement, valid or not
   * @param hint what the caller wants
   * @param live the tables that the copy can answer for
   */
  RouteDecision route(String sql, QueryHint hint, SchemaRegistry live);

  /**
   * Facts about the statement that decide how SQLite must run it.
   *
   * @param sql any statement, valid or not
   */
  StatementKind kind(String sql);
}
