package dev.rhei;

import dev.rhei.core.engine.Cancellation;
import dev.rhei.core.engine.QueryOptions;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** What is left of a query's time, and who may end it, for each engine that tries. */
final class Deadline {
  private static final long LEAST = 1_000_000; // nanoseconds

  private final @Nullable Duration limit;
  private final @Nullable Cancellation cancellation;
  private final long started;

  Deadline(Query query) {
    limit = query.timeoutOrNull();
    cancellation = query.cancellationOrNull();
    started = limit == null ? 0 : System.nanoTime();
  }

  /** The lesser of this time and what is left. */
  Duration atMost(Duration time) {
    Duration left = options().timeoutOrNull();
    return left == null || left.compareTo(time) > 0 ? time : left;
  }

  boolean isOver() {
    return limit != null && left(limit) <= LEAST;
  }

  QueryOptions options() {
    if (limit == null) {
      return cancellation == null ? QueryOptions.DEFAULT : new QueryOptions(null, cancellation);
    }
    return new QueryOptions(Duration.ofNanos(Math.max(LEAST, left(limit))), cancellation);
  }

  private long left(Duration whole) {
    return whole.toNanos() - (System.nanoTime() - started);
  }
}
