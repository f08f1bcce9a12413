package dev.rhei;

import dev.rhei.core.route.QueryTarget;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What would become of a query now.
 *
 * @param target the engine that would answer
 * @param reason why, in words
 * @param olapSqlOrNull what the copy would run; null if SQLite would answer
 */
public record Explanation(QueryTarget target, String reason, @Nullable String olapSqlOrNull) {
  /** What the copy would run, in its own dialect; empty if SQLite would answer. */
  public Optional<String> olapSql() {
    return Optional.ofNullable(olapSqlOrNull);
  }
}
