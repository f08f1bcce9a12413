package dev.rhei.oltp.sqlite;

import java.util.Locale;
import java.util.Set;

/**
 * What can be told of a statement by its tokens alone, without a parser: its first word, and
 * whether another statement follows it (the driver would silently drop it). Quotes, comments and
 * the bodies of triggers are understood as in SQLite's {@code sqlite3_complete}.
 */
final class SqlText {
  private static final Set<String> WRITE_VERBS = Set.of("INSERT", "UPDATE", "DELETE", "REPLACE");
  private static final Set<String> SCHEMA_VERBS =
      Set.of("CREATE", "ALTER", "DROP", "REINDEX", "ANALYZE");

  private SqlText() {}

  /** Whether it is INSERT, UPDATE, DELETE or REPLACE without a WITH before it. */
  static boolean isWrite(String sql) {
    return WRITE_VERBS.contains(verb(sql));
  }

  /** Whether it changes the schema, and can do so inside a transaction. */
  static boolean isSchemaChange(String sql) {
    return SCHEMA_VERBS.contains(verb(sql));
  }

  /** The first word in upper case; empty if there is none. */
  static String verb(String sql) {
    int start = skipBlank(sql, 0);
    int end = start;
    while (end < sql.length() && isWord(sql.charAt(end))) {
      end++;
    }
    return sql.substring(start, end).toUpperCase(Locale.ROOT);
  }

  /** Whether there is no statement: blanks, comments and semicolons only. */
  static boolean isEmpty(String sql) {
    int i = skipBlank(sql, 0);
    while (i < sql.length() && sql.charAt(i) == ';') {
      i = skipBlank(sql, i + 1);
    }
    return i >= sql.length();
  }

  /** Whether something other than blanks and comments follows the first statement. */
  static boolean hasSecondStatement(String sql) {
    int end = endOfStatement(sql);
    return end < sql.length() && skipBlank(sql, end) < sql.length();
  }

  /** Position after the semicolon that ends the first statement, or the length. */
  private static int endOfStatement(String sql) {
    boolean trigger = isCreateTrigger(sql);
    boolean afterSemicolon = false;
    boolean afterEnd = false;
    int i = skipBlank(sql, 0);
    while (i < sql.length()) {
      char c = sql.charAt(i);
      if (c == ';') {
        if (!trigger || afterEnd) {
          return i + 1;
        }
        afterSemicolon = true;
        i++;
      } else if (isWord(c)) {
        int start = i;
        while (i < sql.length() && isWord(sql.charAt(i))) {
          i++;
        }
        afterEnd = afterSemicolon && sql.substring(start, i).equalsIgnoreCase("END");
        afterSemicolon = false;
      } else {
        i = skipToken(sql, i);
        afterEnd = false;
        afterSemicolon = false;
      }
      i = skipBlank(sql, i);
    }
    return i;
  }

  private static boolean isCreateTrigger(String sql) {
    int i = skipBlank(sql, 0);
    for (int word = 0; word < 3; word++) {
      int start = i;
      while (i < sql.length() && isWord(sql.charAt(i))) {
        i++;
      }
      String text = sql.substring(start, i).toUpperCase(Locale.ROOT);
      boolean expected =
          word == 0 ? text.equals("CREATE") : text.equals("TEMP") || text.equals("TEMPORARY");
      if (text.equals("TRIGGER") && word > 0) {
        return true;
      }
      if (!expected) {
        return false;
      }
      i = skipBlank(sql, i);
    }
    return false;
  }

  /** Position after the token that begins there; words are one token for each character. */
  static int skipToken(String sql, int i) {
    char c = sql.charAt(i);
    char close = c == '[' ? ']' : c;
    if (c != '\'' && c != '"' && c != '`' && c != '[') {
      return i + 1;
    }
    int end = sql.indexOf(close, i + 1);
    return end < 0 ? sql.length() : end + 1; // a doubled quote reads as two tokens: no harm
  }

  /** Position of the next character that is neither blank nor in a comment. */
  static int skipBlank(String sql, int from) {
    int i = from;
    while (i < sql.length()) {
      char c = sql.charAt(i);
      if (Character.isWhitespace(c) || c == '\uFEFF') {
        i++;
      } else if (sql.startsWith("--", i)) {
        int end = sql.indexOf('\n', i);
        i = end < 0 ? sql.length() : end + 1;
      } else if (sql.startsWith("/*", i)) {
        int end = sql.indexOf("*/", i + 2);
        i = end < 0 ? sql.length() : end + 2;
      } else {
        break;
      }
    }
    return i;
  }

  private static boolean isWord(char c) {
    return Character.isLetterOrDigit(c) || c == '_' || c == '$';
  }
}
