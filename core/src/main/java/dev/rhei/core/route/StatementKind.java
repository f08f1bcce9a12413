package dev.rhei.core.route;

/** What sort of statement a text is. */
public enum StatementKind {
  /** Reads and changes nothing. */
  QUERY,
  /** INSERT, UPDATE, DELETE, REPLACE. */
  WRITE,
  /** CREATE, ALTER, DROP, REINDEX, VACUUM, ANALYZE. */
  DDL,
  /** BEGIN, COMMIT, ROLLBACK, SAVEPOINT, RELEASE, END. */
  TRANSACTION,
  /** PRAGMA, ATTACH, DETACH, EXPLAIN and everything else. */
  OTHER
}
