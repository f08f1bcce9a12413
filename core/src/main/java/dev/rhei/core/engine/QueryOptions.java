package dev.rhei.core.engine;

import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * How an engine runs one query.
 *
 * @param timeoutOrNull how long it may run until its last row is read; null for no limit
 * @param cancellationOrNull by which others can end it; null if nobody can
 */
public record QueryOptions(
    @Nullable Duration timeoutOrNull, @Nullable Cancellation cancellationOrNull) {
  /** No limit. */
  public static final QueryOptions DEFAULT = new QueryOptions(null, null);

  /** A limit only. */
  public QueryOptions(@Nullable Duration timeoutOrNull) {
    this(timeoutOrNull, null);
  }

  /** How long the query may run; empty for no limit. */
  public Optional<Duration> timeout() {
    return Optional.ofNullable(timeoutOrNull);
  }

  /** By which others can end it; empty if nobody can. */
  public Optional<Cancellation> cancellation() {
    return Optional.ofNullable(cancellationOrNull);
  }
}
