package dev.rhei.parity;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The tokens of a text in SQLite's SQL, without comments and blanks. */
final class SqlTokens {
  private static final Pattern TOKEN =
      Pattern.compile(
          "(?<skip>\\s+|--[^\\n]*|/\\*.*?(?:\\*/|$))"
              + "|(?<text>[xX]?'(?:[^']|'')*')"
              + "|(?<quoted>\"(?:[^\"]|\"\")*\"|`(?:[^`]|``)*`|\\[[^\\]]*\\])"
              + "|(?<name>[\\p{L}_\\x80-\\uffff][\\w$\\x80-\\uffff]*)"
              + "|(?<number>\\.?[0-9](?:[eE][+-]?[0-9]|[\\w.])*)"
              + "|(?<parameter>\\?[0-9]*|[:@$]\\w+)"
              + "|.",
          Pattern.DOTALL);

  private SqlTokens() {}

  /**
   * A token.
   *
   * @param start where it stands
   * @param depth how many parentheses are open around it
   * @param name the name it is if it is one, quoted or not; keywords too. Else empty
   */
  record Token(String text, int start, int depth, String name) {
    int end() {
      return start + text.length();
    }

    boolean is(String word) {
      return text.equalsIgnoreCase(word);
    }
  }

  static List<Token> of(String sql) {
    List<Token> tokens = new ArrayList<>();
    Matcher matcher = TOKEN.matcher(sql);
    int depth = 0;
    while (matcher.find()) {
      if (matcher.group("skip") != null) {
        continue;
      }
      String text = matcher.group();
      if (text.equals(")")) {
        depth--;
      }
      tokens.add(new Token(text, matcher.start(), depth, name(matcher)));
      if (text.equals("(")) {
        depth++;
      }
    }
    return tokens;
  }

  private static String name(Matcher matcher) {
    String quoted = matcher.group("quoted");
    if (quoted != null) {
      String inner = quoted.substring(1, quoted.length() - 1);
      return switch (quoted.charAt(0)) {
        case '"' -> inner.replace("\"\"", "\"");
        case '`' -> inner.replace("``", "`");
        default -> inner;
      };
    }
    String name = matcher.group("name");
    return name == null ? "" : name;
  }

  /** All names in a text, in lower case; keywords too. */
  static Set<String> names(String sql) {
    Set<String> names = new LinkedHashSet<>();
    for (Token token : of(sql)) {
      if (!token.name().isEmpty()) {
        names.add(token.name().toLowerCase(Locale.ROOT));
      }
    }
    return names;
  }
}
