package dev.rhei.oltp.sqlite;

import dev.rhei.core.error.ErrorCode;
import dev.rhei.core.error.HtapException;
import java.util.Locale;
import java.util.Set;

/** Refuses statements that would take transactions or settings out of the engine's hands. */
final class SqlGuard {
  private static final Set<String> TRANSACTION_VERBS =
      Set.of("BEGIN", "COMMIT", "END", "ROLLBACK", "SAVEPOINT", "RELEASE");

  /** Settings without which a change could go by uncaptured, or the engine would stop working. */
  private static final Set<String> OUR_PRAGMAS =
      Set.of("journal_mode", "locking_mode", "query_only", "schema_version", "writable_schema");

  private SqlGuard() {}

  /**
   * Checks a statement of the application.
   *
   * @param inTransaction whether a transaction object was given it
   */
  static void check(String sql, boolean inTransaction) {
    String verb = SqlText.verb(sql);
    if (TRANSACTION_VERBS.contains(verb)) {
      throw new HtapException(
          ErrorCode.SQL_REFUSED,
          verb
              + (inTransaction
                  ? " inside a transaction: return from its function to commit, throw to roll back"
                  : " as a statement: use transaction(tx -> ...), which commits when its function"
                      + " returns"));
    }
    if (inTransaction && verb.equals("VACUUM")) {
      throw new HtapException(ErrorCode.SQL_REFUSED, "SQLite cannot VACUUM inside a transaction");
    }
    if (verb.equals("PRAGMA")) {
      String lower = sql.toLowerCase(Locale.ROOT);
      for (String pragma : OUR_PRAGMAS) {
        if (lower.contains(pragma) && (lower.indexOf('=') >= 0 || lower.indexOf('(') >= 0)) {
          throw new HtapException(
              ErrorCode.SQL_REFUSED,
              "PRAGMA " + pragma + " is set by the engine, whose capture depends on it");
        }
      }
    }
  }
}
