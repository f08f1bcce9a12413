package dev.rhei.core.cdc;

import java.util.Optional;

/**
 * A log of changes, as the sync engine reads it. {@link #latest}, {@link #bytesAfter}, {@link
 * #largestAfter} and {@link #pin} may be called by any thread at any time; the other methods by one
 * thread at a time.
 */
public interface CdcConsumer extends AutoCloseable {
  /**
   * Opens one consistent view: every transaction committed before, none committed after, none in
   * part. Only one may be open at a time; close it soon, as it holds back the source's clean-up.
   */
  CdcSnapshot open();

  /**
   * As {@link #open}, for a view that is kept for longer; any number may be open. While one is, the
   * source cannot clean up behind it: SQLite's write-ahead log is not cut and grows with every
   * write.
   */
  CdcSnapshot pin();

  /** Where the source stands now, other processes' commits included. Cheap. */
  CdcPosition latest();

  /** About how many bytes the log takes for the changes after that position; from a sample. */
  long bytesAfter(long sequence);

  /**
   * The captured table that most of the changes after that position are of; from a sample. Empty if
   * there are none, or none of a captured table.
   */
  Optional<String> largestAfter(long sequence);

  /**
   * Allows the log to forget everything up to and including {@code through}. Positions are not
   * reused, whatever is forgotten. Repeating a call changes nothing.
   *
   * @return false if something was left for a later call, so as not to disturb others
   */
  boolean prune(long through);

  /** Work that a log does now and then, beside the cycles: as {@link #prune}, it may wait. */
  default void tidy() {}

  /**
   * Forgets the changes of a table that {@link TableCapture#suspend} has given up, as far as they
   * are not in the database itself.
   */
  default void forget(String table) {}

  /**
   * Gives a name, in the source itself, to the stretch of its history that begins now. By these
   * names a source is recognized that was put back to an older state and written to since.
   *
   * @param name without spaces; not used before
   */
  void beginEpoch(String name);

  /** Tells this source from every other, for as long as it exists. */
  String sourceId();

  /** Idempotent; snapshots that are still open are stopped and closed. */
  @Override
  void close();
}
