package dev.rhei.olap.duckdb.dialect;

import java.util.ArrayList;
import java.util.List;

/** Cuts SQL text into tokens as SQLite does, and refuses what SQLite could not read. */
final class SqlTokens {
  /** What sort of token it is. */
  enum Kind {
    /** Keyword or bare name. */
    WORD,
    /** A name in double quotes, backquotes or brackets. */
    QUOTED,
    /** Text in single quotes. */
    TEXT,
    /** {@code x'..'}. */
    BLOB,
    /** A number. */
    NUMBER,
    /** A parameter. */
    PARAMETER,
    /** An operator or a mark. */
    SYMBOL
  }

  /** One token: what it is and where it stands. */
  record Token(Kind kind, String image, int start, int end) {
    boolean is(String word) {
      return kind == Kind.WORD && image.equalsIgnoreCase(word);
    }

    boolean isSymbol(String symbol) {
      return kind == Kind.SYMBOL && image.equals(symbol);
    }
  }

  private static final List<String> LONG_SYMBOLS =
      List.of("->>", "->", "||", "<<", "<>", "<=", ">>", ">=", "==", "!=");
  private static final String SYMBOLS = "()+-*/%=<>,.;&|~";

  private final String sql;
  private final List<Token> tokens = new ArrayList<>();
  private int position;

  private SqlTokens(String sql) {
    this.sql = sql;
  }

  /** The tokens of the text, without blanks and comments. */
  static List<Token> of(String sql) {
    SqlTokens scanner = new SqlTokens(sql);
    while (scanner.skipBlanks()) {
      scanner.next();
    }
    return scanner.tokens;
  }

  private void next() {
    int start = position;
    char c = sql.charAt(start);
    if (c == '\'') {
      add(Kind.TEXT, afterQuote(start, c));
    } else if (c == '"' || c == '`') {
      add(Kind.QUOTED, afterQuote(start, c));
    } else if (c == '[') {
      int close = sql.indexOf(']', start);
      Refusal.unless(close >= 0, "a name in brackets that is never closed");
      add(Kind.QUOTED, close + 1);
    } else if ((c == 'x' || c == 'X') && charAt(start + 1) == '\'') {
      add(Kind.BLOB, afterQuote(start + 1, '\''));
    } else if (isDigit(c) || (c == '.' && isDigit(charAt(start + 1)))) {
      number();
    } else if (isNameStart(c)) {
      int end = afterName(start);
      Refusal.unless(charAt(end) != '\'', "a word with text right behind it");
      add(Kind.WORD, end);
    } else if (c == '?') {
      add(Kind.PARAMETER, afterDigits(start + 1));
    } else if (c == ':' || c == '@' || c == '$') {
      int end = afterName(start + 1);
      Refusal.unless(
          end > start + 1 && charAt(end) != ':' && charAt(end) != '(',
          "the parameter '" + sql.substring(start, end) + "'");
      add(Kind.PARAMETER, end);
    } else {
      symbol(c);
    }
  }

  private void symbol(char c) {
    for (String symbol : LONG_SYMBOLS) {
      if (sql.startsWith(symbol, position)) {
        add(Kind.SYMBOL, position + symbol.length());
        return;
      }
    }
    Refusal.unless(SYMBOLS.indexOf(c) >= 0, "the character '" + c + "'");
    add(Kind.SYMBOL, position + 1);
  }

  private void number() {
    int end = position;
    if (charAt(end) == '0' && (charAt(end + 1) == 'x' || charAt(end + 1) == 'X')) {
      end += 2;
      while (isHexDigit(charAt(end))) {
        end++;
      }
    } else {
      end = afterDigits(end);
      if (charAt(end) == '.') {
        end = afterDigits(end + 1);
      }
      if (charAt(end) == 'e' || charAt(end) == 'E') {
        int exponent = charAt(end + 1) == '+' || charAt(end + 1) == '-' ? end + 2 : end + 1;
        int after = afterDigits(exponent);
        end = after > exponent ? after : end;
      }
    }
    Refusal.unless(
        !isNameCharacter(charAt(end)), "the number '" + sql.substring(position, end) + "'");
    add(Kind.NUMBER, end);
  }

  private void add(Kind kind, int end) {
    tokens.add(new Token(kind, sql.substring(position, end), position, end));
    position = end;
  }

  private int afterQuote(int start, char quote) {
    int i = start + 1;
    while (i < sql.length()) {
      if (sql.charAt(i) != quote) {
        i++;
      } else if (charAt(i + 1) == quote) {
        i += 2;
      } else {
        return i + 1;
      }
    }
    throw new Refusal("a quote that is never closed");
  }

  private int afterName(int from) {
    int i = from;
    while (isNameCharacter(charAt(i))) {
      i++;
    }
    return i;
  }

  private int afterDigits(int from) {
    int i = from;
    while (isDigit(charAt(i))) {
      i++;
    }
    return i;
  }

  /** Whether there is more behind the blanks and comments. */
  private boolean skipBlanks() {
    while (position < sql.length()) {
      char c = sql.charAt(position);
      if (isBlank(c)) {
        position++;
      } else if (sql.startsWith("--", position)) {
        int line = sql.indexOf('\n', position);
        position = line < 0 ? sql.length() : line + 1;
      } else if (sql.startsWith("/*", position)) {
        int close = sql.indexOf("*/", position + 2);
        position = close < 0 ? sql.length() : close + 2;
      } else {
        return true;
      }
    }
    return false;
  }

  /** The character there; NUL behind the end. */
  private char charAt(int index) {
    return index < sql.length() ? sql.charAt(index) : '\0';
  }

  static boolean isBlank(char c) {
    return c == ' ' || c == '\t' || c == '\n' || c == '\f' || c == '\r';
  }

  private static boolean isDigit(char c) {
    return c >= '0' && c <= '9';
  }

  private static boolean isHexDigit(char c) {
    return isDigit(c) || (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F');
  }

  private static boolean isNameStart(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_' || c >= 0x80;
  }

  private static boolean isNameCharacter(char c) {
    return isNameStart(c) || isDigit(c) || c == '$';
  }
}
