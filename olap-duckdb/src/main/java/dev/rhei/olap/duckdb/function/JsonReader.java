package dev.rhei.olap.duckdb.function;

import static dev.rhei.olap.duckdb.function.JsonChars.at;

import org.jspecify.annotations.Nullable;

/**
 * Reads JSON and JSON5 as SQLite does. What is wrong with a text is found in the same order and at
 * the same place, for {@code json_error_position} tells it. For one thread.
 */
final class JsonReader {
  static final int DEPTH = 1000;

  // What value() gives where there is none; that of a value is the place behind it.
  private static final int NOTHING = 0;
  private static final int BROKEN = -1;
  private static final int OBJECT_END = -2;
  private static final int ARRAY_END = -3;
  private static final int COMMA = -4;
  private static final int COLON = -5;

  private final JsonNumbers numbers = new JsonNumbers();
  private String text = "";
  private JsonNode node = JsonNode.empty(JsonKind.NULL);
  private int depth;
  private int mark; // the last place at which something other than a value was found
  private boolean extended;

  /** The document, or null if it is malformed. */
  @Nullable JsonNode read(String source) {
    int nul = source.indexOf('\0');
    text = nul < 0 ? source : source.substring(0, nul); // SQLite looks no further
    depth = 0;
    mark = 0;
    extended = false;
    int end = value(0);
    if (end <= 0) {
      return null;
    }
    end = JsonChars.skipBlanks(text, end);
    if (end < text.length()) {
      extended = true;
      end = JsonChars.skipAllBlanks(text, end);
    }
    return end < text.length() ? null : node;
  }

  /** The document; a malformed one is left to SQLite, which fails. */
  JsonNode document(String source) {
    JsonNode root = read(source);
    if (root == null) {
      throw new LeftToSqlite("malformed JSON");
    }
    return root;
  }

  /** Whether the text read last is more than plain JSON. */
  boolean isExtended() {
    return extended;
  }

  /** Where the text read last went wrong, in characters, from 1 on. */
  int errorPosition() {
    return text.codePointCount(0, Math.min(mark, text.length())) + 1;
  }

  private int value(int start) {
    int at = start;
    while (true) {
      char c = at(text, at);
      if (JsonChars.isBlank(c)) {
        at++;
      } else if (c == '/' || JsonChars.isAnyBlank(c)) {
        int next = JsonChars.skipAllBlanks(text, at);
        if (next == at) {
          return found(BROKEN, at);
        }
        extended = true;
        at = next;
      } else {
        return value(c, at);
      }
    }
  }

  private int value(char c, int at) {
    return switch (c) {
      case 0 -> NOTHING;
      case '{' -> object(at);
      case '[' -> array(at);
      case '"', '\'' -> string(at);
      case '-', '+', '.', '0', '1', '2', '3', '4', '5', '6', '7', '8', '9' -> number(at);
      case 't' -> constant(at, "true", JsonKind.TRUE);
      case 'f' -> constant(at, "false", JsonKind.FALSE);
      case '}' -> found(OBJECT_END, at);
      case ']' -> found(ARRAY_END, at);
      case ',' -> found(COMMA, at);
      case ':' -> found(COLON, at);
      default -> special(at);
    };
  }

  private int object(int start) {
    JsonNode object = JsonNode.empty(JsonKind.OBJECT);
    JsonNode last = null;
    if (++depth > DEPTH) {
      return found(BROKEN, start);
    }
    int at = start;
    do {
      int before = at + 1;
      int end = value(before);
      if (end == OBJECT_END) {
        extended |= last != null;
        at = mark;
        break;
      }
      if (end <= 0) {
        int name = JsonChars.skipAllBlanks(text, before);
        int code = end;
        end = name(name);
        if (end <= 0) {
          return code == BROKEN ? BROKEN : found(BROKEN, name);
        }
      }
      if (!node.kind.isText()) {
        return found(BROKEN, before);
      }
      JsonNode label = node;
      at = colon(end);
      if (at < 0) {
        return BROKEN;
      }
      end = value(at + 1);
      if (end <= 0) {
        return end == BROKEN ? BROKEN : found(BROKEN, at + 1);
      }
      JsonNode member = node;
      member.label = label;
      if (last == null) {
        object.first = member;
      } else {
        last.next = member;
      }
      last = member;
      at = separator(end, '}', OBJECT_END);
    } while (at >= 0 && text.charAt(at) == ',');
    return closed(object, at);
  }

  private int array(int start) {
    JsonNode array = JsonNode.empty(JsonKind.ARRAY);
    JsonNode last = null;
    if (++depth > DEPTH) {
      return found(BROKEN, start);
    }
    int at = start;
    do {
      int end = value(at + 1);
      if (end == ARRAY_END) {
        extended |= last != null;
        at = mark;
        break;
      }
      if (end <= 0) {
        return end == BROKEN ? BROKEN : found(BROKEN, at + 1);
      }
      if (last == null) {
        array.first = node;
      } else {
        last.next = node;
      }
      last = node;
      at = separator(end, ']', ARRAY_END);
    } while (at >= 0 && text.charAt(at) == ',');
    return closed(array, at);
  }

  private int closed(JsonNode container, int at) {
    if (at < 0) {
      return BROKEN;
    }
    depth--;
    node = container;
    return at + 1;
  }

