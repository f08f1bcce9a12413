package dev.rhei.sql;

import java.util.Locale;

/**
 * Cuts SQL text into SQLite's tokens, one at a time, and skips what stands between them. Never
 * fails: what is no token is one of kind OTHER. Used by one thread.
 */
public final class SqlScanner {
  /** What sort of token was found. */
  public enum Kind {
    /** A keyword or a bare name. */
    WORD,
    /** A string, a quoted name, a number, a parameter. */
    OPERAND,
    /** An opening parenthesis. */
    OPEN,
    /** A closing parenthesis. */
    CLOSE,
    /** A semicolon. */
    SEMICOLON,
    /** Any other character. */
    OTHER,
    /** No more tokens. */
    END
  }

  private final String sql;
  private int start;
  private int end;

  /** A scanner before the first token. */
  public SqlScanner(String sql) {
    this.sql = sql;
  }

  /** Moves to the next token. */
  public Kind next() {
    start = skipBlanks(end);
    end = start + 1;
    if (start >= sql.length()) {
      start = sql.length();
      end = start;
      return Kind.END;
    }
    char c = sql.charAt(start);
    return switch (c) {
      case '(' -> Kind.OPEN;
      case ')' -> Kind.CLOSE;
      case ';' -> Kind.SEMICOLON;
      case '\'', '"', '`' -> {
        end = afterQuoted(c);
        yield Kind.OPERAND;
      }
      case '[' -> {
        int close = sql.indexOf(']', start);
        end = close < 0 ? sql.length() : close + 1;
        yield Kind.OPERAND;
      }
      default -> wordOrOther(c);
    };
  }

  /** The current token in upper case (ASCII), for comparison with keywords. */
  public String upper() {
    return sql.substring(start, end).toUpperCase(Locale.ROOT);
  }

  /** Where the current token begins in the text; its length behind the last one. */
  public int start() {
    return start;
  }

  /** Where the current token ends in the text. */
  public int end() {
    return end;
  }

  private Kind wordOrOther(char c) {
    boolean digit = c >= '0' && c <= '9';
    if (!digit && !isNameCharacter(c)) {
      return Kind.OTHER;
    }
    while (end < sql.length() && isNameCharacter(sql.charAt(end))) {
      end++;
    }
    return digit || c == '$' ? Kind.OPERAND : Kind.WORD;
  }

  /** A quote is ended by the same character, unless that is doubled. */
  private int afterQuoted(char quote) {
    int i = start + 1;
    while (i < sql.length()) {
      if (sql.charAt(i) != quote) {
        i++;
      } else if (i + 1 < sql.length() && sql.charAt(i + 1) == quote) {
        i += 2;
      } else {
        return i + 1;
      }
    }
    return sql.length();
  }

  private int skipBlanks(int from) {
    int i = from;
    while (i < sql.length()) {
      char c = sql.charAt(i);
      if (isBlank(c)) {
        i++;
      } else if (c == '-' && sql.startsWith("--", i)) {
        int line = sql.indexOf('\n', i);
        i = line < 0 ? sql.length() : line + 1;
      } else if (c == '/' && sql.startsWith("/*", i)) {
        int close = sql.indexOf("*/", i + 2);
        i = close < 0 ? sql.length() : close + 2;
      } else {
        break;
      }
    }
    return i;
  }

  /** SQLite's blanks: a byte order mark is one, a non-breaking space is not. */
  private static boolean isBlank(char c) {
    return c == ' ' || (c >= '\t' && c <= '\r' && c != '\u000B') || c == '\uFEFF';
  }

  private static boolean isNameCharacter(char c) {
    return (c >= 'a' && c <= 'z')
        || (c >= 'A' && c <= 'Z')
        || (c >= '0' && c <= '9')
        || c == '_'
        || c == '$'
        || c >= 0x80;
  }
}
