package dev.rhei.core.engine;

import dev.rhei.core.schema.SchemaRegistry;
import java.util.List;

/**
 * Rewrites SQLite's SQL so that another engine returns SQLite's answer: rows, values, types,
 * labels, order. Works from a list of what is understood; everything else is refused. Thread-safe,
 * without state: callers cache.
 */
@FunctionalInterface
public interface QueryTranslator {
  /**
   * Translates one query.
   *
   * @param sql as the application wrote it
   * @param parameterKinds what the parameters are, in the order given; NULL parameters are TEXT
   * @param schemas the tables that the copy holds
   */
  Translation translate(String sql, List<ValueKind> parameterKinds, SchemaRegistry schemas);
}
