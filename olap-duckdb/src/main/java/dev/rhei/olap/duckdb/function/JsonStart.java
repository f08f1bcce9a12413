package dev.rhei.olap.duckdb.function;

import dev.rhei.olap.duckdb.function.JsonPath.Step;
import org.jspecify.annotations.Nullable;

/**
 * The element a table function starts from, and what SQLite says of it in the first row.
 *
 * @param at where it is in the binary form
 * @param id its number: where it is together with its name
 */
record JsonStart(JsonNode root, String path, JsonNode node, long at, long id) {

  /** The element the path leads to in a measured document, or null if there is none. */
  static @Nullable JsonStart find(JsonNode root, String path) {
    JsonNode node = root;
    long at = 0;
    long id = 0;
    for (Step step : JsonPath.of(path).steps()) {
      JsonNode found = JsonPath.follow(node, step);
      if (found == null) {
        return null;
      }
      id = at + JsonSizes.header(node);
      for (JsonNode before = node.first; before != found && before != null; before = before.next) {
        id += JsonSizes.all(before.label) + JsonSizes.all(before);
      }
      at = id + JsonSizes.all(found.label);
      node = found;
    }
    return new JsonStart(root, path, node, at, id);
  }

  /**
   * How much of the path leads to the container. SQLite finds it only for the first element of one:
   * for others it takes the whole document for the container.
   */
  int pathLength() {
    int length = path.length();
    if (length < 2) {
      return length;
    }
    while (length > 1) {
      length--;
      char c = path.charAt(length);
      if ((c == '[' || c == '.') && isContainer(path.substring(0, length))) {
        break;
      }
    }
    return length;
  }

  private boolean isContainer(String prefix) {
    try {
      JsonStart found = find(root, prefix);
      return found != null && found.at + JsonSizes.header(found.node) == id;
    } catch (LeftToSqlite cutWithinAName) {
      return false;
    }
  }

  /** The key in the first row of a tree: the rest of the path, if there is one. */
  @Nullable String key() {
    int from = pathLength();
    String rest = path.substring(from);
    if (path.length() == 1 || rest.isEmpty()) {
      return null;
    }
    if (rest.charAt(0) == '[') {
      int end = 1;
      while (JsonChars.isDigit(JsonChars.at(rest, end))) {
        end++;
      }
      return Tagged.integer(end == 1 ? 0 : Long.parseLong(rest, 1, end, 10));
    }
    if (JsonChars.at(rest, 1) != '"') {
      return Tagged.text(rest.substring(1));
    }
    if (rest.charAt(rest.length() - 1) >= 0x80) {
      throw new LeftToSqlite("a character cut apart");
    }
    return Tagged.text(rest.substring(2, rest.length() - 1));
  }
}
