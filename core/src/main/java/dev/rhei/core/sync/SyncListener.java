package dev.rhei.core.sync;

/**
 * Is told what the replay does. Called on the thread that runs the cycle, so it should be quick;
 * what it throws is logged and changes nothing.
 */
public interface SyncListener {
  /** A listener that does nothing. */
  SyncListener NONE = new SyncListener() {};

  /** A cycle changed the copy. */
  default void onCycle(SyncResult result) {}

  /**
   * A table is being loaded.
   *
   * @param loadedRows so far
   * @param estimatedRows about how many there are
   */
  default void onLoadProgress(String table, long loadedRows, long estimatedRows) {}

  /**
   * An answer of the copy that was checked is not SQLite's. It was handed out; please report it.
   * Called on a thread in the background.
   */
  default void onDifference(AnswerDifference difference) {}

  /**
   * A table is being compared with the database. Called on the thread that verifies.
   *
   * @param rows compared so far
   * @param estimatedRows about how many there are
   */
  default void onVerifyProgress(String table, long rows, long estimatedRows) {}

  /** A table is complete: the copy now answers for it. */
  default void onTableLive(String table) {}

  /** A table left the copy; SQLite answers for it until a resync succeeds. */
  default void onTableQuarantined(String table, String reason) {}

  /**
   * The log of changes that the copy lacks has grown past the size to warn at; told once each time.
   *
   * @param bytes about how many it takes now
   * @param limit size past which tables lose their part of the log; 0 for none
   */
  default void onLogGrowth(long bytes, long limit) {}

  /**
   * The log grew past its limit, and this table's part of it was given up: the table is loaded anew
   * by the next cycle that succeeds.
   *
   * @param bytes about how many the log took
   */
  default void onTableSuspended(String table, long bytes) {}

  /** A cycle failed and will be tried again. */
  default void onError(Throwable error) {}

  /** The copy was missing, damaged or of another database, and is built anew. */
  default void onRebuild(String reason) {}
}
