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

  /** A cycle failed and will be tried again. */
  default void onError(Throwable error) {}

  /** The copy was missing, damaged or of another database, and is built anew. */
  default void onRebuild(String reason) {}
}
