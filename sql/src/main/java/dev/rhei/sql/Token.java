package dev.rhei.sql;

/**
 * One token.
 *
 * @param image as written
 * @param word for a WORD, in upper case; else, and if it can only be a name, empty
 * @param start first character
 * @param end behind the last character
 */
record Token(Kind kind, String image, String word, int start, int end) {
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
    SYMBOL,
    /** Behind the last token. */
    END
  }

  boolean isWord(String keyword) {
    return kind == Kind.WORD && word.equals(keyword);
  }

  boolean isSymbol(String symbol) {
    return kind == Kind.SYMBOL && image.equals(symbol);
  }

  /** What is between the quotes, doubled ones made single. */
  String unquoted() {
    String inner = image.substring(1, image.length() - 1);
    char quote = image.charAt(0);
    if (quote == '[' || inner.indexOf(quote) < 0) {
      return inner;
    }
    return inner.replace("" + quote + quote, "" + quote);
  }
}
