package dev.rhei.core.schema;

/** What tells one row of a mirrored table from another, in the log and in the copy. */
public enum RowKey {
  /** The primary key columns: INTEGER PRIMARY KEY, or the key of a WITHOUT ROWID table. */
  PRIMARY_KEY,
  /**
   * SQLite's rowid, carried in the hidden column {@link TableSchema#ROWID_COLUMN}. For tables
   * without a primary key, and for those whose key is not the rowid: such a key may be NULL.
   */
  ROWID
}
