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
 * @param lagBytes about how many bytes the log takes for them; from a sample
 * @param lag how long the oldest change that is not yet applied has been known; zero if there is
 *     none
 * @param applyRate changes applied per second of the cycles' own time, over the last seconds of it;
 *     zero before the first
 * @param cycles cycles that changed the copy since open
 * @param queries what became of the queries
 * @param tables the registered tables
 * @param unregistered the tables of the database that are not mirrored because nobody asked for it
 * @param lastErrorOrNull the last failure and when; null if there was none since open
 */
public record SyncStatus(
    boolean running,
    long latestSequence,
    long appliedSequence,
    long lagEvents,
    long lagBytes,
    Duration lag,
    double applyRate,
    long cycles,
    QueryStatus queries,
    List<TableStatus> tables,
    List<String> unregistered,
    @Nullable Failure lastErrorOrNull) {

  /** Copies the lists. */
  public SyncStatus {
    tables = List.copyOf(tables);
    unregistered = List.copyOf(unregistered);
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

  /**
   * The same, beside these tables of the database.
   *
   * @param names all of them, registered ones too
   */
  public SyncStatus among(List<String> names) {
    return new SyncStatus(
        running,
        latestSequence,
        appliedSequence,
        lagEvents,
        lagBytes,
        lag,
        applyRate,
        cycles,
        queries,
        tables,
        names.stream().filter(name -> table(name).isEmpty()).toList(),
        lastErrorOrNull);
  }

  /** The status of one table, if it is registered. */
  public Optional<TableStatus> table(String name) {
    return tables.stream().filter(t -> Identifier.same(t.table(), name)).findFirst();
  }
}
