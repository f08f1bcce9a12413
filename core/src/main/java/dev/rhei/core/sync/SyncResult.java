package dev.rhei.core.sync;

import java.time.Duration;

/**
 * What one sync did, in one or more cycles.
 *
 * @param events changes replayed, as logged
 * @param inserts of them inserts
 * @param updates of them updates
 * @param deletes of them deletes
 * @param loadedRows rows of tables that were being loaded
 * @param lastSequence position the copy stands at now
 * @param elapsed time it took
 */
public record SyncResult(
    long events,
    long inserts,
    long updates,
    long deletes,
    long loadedRows,
    long lastSequence,
    Duration elapsed) {

  /** Nothing done, at that position. */
  public static SyncResult nothing(long lastSequence) {
    return new SyncResult(0, 0, 0, 0, 0, lastSequence, Duration.ZERO);
  }

  /** Both together; the later position counts. */
  public SyncResult plus(SyncResult next) {
    return new SyncResult(
        events + next.events,
        inserts + next.inserts,
        updates + next.updates,
        deletes + next.deletes,
        loadedRows + next.loadedRows,
        Math.max(lastSequence, next.lastSequence),
        elapsed.plus(next.elapsed));
  }
}
