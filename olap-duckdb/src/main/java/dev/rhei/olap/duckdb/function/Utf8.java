package dev.rhei.olap.duckdb.function;

/**
 * Texts counted as SQLite has them: in bytes of UTF-8, and in characters that may be pairs here.
 */
final class Utf8 {
  private Utf8() {}

  /** How many bytes the text takes. */
  static int length(String text) {
    int length = text.length();
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c >= 0x80) {
        length += c >= 0x800 && !Character.isSurrogate(c) ? 2 : 1;
      }
    }
    return length;
  }

  /** The text's first characters. */
  static String firstCharacters(String text, int count) {
    return text.codePointCount(0, text.length()) <= count
        ? text
        : text.substring(0, text.offsetByCodePoints(0, count));
  }

  /** The text's first bytes, which must not end inside of a character. */
  static String firstBytes(String text, int count) {
    int bytes = 0;
    int i = 0;
    while (i < text.length() && bytes < count) {
      int character = text.codePointAt(i);
      bytes += character < 0x80 ? 1 : character < 0x800 ? 2 : character < 0x10000 ? 3 : 4;
      i += Character.charCount(character);
    }
    if (bytes > count) {
      throw new LeftToSqlite("a part of a character");
    }
    return text.substring(0, i);
  }
}
