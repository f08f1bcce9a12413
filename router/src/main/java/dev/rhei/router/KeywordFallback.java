package dev.rhei.router;

/**
 * Facts about text that is not worth parsing or cannot be parsed: the verb alone. Such a query
 * stays on SQLite, which is always right.
 */
final class KeywordFallback {
  private KeywordFallback() {}

  /** The facts that keywords tell, and why the text was not looked into. */
  static StatementFacts facts(String sql, String unread) {
    return StatementFacts.ofKind(SqlVerb.kind(sql), unread);
  }
}
