package dev.rhei.sync;

/**
 * What becomes of a table whose definition somebody else changed: another process, or a restore.
 */
public enum ForeignChange {
  /** It is captured and loaded anew as it is now. The default. */
  RESYNC,
  /** SQLite answers for it until a resync is asked for. */
  QUARANTINE
}
