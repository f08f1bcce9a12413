package dev.rhei.olap.duckdb.function;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A pattern of LIKE or GLOB, read as SQLite reads it. Immutable.
 *
 * @param tokens what the text must consist of
 * @param folded whether A to Z match a to z
 */
record Wildcards(List<Token> tokens, boolean folded) {
  /** SQLite refuses longer ones. */
  private static final int MOST_BYTES = 50_000;

  /** A part of a pattern. */
  sealed interface Token {}

  /** That character. */
  record Literal(int character) implements Token {}

  /** Any one character. */
  record One() implements Token {}

  /** Any characters, or none. */
  record Any() implements Token {}

  /** A character of these ranges, or of none of them. */
  record OneOf(List<Range> ranges, boolean inverted) implements Token {
    boolean contains(int character) {
      boolean seen = false;
      for (Range range : ranges) {
        seen |= character >= range.first && character <= range.last;
      }
      return seen != inverted;
    }
  }

  /** The characters from one to another. */
  record Range(int first, int last) {}

  /** What no text matches. */
  record Nothing() implements Token {}

  /** The pattern of a LIKE; the escape character is 0 if there is none. */
  static Wildcards like(String pattern, int escape) {
    String text = checked(pattern);
    List<Token> tokens = new ArrayList<>();
    for (int i = 0; i < text.length(); ) {
      int c = text.codePointAt(i);
      i += Character.charCount(text.codePointAt(i));
      if (c == escape) {
        if (i == text.length()) {
          tokens.add(new Nothing());
        } else {
          tokens.add(new Literal(text.codePointAt(i)));
          i += Character.charCount(text.codePointAt(i));
        }
      } else if (c == '%') {
        tokens.add(new Any());
      } else {
        tokens.add(c == '_' ? new One() : new Literal(c));
      }
    }
    return new Wildcards(List.copyOf(tokens), true);
  }

  /** The pattern of a GLOB. */
  static Wildcards glob(String pattern) {
    String text = checked(pattern);
    List<Token> tokens = new ArrayList<>();
    for (int i = 0; i < text.length(); ) {
      int c = text.codePointAt(i);
      i += Character.charCount(text.codePointAt(i));
      if (c == '[') {
        int end = endOfSet(text, i);
        tokens.add(end < 0 ? new Nothing() : set(text.substring(i, end)));
        i = end < 0 ? text.length() : end + 1;
      } else if (c == '*') {
        tokens.add(new Any());
      } else {
        tokens.add(c == '?' ? new One() : new Literal(c));
      }
    }
    return new Wildcards(List.copyOf(tokens), false);
  }

  private static String checked(String pattern) {
    String text = MomentReader.untilNul(pattern);
    if (text.length() > MOST_BYTES / 4 && Utf8.length(text) > MOST_BYTES) {
      throw new LeftToSqlite("a pattern of more than 50,000 bytes");
    }
    return text;
  }

  /** Where the bracket closes; one right behind the opening is a character like others. */
  private static int endOfSet(String text, int from) {
    int first = from < text.length() && text.charAt(from) == '^' ? from + 1 : from;
    return text.indexOf(']', first + 1);
  }

  private static Token set(String content) {
    boolean inverted = content.startsWith("^");
    int[] characters = content.codePoints().skip(inverted ? 1 : 0).toArray();
    List<Range> ranges = new ArrayList<>();
    int prior = 0;
    for (int i = 0; i < characters.length; i++) {
      int c = characters[i];
      if (c == '-' && i + 1 < characters.length && prior > 0) {
        i++;
        ranges.add(new Range(prior, characters[i]));
        prior = 0;
      } else {
        ranges.add(new Range(c, c));
        prior = i == 0 && c == ']' ? 0 : c;
      }
    }
    return new OneOf(List.copyOf(ranges), inverted);
  }

  /** Whether the text, up to a NUL, consists of this. */
  boolean matches(String value) {
    String text = MomentReader.untilNul(value);
    int at = 0;
    int token = 0;
    int retryToken = -1; // behind the last Any
    int retryAt = 0;
    while (true) {
      if (token < tokens.size() && tokens.get(token) instanceof Any) {
        token++;
        retryToken = token;
        retryAt = at;
        continue;
      }
      if (at == text.length()) {
        return token == tokens.size();
      }
      if (token < tokens.size() && matches(tokens.get(token), text.codePointAt(at))) {
        at += Character.charCount(text.codePointAt(at));
        token++;
        continue;
      }
      if (retryToken < 0) {
        return false;
      }
      retryAt += Character.charCount(text.codePointAt(retryAt));
      at = retryAt;
      token = retryToken;
    }
  }

  private boolean matches(Token token, int character) {
    if (token instanceof Literal literal) {
      int wanted = literal.character;
      return wanted == character
          || (folded
              && wanted < 0x80
              && character < 0x80
              && Ascii.lower((char) wanted) == Ascii.lower((char) character));
    }
    if (token instanceof OneOf set) {
      return set.contains(character);
    }
    return token instanceof One;
  }

  /** The same for DuckDB's LIKE, with that character to escape; null if it cannot say it. */
  @Nullable String forLike(char escape) {
    StringBuilder like = new StringBuilder();
    for (Token token : tokens) {
      if (token instanceof Literal literal) {
        if (literal.character == '%' || literal.character == '_' || literal.character == escape) {
          like.append(escape);
        }
        like.appendCodePoint(literal.character);
      } else if (token instanceof Any) {
        like.append('%');
      } else if (token instanceof One) {
        like.append('_');
      } else {
        return null;
      }
    }
    return like.toString();
  }

  /** The same as a regular expression of DuckDB's; null if it cannot say it. */
  @Nullable String forRegex() {
    StringBuilder expression = new StringBuilder();
    for (Token token : tokens) {
      String part = forRegex(token);
      if (part == null) {
        return null;
      }
      expression.append(part);
    }
    return expression.toString();
  }

  private static @Nullable String forRegex(Token token) {
    if (token instanceof Any) {
      return ".*";
    }
    if (token instanceof One) {
      return ".";
    }
    if (token instanceof Literal literal) {
      return character(literal.character);
    }
    return token instanceof OneOf set ? forRegex(set) : null;
  }

  private static @Nullable String forRegex(OneOf set) {
    StringBuilder ranges = new StringBuilder();
    for (Range range : set.ranges) {
      if (range.first <= range.last) {
        ranges.append(character(range.first)).append('-').append(character(range.last));
      }
    }
    return ranges.isEmpty() ? null : (set.inverted ? "[^" : "[") + ranges + "]";
  }

  private static String character(int character) {
    return "\\x{" + Integer.toHexString(character) + "}";
  }
}
