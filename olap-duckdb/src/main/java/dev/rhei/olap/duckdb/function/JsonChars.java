package dev.rhei.olap.duckdb.function;

/** The classes of characters that JSON and JSON5 know. Behind the end of a text there are NULs. */
final class JsonChars {
  private JsonChars() {}

  static char at(String text, int index) {
    return index < text.length() ? text.charAt(index) : 0;
  }

  static boolean isDigit(char c) {
    return c >= '0' && c <= '9';
  }

  static boolean isHex(char c) {
    return isDigit(c) || (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F');
  }

  static boolean isLetter(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
  }

  static boolean isLetterOrDigit(char c) {
    return isLetter(c) || isDigit(c);
  }

  /** Whether a name without quotes may begin with it. */
  static boolean startsName(char c) {
    return isLetter(c) || c == '_' || c == '$' || c >= 0x80;
  }

  /** Whether that many hexadecimal digits stand there. */
  static boolean hex(String text, int from, int count) {
    for (int i = from; i < from + count; i++) {
      if (!isHex(at(text, i))) {
        return false;
      }
    }
    return true;
  }

  /** Whether the word stands there, in any case. */
  static boolean word(String text, int from, String lower) {
    for (int i = 0; i < lower.length(); i++) {
      char c = at(text, from + i);
      if (c != lower.charAt(i) && !(c >= 'A' && c <= 'Z' && c + 32 == lower.charAt(i))) {
        return false;
      }
    }
    return true;
  }

  /** The blanks of JSON itself. */
  static boolean isBlank(char c) {
    return c == ' ' || c == '\n' || c == '\t' || c == '\r';
  }

  /** The blanks of JSON5, comments aside. */
  static boolean isAnyBlank(char c) {
    if (c < 0x80) {
      return isBlank(c) || c == 0x0b || c == '\f';
    }
    return (c >= 0x2000 && c <= 0x200a)
        || c == 0x00a0
        || c == 0x1680
        || isLineSeparator(c)
        || c == 0x202f
        || c == 0x205f
        || c == 0x3000
        || c == 0xfeff;
  }

  static boolean isLineSeparator(char c) {
    return c == 0x2028 || c == 0x2029;
  }

  /** The first place from there on without one of JSON's blanks. */
  static int skipBlanks(String text, int from) {
    int at = from;
    while (isBlank(at(text, at))) {
      at++;
    }
    return at;
  }

  /** The first place from there on without one of JSON5's blanks or a comment. */
  static int skipAllBlanks(String text, int from) {
    int at = from;
    while (true) {
      char c = at(text, at);
      int next = c == '/' ? skipComment(text, at) : isAnyBlank(c) ? at + 1 : at;
      if (next == at) {
        return at;
      }
      at = next;
    }
  }

  /** The place behind the comment, or the same if there is none. */
  private static int skipComment(String text, int at) {
    char second = at(text, at + 1);
    if (second == '*') {
      int end = text.indexOf("*/", at + 2);
      return end < 0 ? at : end + 2;
    }
    if (second != '/') {
      return at;
    }
    int end = at + 2;
    while (end < text.length()) {
      char c = text.charAt(end++);
      if (c == '\n' || c == '\r' || isLineSeparator(c)) {
        break;
      }
    }
    return end;
  }
}