  /** The place of the colon behind a name, or {@link #BROKEN}. */
  private int colon(int end) {
    int at = JsonChars.skipBlanks(text, end);
    if (at(text, at) == ':') {
      return at;
    }
    int code = value(at);
    if (code == COLON) {
      return mark;
    }
    return code == BROKEN ? BROKEN : found(BROKEN, at);
  }

  /** The place of the comma or of the end behind an element, or {@link #BROKEN}. */
  private int separator(int end, char close, int closed) {
    int at = JsonChars.skipBlanks(text, end);
    char c = at(text, at);
    if (c == ',' || c == close) {
      return at;
    }
    int code = value(at);
    return code == COMMA || code == closed ? mark : found(BROKEN, at);
  }

  /** A name without quotes. */
  private int name(int start) {
    int end = start;
    boolean escaped = false;
    while (true) {
      char c = at(text, end);
      if (c == '\\' && at(text, end + 1) == 'u' && JsonChars.hex(text, end + 2, 4)) {
        escaped = true;
      } else if (end == start
          ? !JsonChars.startsName(c)
          : !(JsonChars.startsName(c) || JsonChars.isDigit(c)) || JsonChars.isAnyBlank(c)) {
        break;
      }
      end++;
    }
    extended = true;
    return end == start
        ? BROKEN
        : scalar(escaped ? JsonKind.ESCAPED : JsonKind.TEXT, start, end, end);
  }

  private int string(int start) {
    char quote = text.charAt(start);
    extended |= quote == '\'';
    JsonKind kind = JsonKind.TEXT;
    int at = start + 1;
    while (true) {
      char c = at(text, at);
      if (c == quote) {
        return scalar(kind, start + 1, at, at + 1);
      }
      if (c == '\\') {
        at++;
        c = at(text, at);
        if (isPlainEscape(c, at)) {
          kind = kind == JsonKind.TEXT ? JsonKind.ESCAPED : kind;
        } else if (isLooseEscape(c, at)) {
          if (c == '\r' && at(text, at + 1) == '\n') {
            at++;
          }
          kind = JsonKind.LOOSE;
          extended = true;
        } else {
          return found(BROKEN, at);
        }
      } else if (c < ' ') {
        if (c == 0) {
          return found(BROKEN, at);
        }
        kind = JsonKind.LOOSE;
        extended = true;
      } else if (c == '"') {
        kind = JsonKind.LOOSE;
      }
      at++;
    }
  }

  private boolean isPlainEscape(char c, int at) {
    return switch (c) {
      case '"', '\\', '/', 'b', 'f', 'n', 'r', 't' -> true;
      case 'u' -> JsonChars.hex(text, at + 1, 4);
      default -> false;
    };
  }

  private boolean isLooseEscape(char c, int at) {
    return switch (c) {
      case '\'', 'v', '\n', '\r', '\u2028', '\u2029' -> true;
      case '0' -> !JsonChars.isDigit(at(text, at + 1));
      case 'x' -> JsonChars.hex(text, at + 1, 2);
      default -> false;
    };
  }

  private int number(int start) {
    int end = numbers.scan(text, start);
    if (end < 0) {
      return found(BROKEN, numbers.errorAt());
    }
    extended |= !numbers.isPlain();
    if (numbers.isInfinite()) {
      node = infinity(text.charAt(start) == '-');
      return end;
    }
    return scalar(numbers.kind(), text.charAt(start) == '+' ? start + 1 : start, end, end);
  }

  static JsonNode infinity(boolean negative) {
    return JsonNode.of(JsonKind.REAL, negative ? "-9e999" : "9e999");
  }

  private int constant(int start, String word, JsonKind kind) {
    int end = start + word.length();
    return text.startsWith(word, start) && !JsonChars.isLetterOrDigit(at(text, end))
        ? scalar(kind, start, end, end)
        : found(BROKEN, start);
  }

  /** Words that stand for numbers JSON does not have, and null. */
  private int special(int start) {
    char c = at(text, start);
    if (text.startsWith("null", start) && !JsonChars.isLetterOrDigit(at(text, start + 4))) {
      return scalar(JsonKind.NULL, start, start + 4, start + 4);
    }
    int end =
        switch (c) {
          case 'i', 'I' -> Math.max(word(start, "infinity"), word(start, "inf"));
          case 'n', 'N' -> word(start, "nan");
          case 'q', 'Q' -> word(start, "qnan");
          case 's', 'S' -> word(start, "snan");
          default -> 0;
        };
    if (end == 0) {
      return found(BROKEN, start);
    }
    node = c == 'i' || c == 'I' ? infinity(false) : JsonNode.empty(JsonKind.NULL);
    extended = true;
    return end;
  }

  /** The place behind the word if it stands there, in any case, else 0. */
  private int word(int start, String lower) {
    int end = start + lower.length();
    boolean there = JsonChars.word(text, start, lower) && !JsonChars.isLetterOrDigit(at(text, end));
    return there ? end : 0;
  }

  private int scalar(JsonKind kind, int from, int to, int end) {
    node = new JsonNode(kind, text, from, to);
    return end;
  }

  private int found(int code, int at) {
    mark = at;
    return code;
  }
}
