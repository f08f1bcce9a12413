package dev.rhei;

import dev.rhei.core.error.HtapException;
import dev.rhei.core.route.QueryStatus;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;

/** Counts what becomes of the queries. Thread-safe; counting costs a few nanoseconds. */
final class QueryCounts {
  private final LongAdder onOltp = new LongAdder();
  private final LongAdder onOlap = new LongAdder();
  private final LongAdder givenUp = new LongAdder();
  private final LongAdder fallbacks = new LongAdder();
  private final LongAdder tooStale = new LongAdder();
  private volatile QueryStatus.@Nullable Fallback lastFallback;

  void oltpAnswers() {
    onOltp.increment();
  }

  void olapAnswers() {
    onOlap.increment();
  }

  void gaveUp() {
    givenUp.increment();
  }

  void fellBack(String sql, HtapException error) {
    lastFallback = new QueryStatus.Fallback(Instant.now(), HtapException.sqlForMessage(sql), error);
    fallbacks.increment();
  }

  void tooStale() {
    tooStale.increment();
  }

  /** What happened to that query, as far as it is remembered. */
  List<String> remarks(String sql) {
    QueryStatus.Fallback last = lastFallback;
    return last == null || !last.sql().equals(HtapException.sqlForMessage(sql))
        ? List.of()
        : List.of("the copy failed on it at " + last.at() + ": " + last.error().getMessage());
  }

  QueryStatus status(QueryStatus.Audit audit) {
    return new QueryStatus(
        onOltp.sum(),
        onOlap.sum(),
        givenUp.sum(),
        fallbacks.sum(),
        tooStale.sum(),
        lastFallback,
        audit);
  }
}
