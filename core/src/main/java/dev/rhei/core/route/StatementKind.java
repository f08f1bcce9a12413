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
  OTHER;

  /**
   * The kind of a statement with this verb.
   *
   * @param verb in upper case; of WITH the one behind its common table expressions
   */
  public static StatementKind ofVerb(String verb) {
    return switch (verb) {
      case "SELECT", "VALUES" -> QUERY;
      case "INSERT", "UPDATE", "DELETE", "REPLACE" -> WRITE;
      case "CREATE", "ALTER", "DROP", "REINDEX", "VACUUM", "ANALYZE" -> DDL;
      case "BEGIN", "COMMIT", "END", "ROLLBACK", "SAVEPOINT", "RELEASE" -> TRANSACTION;
      default -> OTHER;
    };
  }
}
