package dev.rhei.core.sync;

/** How current an answer of the copy must be. */
public enum Freshness {
  /**
   * Sees every commit made through this engine before the query began, and every commit of other
   * processes that a look at the log at its start finds. The default.
   */
  LATEST,
  /** Whatever the copy holds: consistent, perhaps a little old. */
  EVENTUAL
}
