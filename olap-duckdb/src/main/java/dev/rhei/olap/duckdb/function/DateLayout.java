package dev.rhei.olap.duckdb.function;

import dev.rhei.core.schema.Identifier;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A format of {@code strftime()} that shows no more of {@code YYYY-MM-DD HH:MM:SS} than stands
 * there: as pieces of that text and of literals. In the characters that are kept, those from {@link
 * #TEXT} on stand for the ones of the text.
 */
record DateLayout(String characters) {
  private static final String MODEL = "YYYY-MM-DD HH:MM:SS";
  private static final String MIDNIGHT = "YYYY-MM-DD 00:00:00";
  private static final int TIME = 11;

  /** Private characters of Unicode. */
  private static final char TEXT = '\uE000';

  /** Null if the format shows something else. */
  static @Nullable DateLayout of(String format) {
    StringBuilder characters = new StringBuilder();
    boolean percent = false;
    for (int i = 0; i < format.length(); i++) {
      char c = format.charAt(i);
      if (c >= TEXT || c == 0) {
        return null;
      }
      if (percent) {
        String field = field(c);
        if (field == null) {
          return null;
        }
        characters.append(field);
      } else if (c != '%') {
        characters.append(c);
      }
      percent = !percent && c == '%';
    }
    return percent ? null : new DateLayout(joined(characters));
  }

  private static @Nullable String field(char letter) {
    return switch (letter) {
      case 'Y' -> text(0, 4);
      case 'm' -> text(5, 2);
      case 'd' -> text(8, 2);
      case 'F' -> text(0, 10);
      case 'H' -> text(TIME, 2);
      case 'M' -> text(14, 2);
      case 'S' -> text(17, 2);
      case 'R' -> text(TIME, 5);
      case 'T' -> text(TIME, 8);
      case '%' -> "%";
      default -> null;
    };
  }

  private static String text(int from, int length) {
    StringBuilder text = new StringBuilder();
    for (int i = from; i < from + length; i++) {
      text.append((char) (TEXT + i));
    }
    return text.toString();
  }

  /** A separator between two fields that is the text's own belongs to the text. */
  private static String joined(StringBuilder characters) {
    for (int i = 1; i + 1 < characters.length(); i++) {
      int before = characters.charAt(i - 1) - TEXT;
      if (before >= 0
          && characters.charAt(i + 1) - TEXT == before + 2
          && MODEL.charAt(before + 1) == characters.charAt(i)) {
        characters.setCharAt(i, (char) (TEXT + before + 1));
      }
    }
    return characters.toString();
  }

  boolean showsTime() {
    return characters.chars().anyMatch(c -> c >= TEXT + TIME);
  }

  /** The same for a text without a time of day. */
  DateLayout atMidnight() {
    StringBuilder midnight = new StringBuilder();
    for (int i = 0; i < characters.length(); i++) {
      char c = characters.charAt(i);
      midnight.append(c >= TEXT + TIME - 1 ? MIDNIGHT.charAt(c - TEXT) : c);
    }
    return new DateLayout(midnight.toString());
  }

  /** DuckDB's expression over the text. */
  String sql(String x) {
    List<String> parts = new ArrayList<>();
    int from = 0;
    while (from < characters.length()) {
      int to = endOfPiece(from);
      char first = characters.charAt(from);
      parts.add(
          first >= TEXT
              ? "substr(" + x + ", " + (first - TEXT + 1) + ", " + (to - from) + ")"
              : Identifier.literal(characters.substring(from, to)));
      from = to;
    }
    return parts.isEmpty() ? "''" : "(" + String.join(" || ", parts) + ")";
  }

  private int endOfPiece(int from) {
    char first = characters.charAt(from);
    int to = from + 1;
    while (to < characters.length()
        && (first >= TEXT
            ? characters.charAt(to) == first + (to - from)
            : characters.charAt(to) < TEXT)) {
      to++;
    }
    return to;
  }
}
