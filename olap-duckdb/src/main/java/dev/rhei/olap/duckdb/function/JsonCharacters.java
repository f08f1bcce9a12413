package dev.rhei.olap.duckdb.function;

import static dev.rhei.olap.duckdb.function.JsonChars.at;

/**
 * The characters a text of a JSON document stands for, one by one. Those written as the two halves
 * of a surrogate pair are one. For one thread.
 */
final class JsonCharacters {
  private final String text;
  private final int end;
  private final boolean verbatim;
  private int at;

  private JsonCharacters(JsonNode node) {
    text = node.text;
    at = node.from;
    end = node.to;
    verbatim = node.kind.isVerbatim();
  }

  /** The text that a text stands for. */
  static String decoded(JsonNode node) {
    if (node.kind.isVerbatim()) {
      return node.text.substring(node.from, node.to);
    }
    StringBuilder decoded = new StringBuilder(node.to - node.from);
    JsonCharacters characters = new JsonCharacters(node);
    while (characters.at < characters.end) {
      int c = characters.next();
      if (c >= 0xd800 && c < 0xe000) {
        throw new LeftToSqlite("half a character in JSON");
      }
      decoded.appendCodePoint(c);
    }
    return decoded.toString();
  }

  /** Whether both stand for the same text; where one has escapes, SQLite ends both at a NUL. */
  static boolean same(JsonNode one, JsonNode other) {
    if (one.kind.isVerbatim() && other.kind.isVerbatim()) {
      int length = one.to - one.from;
      return length == other.to - other.from
          && one.text.regionMatches(one.from, other.text, other.from, length);
    }
    JsonCharacters left = new JsonCharacters(one);
    JsonCharacters right = new JsonCharacters(other);
    while (true) {
      int c = left.next();
      if (c != right.next()) {
        return false;
      }
      if (c == 0) {
        return true;
      }
    }
  }

  /** The next character, 0 behind the last. */
  private int next() {
    if (at >= end) {
      return 0;
    }
    char c = text.charAt(at);
    if (verbatim || c != '\\') {
      int character = text.codePointAt(at);
      at += Character.charCount(character);
      return character;
    }
    c = at(text, at + 1);
    return switch (c) {
      case 'u' -> unicode();
      case 'x' -> {
        at += 4;
        yield hex(at - 2, 2);
      }
      case '\n', '\r', '\u2028', '\u2029' -> {
        skipEscapedLineEnds();
        yield next(); // that is 0 at the end, and SQLite takes it for a character
      }
      default -> {
        at += 2;
        yield single(c);
      }
    };
  }

  private static int single(char c) {
    return switch (c) {
      case 'b' -> '\b';
      case 'f' -> '\f';
      case 'n' -> '\n';
      case 'r' -> '\r';
      case 't' -> '\t';
      case 'v' -> 0x0b;
      case '0' -> 0;
      default -> c;
    };
  }

  private int unicode() {
    int high = hex(at + 2, 4);
    at += 6;
    if ((high & 0xfc00) == 0xd800
        && at + 6 <= end
        && text.charAt(at) == '\\'
        && text.charAt(at + 1) == 'u') {
      int low = hex(at + 2, 4);
      if ((low & 0xfc00) == 0xdc00) {
        at += 6;
        return Character.toCodePoint((char) high, (char) low);
      }
    }
    return high;
  }

  private int hex(int from, int count) {
    return Integer.parseInt(text, from, from + count, 16);
  }

  private void skipEscapedLineEnds() {
    while (at + 1 < end && text.charAt(at) == '\\') {
      char c = text.charAt(at + 1);
      if (c != '\n' && c != '\r' && !JsonChars.isLineSeparator(c)) {
        return;
      }
      boolean both = c == '\r' && at + 2 < end && text.charAt(at + 2) == '\n';
      at += both ? 3 : 2;
    }
  }
}
