package dev.rhei.sql;

/**
 * Finds the word that says what a statement does, without parsing it: the first one, or behind WITH
 * the one after the last common table expression.
 */
public final class SqlVerb {
  private SqlVerb() {}

  /** The verb in upper case; empty if the text has none. */
  public static String of(String sql) {
    SqlScanner scanner = new SqlScanner(sql);
    SqlScanner.Kind kind;
    do {
      kind = scanner.next();
    } while (kind == SqlScanner.Kind.SEMICOLON);
    if (kind != SqlScanner.Kind.WORD) {
      return "";
    }
    String first = scanner.upper();
    return first.equals("WITH") ? behindWith(scanner) : first;
  }

  /**
   * Reads {@code name(columns) AS (body), ...}: a word that follows a closing parenthesis outside
   * of all parentheses and is not AS. Names cannot mislead it, whatever keyword they look like.
   */
  private static String behindWith(SqlScanner scanner) {
    int depth = 0;
    boolean closed = false;
    while (true) {
      SqlScanner.Kind kind = scanner.next();
      if (kind == SqlScanner.Kind.END) {
        return "";
      }
      if (kind == SqlScanner.Kind.WORD && depth == 0 && closed) {
        String word = scanner.upper();
        if (!word.equals("AS")) {
          return word;
        }
      }
      if (kind == SqlScanner.Kind.OPEN) {
        depth++;
      } else if (kind == SqlScanner.Kind.CLOSE) {
        depth--;
      }
      closed = kind == SqlScanner.Kind.CLOSE;
    }
  }
}
