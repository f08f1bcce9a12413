package dev.rhei.examples;

import dev.rhei.core.route.QueryTarget;

/** What the two sides are called on the screen. */
final class EngineNames {
  private EngineNames() {}

  static String of(QueryTarget target) {
    return switch (target) {
      case OLTP -> "SQLite";
      case OLAP -> "DuckDB";
    };
  }
}
