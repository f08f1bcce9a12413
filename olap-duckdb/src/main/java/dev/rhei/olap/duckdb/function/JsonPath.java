package dev.rhei.olap.duckdb.function;

import static dev.rhei.olap.duckdb.function.JsonChars.at;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A path such as {@code $.a[0]."b c"[#-1]}. SQLite sees what is wrong with a path only when it gets
 * there, so that {@code $.a.} is no error where there is no {@code a}.
 */
final class JsonPath {
  private static final int MOST_STEPS = 500; // SQLite: 1000, with the containers that an edit adds
  private static final long BEYOND = 0xffffffffL; // further than any array goes

  /** From a container to an element. */
  sealed interface Step {}

  /** The member of that name. */
  record Member(JsonNode name) implements Step {}

  /** The element at that place, counted from the end if so. */
  record Element(long index, boolean fromEnd) implements Step {}

  /** No path at all, whatever is there. */
  record Wrong() implements Step {}

  /** No path if there is an array. */
  record WrongIndex() implements Step {}

  private final List<Step> steps = new ArrayList<>();
  private final String text;
  private int at;

  private JsonPath(String text) {
    this.text = text;
  }

  /** The path of a text that begins with a dollar; any other is left to SQLite, which fails. */
  static JsonPath of(String source) {
    int nul = source.indexOf('\0');
    JsonPath path = new JsonPath(nul < 0 ? source : source.substring(0, nul));
    if (at(path.text, 0) != '$') {
      throw wrong();
    }
    path.at = 1;
    while (path.at < path.text.length()) {
      Step step = path.next();
      path.steps.add(step);
      if (step instanceof Wrong || step instanceof WrongIndex) {
        break;
      }
    }
    if (path.steps.size() > MOST_STEPS) {
      throw new LeftToSqlite("a JSON path that deep");
    }
    return path;
  }

  /** The path that the right side of {@code ->} and {@code ->>} means. */
  static String full(Object value, Values values) {
    String text = values.text(value);
    if (value instanceof Long index) {
      return (index < 0 ? "$[#" : "$[") + text + "]";
    }
    int nul = text.indexOf('\0');
    text = nul < 0 ? text : text.substring(0, nul);
    if (text.startsWith("$")) {
      return text;
    }
    if (text.chars().allMatch(c -> JsonChars.isLetterOrDigit((char) c) || c == '_')) {
      return "$." + text;
    }
    boolean index = text.length() >= 3 && text.startsWith("[") && text.endsWith("]");
    return index ? "$" + text : "$.\"" + text + "\"";
  }

  static LeftToSqlite wrong() {
    return new LeftToSqlite("no JSON path");
  }

  List<Step> steps() {
    return steps;
  }

  /** The element there, or null if there is none. */
  @Nullable JsonNode find(JsonNode root) {
    JsonNode node = root;
    for (Step step : steps) {
      node = follow(node, step);
      if (node == null) {
        return null;
      }
    }
    return node;
  }

  /** The element one step below, or null if there is none. */
  static @Nullable JsonNode follow(JsonNode node, Step step) {
    if (step instanceof Wrong || (step instanceof WrongIndex && node.kind == JsonKind.ARRAY)) {
      throw wrong();
    }
    if (step instanceof Member member) {
      return node.kind == JsonKind.OBJECT ? node.member(member.name()) : null;
    }
    if (!(step instanceof Element element) || node.kind != JsonKind.ARRAY) {
      return null;
    }
    long index = index(node, element);
    JsonNode found = index < 0 ? null : node.first;
    while (found != null && index-- > 0) {
      found = found.next;
    }
    return found;
  }

  /** The place that is meant, negative if there is none in front of the first. */
  static long index(JsonNode array, Element element) {
    return element.fromEnd() ? array.count() - element.index() : element.index();
  }

  private Step next() {
    return switch (text.charAt(at++)) {
      case '.' -> at(text, at) == '"' ? quoted() : bare();
      case '[' -> element();
      default -> new Wrong();
    };
  }

  private Step bare() {
    int from = at;
    while (at < text.length() && text.charAt(at) != '.' && text.charAt(at) != '[') {
      at++;
    }
    return from == at ? new Wrong() : new Member(new JsonNode(JsonKind.RAW, text, from, at));
  }

  private Step quoted() {
    int from = ++at;
    JsonKind kind = JsonKind.RAW;
    while (at < text.length() && text.charAt(at) != '"') {
      if (text.charAt(at) == '\\') {
        kind = JsonKind.LOOSE;
        requireEscape();
        at++;
      }
      at++;
    }
    return at < text.length() ? new Member(new JsonNode(kind, text, from, at++)) : new Wrong();
  }

  /** SQLite does something with the others as well, but what is hard to tell. */
  private void requireEscape() {
    boolean known =
        switch (at(text, at + 1)) {
          case '"', '\\', '/', 'b', 'f', 'n', 'r', 't', '\'', 'v' -> true;
          case 'u' -> JsonChars.hex(text, at + 2, 4);
          case 'x' -> JsonChars.hex(text, at + 2, 2);
          default -> false;
        };
    if (!known) {
      throw new LeftToSqlite("an escape in a JSON path");
    }
  }

  private Step element() {
    boolean fromEnd = at(text, at) == '#';
    boolean digits = !fromEnd;
    if (fromEnd) {
      at++;
      digits = at(text, at) == '-' && JsonChars.isDigit(at(text, at + 1));
      at += digits ? 1 : 0;
    }
    int from = at;
    long index = 0;
    while (digits && JsonChars.isDigit(at(text, at))) {
      index = index < BEYOND ? index * 10 + (text.charAt(at) - '0') : index;
      at++;
    }
    boolean some = at > from || fromEnd;
    return some && at(text, at++) == ']' ? new Element(index, fromEnd) : new WrongIndex();
  }
}
