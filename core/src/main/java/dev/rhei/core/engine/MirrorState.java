package dev.rhei.core.engine;

/** How far a table is on its way into the copy. */
public enum MirrorState {
  /** Its rows are being loaded; queries on it run on SQLite. */
  LOADING,
  /** The copy answers for it. */
  LIVE,
  /** It cannot be mirrored as things are; queries on it run on SQLite. */
  QUARANTINED
}
