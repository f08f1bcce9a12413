package dev.rhei.core.route;

import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What became of the queries since the engine was opened.
 *
 * @param onOltp answered by SQLite
 * @param onOlap answered by the copy
 * @param givenUp begun on SQLite, and then answered by the copy because they took too long; counted
 *     in {@code onOlap} too
 * @param fallbacks failed by the copy, and then answered by SQLite; counted in {@code onOltp} too
 * @param tooStale for which the copy did not get fresh enough in time, and which SQLite answered;
 *     counted in {@code onOltp} too
 * @param lastFallbackOrNull the last of them; null if there was none
 * @param audit answers of the copy that were checked
 */
public record QueryStatus(
    long onOltp,
    long onOlap,
    long givenUp,
    long fallbacks,
    long tooStale,
    @Nullable Fallback lastFallbackOrNull,
    Audit audit) {
  /** Before the first query. */
  public static final QueryStatus NONE = new QueryStatus(0, 0, 0, 0, 0, null, new Audit(0, 0, 0));

  /** The last query that the copy failed; empty if there was none. */
  public Optional<Fallback> lastFallback() {
    return Optional.ofNullable(lastFallbackOrNull);
  }

  /**
   * A query that the copy failed.
   *
   * @param at when
   * @param sql the query, cut at 1 KiB
   * @param error why
   */
  public record Fallback(Instant at, String sql, Throwable error) {}

  /**
   * Answers that were compared with SQLite's.
   *
   * @param same equal ones
   * @param different others
   * @param skipped not compared: SQLite had moved on, the answer was too large, or too many waited
   */
  public record Audit(long same, long different, long skipped) {}
}
