package dev.rhei.core.sync;

import dev.rhei.core.route.QueryStatus;
import dev.rhei.core.schema.Identifier;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The state of the replay at one instant.
 *
 * @param running whether the background loop is on
 * @param latestSequence position of the last committed change
 * @param appliedSequence position the copy stands at
 * @param lagEvents positions between the two
 * @param lag how long the oldest change that is not yet applied has been known; zero if there is
 *     none
 * @param cycles cycles that changed the copy since open
 * @param queries what became of the queries
 * @param tables the registered tables
 * @param lastErrorOrNull the last failure and when; null if there was none since open
 */
public record SyncStatus(
    boolean running,
    long latestSequence,
    long appliedSequence,
    long lagEvents,
    Duration lag,
    long cycles,
    QueryStatus queries,
    List<TableStatus> tables,
    @Nullable Failure lastErrorOrNull) {

  /** Copies the list. */
  public SyncStatus {
    tables = List.copyOf(tables);
  }

  /**
   * A failure of the replay.
   *
   * @param at when
   * @param error what
   */
  public record Failure(Instant at, Throwable error) {}

  /** Queries since open that the copy failed and SQLite answered. */
  public long olapFallbacks() {
    return queries.fallbacks();
  }

  /** The last failure since open. */
  public Optional<Failure> lastError() {
    return Optional.ofNullable(lastErrorOrNull);
  }

  /** The status of one table, if it is registered. */
  public Optional<TableStatus> table(String name) {
    return tables.stream().filter(t -> Identifier.same(t.table(), name)).findFirst();
  }
}
