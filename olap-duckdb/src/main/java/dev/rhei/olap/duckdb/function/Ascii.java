package dev.rhei.olap.duckdb.function;

/** Letters as SQLite sees them: upper and lower case exist for A to Z only. */
final class Ascii {
  private Ascii() {}

  static char lower(char c) {
    return c >= 'A' && c <= 'Z' ? (char) (c + 32) : c;
  }

  static char upper(char c) {
    return c >= 'a' && c <= 'z' ? (char) (c - 32) : c;
  }

  static String lower(String text) {
    return map(text, 'A', 'Z', 32);
  }

  static String upper(String text) {
    return map(text, 'a', 'z', -32);
  }

  private static String map(String text, char first, char last, int by) {
    for (int i = 0; i < text.length(); i++) {
      if (text.charAt(i) >= first && text.charAt(i) <= last) {
        StringBuilder mapped = new StringBuilder(text);
        for (int k = i; k < text.length(); k++) {
          char c = text.charAt(k);
          mapped.setCharAt(k, c >= first && c <= last ? (char) (c + by) : c);
        }
        return mapped.toString();
      }
    }
    return text;
  }

  /** Whether the text, but for the case of letters, is that word in lower case. */
  static boolean is(String text, String word) {
    return text.length() == word.length() && begins(text, word);
  }

  /** Whether the text, but for the case of letters, begins with that word in lower case. */
  static boolean begins(String text, String word) {
    if (text.length() < word.length()) {
      return false;
    }
    for (int i = 0; i < word.length(); i++) {
      if (lower(text.charAt(i)) != word.charAt(i)) {
        return false;
      }
    }
    return true;
  }
}
