package dev.rhei.sql;

import dev.rhei.sql.Token.Kind;
import java.util.ArrayList;
import java.util.List;

/**
 * Cuts SQL text into tokens as SQLite does, and rejects what SQLite could not read.
 *
 * <p>FILTER, OVER and WINDOW are keywords only next to certain tokens, whatever the grammar could
 * do with them; SQLite decides that here, and so do we.
 */
final class Tokenizer {
  private static final String SYMBOLS = "()+-*/%=<>,.;&|~";
  private static final char BYTE_ORDER_MARK = '\uFEFF';

  private final String sql;
  private final List<Token> tokens = new ArrayList<>();
  private int position;
  private boolean windowWords;

  private Tokenizer(String sql) {
    this.sql = sql;
  }

  /** The tokens of the text, without blanks and comments, and one behind the last. */
  static List<Token> tokens(String sql) {
    Tokenizer tokenizer = new Tokenizer(sql);
    tokenizer.checkCharacters();
    while (tokenizer.skipBlanks()) {
      tokenizer.next();
    }
    tokenizer.tokens.add(new Token(Kind.END, "", "", sql.length(), sql.length()));
    if (tokenizer.windowWords) {
      tokenizer.settleWindowWords();
    }
    return tokenizer.tokens;
  }

  /** SQLite's text ends at NUL, and half a pair of surrogates becomes another character there. */
  private void checkCharacters() {
    for (; position < sql.length(); position++) {
      char c = sql.charAt(position);
      check(c != '\0', "the character NUL");
      if (Character.isHighSurrogate(c) && Character.isLowSurrogate(charAt(position + 1))) {
        position++;
      } else {
        check(!Character.isSurrogate(c), "half a pair of surrogates");
      }
    }
    position = 0;
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
      check(close >= 0, "a name in brackets is never closed");
      add(Kind.QUOTED, close + 1);
    } else if ((c == 'x' || c == 'X') && charAt(start + 1) == '\'') {
      blob();
    } else if (isDigit(c) || (c == '.' && isDigit(charAt(start + 1)))) {
      number();
    } else if (isNameStart(c)) {
      add(Kind.WORD, afterName(start));
    } else if (c == '?') {
      add(Kind.PARAMETER, afterDigits(start + 1, false));
    } else if (c == ':' || c == '@' || c == '$' || c == '#') {
      add(Kind.PARAMETER, afterParameter(start));
    } else {
      symbol(c);
    }
  }

  private void symbol(char c) {
    char next = charAt(position + 1);
    int length =
        switch (c) {
          case '-' -> next == '>' ? (charAt(position + 2) == '>' ? 3 : 2) : 1;
          case '|' -> next == '|' ? 2 : 1;
          case '<' -> next == '<' || next == '>' || next == '=' ? 2 : 1;
          case '>' -> next == '>' || next == '=' ? 2 : 1;
          case '=' -> next == '=' ? 2 : 1;
          case '!' -> next == '=' ? 2 : 0;
          default -> SYMBOLS.indexOf(c) >= 0 ? 1 : 0;
        };
    check(length > 0, "the character '" + c + "'");
    add(Kind.SYMBOL, position + length);
  }

  private void blob() {
    int end = position + 2;
    while (isHexDigit(charAt(end))) {
      end++;
    }
    check(charAt(end) == '\'', "a blob that is not hexadecimal");
    check((end - position) % 2 == 0, "a blob of half a byte");
    add(Kind.BLOB, end + 1);
  }

  private void number() {
    int end = position;
    boolean hex = charAt(end) == '0' && (charAt(end + 1) == 'x' || charAt(end + 1) == 'X');
    if (hex && isHexDigit(charAt(end + 2))) {
      end += 2;
      while (isHexDigit(charAt(end)) || (charAt(end) == '_' && isHexDigit(charAt(end + 1)))) {
        end++;
      }
    } else {
      end = afterDigits(end, true);
      if (charAt(end) == '.') {
        end = afterDigits(end + 1, true);
      }
      if (charAt(end) == 'e' || charAt(end) == 'E') {
        int exponent = charAt(end + 1) == '+' || charAt(end + 1) == '-' ? end + 2 : end + 1;
        int after = afterDigits(exponent, true);
        end = after > exponent ? after : end;
      }
    }
    check(
        !isNameCharacter(charAt(end)),
        "the number '" + sql.substring(position, Math.min(end + 1, sql.length())) + "'");
    add(Kind.NUMBER, end);
  }

  private void add(Kind kind, int end) {
    String image = sql.substring(position, end);
    String word = kind == Kind.WORD ? upperCase(image) : "";
    windowWords |= word.equals("OVER") || word.equals("FILTER") || word.equals("WINDOW");
    tokens.add(new Token(kind, image, word, position, end));
    position = end;
  }

  /** ASCII only: no other letter is part of a keyword, though some have upper case in ASCII. */
  private static String upperCase(String image) {
    for (int i = 0; i < image.length(); i++) {
      if (image.charAt(i) >= 'a' && image.charAt(i) <= 'z') {
        char[] upper = image.toCharArray();
        for (; i < upper.length; i++) {
          upper[i] -= upper[i] >= 'a' && upper[i] <= 'z' ? (char) 32 : 0;
        }
        return new String(upper);
      }
    }
    return image;
  }

  /** Makes names of those that are no keywords. */
  private void settleWindowWords() {
    for (int i = 0; i < tokens.size() - 1; i++) {
      Token token = tokens.get(i);
      Token next = tokens.get(i + 1);
      boolean behindParenthesis = i > 0 && tokens.get(i - 1).isSymbol(")");
      boolean keyword =
          switch (token.word()) {
            case "FILTER" -> behindParenthesis && next.isSymbol("(");
            case "OVER" ->
                behindParenthesis && (next.isSymbol("(") || Keywords.isNameBehindWindowWord(next));
            case "WINDOW" ->
                Keywords.isNameBehindWindowWord(next) && tokens.get(i + 2).isWord("AS");
            default -> true;
          };
      if (!keyword) {
        tokens.set(i, new Token(Kind.WORD, token.image(), "", token.start(), token.end()));
      }
    }
  }

  private int afterQuote(int start, char quote) {
    int i = start + 1;
    while (true) {
      int close = sql.indexOf(quote, i);
      check(close >= 0, "a quote is never closed");
      if (charAt(close + 1) != quote || close + 1 >= sql.length()) {
        return close + 1;
      }
      i = close + 2;
    }
  }

  private int afterName(int from) {
    int i = from;
    while (isNameCharacter(charAt(i))) {
      i++;
    }
    return i;
  }

  /** Behind a parameter with a name, which may be written like a variable of Tcl. */
  private int afterParameter(int start) {
    int i = start + 1;
    boolean named = false;
    boolean closed = true;
    while (true) {
      if (isNameCharacter(charAt(i))) {
        named = true;
        i++;
      } else if (charAt(i) == ':' && charAt(i + 1) == ':') {
        i += 2;
      } else {
        break;
      }
    }
    if (charAt(i) == '(' && named) {
      while (i < sql.length() && !isSpace(charAt(i)) && charAt(i) != ')') {
        i++;
      }
      closed = charAt(i++) == ')';
    }
    boolean register = charAt(start) == '#' && isDigit(charAt(start + 1));
    check(
        named && closed && !register,
        "the parameter '" + sql.substring(start, Math.min(i, sql.length())) + "'");
    return i;
  }

  /** Behind the digits; single underscores may stand between those of a number. */
  private int afterDigits(int from, boolean separated) {
    int i = from;
    while (isDigit(charAt(i))
        || (separated && i > from && charAt(i) == '_' && isDigit(charAt(i + 1)))) {
      i++;
    }
    return i;
  }

  /** Whether there is more behind the blanks and comments. */
  private boolean skipBlanks() {
    while (position < sql.length()) {
      char c = sql.charAt(position);
      if (isBlank(c)) {
        do {
          position++;
        } while (isSpace(charAt(position)));
      } else if (c == BYTE_ORDER_MARK) {
        position++;
      } else if (c == '-' && charAt(position + 1) == '-') {
        int line = sql.indexOf('\n', position);
        position = line < 0 ? sql.length() : line + 1;
      } else if (c == '/' && charAt(position + 1) == '*' && position + 2 < sql.length()) {
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

  private void check(boolean holds, String otherwise) {
    if (!holds) {
      throw new SqlSyntaxException(otherwise, position);
    }
  }

  private static boolean isBlank(char c) {
    return c == ' ' || c == '\t' || c == '\n' || c == '\f' || c == '\r';
  }

  /** Whether the character can follow a blank as another one. */
  static boolean isSpace(char c) {
    return isBlank(c) || c == '\u000B';
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
