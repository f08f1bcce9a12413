package dev.rhei.core.engine;

import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * How an engine runs one query.
 *
 * @param timeoutOrNull how long it may run until its last row is read; null for no limit
 */
public record QueryOptions(@Nullable Duration timeoutOrNull) {
  /** No limit. */
  public static final QueryOptions DEFAULT = new QueryOptions(null);

  /** How long the query may run; empty for no limit. */
  public Optional<Duration> timeout() {
    return Optional.ofNullable(timeoutOrNull);
  }
}
