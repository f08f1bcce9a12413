package dev.rhei.olap.duckdb.function;

import static dev.rhei.olap.duckdb.function.JsonChars.at;
import static dev.rhei.olap.duckdb.function.Registry.INTEGER;
import static dev.rhei.olap.duckdb.function.Registry.TEXT;

import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/**
 * The rows of {@code json_each} and {@code json_tree}, as they run: all of one document in one
 * text, JSON itself, for DuckDB to take apart. Each is an array of ordinal, key, value, type, id,
 * parent, full key and path; those that nobody asks for are null. For one thread.
 */
final class JsonRows {
  // What can be asked for.
  static final long KEY = 1;
  static final long VALUE = 2;
  static final long TYPE = 4;
  static final long ID = 8;
  static final long FULL_KEY = 16;
  static final long PATH = 32;

  private static final long NONE = -1;

  private final JsonReader reader = new JsonReader();
  private final StringBuilder out = new StringBuilder();
  private final JsonValues elements;
  private final boolean tree;

  private long wanted;
  private long ordinal;

  private JsonRows(Values values, boolean tree) {
    elements = new JsonValues(values);
    this.tree = tree;
  }

  static void register(Registry registry) throws SQLException {
    registry.text(
        "rhei_json_each", values -> new JsonRows(values, false)::rows, TEXT, TEXT, INTEGER);
    registry.text(
        "rhei_json_tree", values -> new JsonRows(values, true)::rows, TEXT, TEXT, INTEGER);
  }

  private String rows(Row row) {
    return rows(row.text(0), row.text(1), row.integer(2));
  }

  private String rows(String document, String path, long columns) {
    JsonNode root = reader.document(document);
    int nul = path.indexOf('\0');
    String text = nul < 0 ? path : path.substring(0, nul);
    wanted = columns;
    ordinal = 0;
    out.setLength(0);
    out.append('[');
    if (isWanted(ID) || text.length() > 1) {
      JsonSizes.measure(root);
    }
    JsonStart start = JsonStart.find(root, text);
    if (start != null) {
      JsonNode node = start.node();
      if (tree || !node.kind.isContainer()) {
        String outer = tree ? text.substring(0, start.pathLength()) : text;
        write(tree ? start.key() : null, node, start.id(), NONE, text, outer);
      }
      if (node.kind.isContainer()) {
        writeElements(node, start.at(), start.id(), text);
      }
    }
    return out.append(']').toString();
  }

  private void writeElements(JsonNode container, long start, long id, String path) {
    long at = start + JsonSizes.header(container);
    long index = 0;
    boolean names = isWanted(FULL_KEY) || (tree && isWanted(PATH));
    for (JsonNode node = container.first; node != null; node = node.next) {
      JsonNode label = node.label;
      long value = at + JsonSizes.all(label);
      String fullKey = names ? path + (label == null ? "[" + index + "]" : name(label)) : "";
      write(key(label, index), node, at, tree ? id : NONE, fullKey, path);
      if (tree && node.kind.isContainer()) {
        writeElements(node, value, at, fullKey);
      }
      at = value + JsonSizes.all(node);
      index++;
    }
  }

  private boolean isWanted(long column) {
    return (wanted & column) != 0;
  }

  private @Nullable String key(@Nullable JsonNode label, long index) {
    if (!isWanted(KEY)) {
      return null;
    }
    return label == null ? Tagged.integer(index) : Tagged.text(JsonCharacters.decoded(label));
  }

  /** A step of a path, as SQLite writes it: escapes stay as they are. */
  private static String name(JsonNode label) {
    String name = label.text.substring(label.from, label.to);
    boolean bare = JsonChars.isLetter(at(name, 0));
    for (int i = 1; i < name.length() && bare; i++) {
      bare = JsonChars.isLetterOrDigit(name.charAt(i));
    }
    return bare ? "." + name : ".\"" + name + "\"";
  }

  private void write(
      @Nullable String key, JsonNode node, long id, long parent, String fullKey, String path) {
    out.append(ordinal == 0 ? "[\"" : ",[\"").append(ordinal++).append("\",");
    write(key);
    write(isWanted(VALUE) ? elements.tagged(node, true) : null);
    write(isWanted(TYPE) ? node.kind.type : null);
    write(isWanted(ID) ? id : NONE);
    write(isWanted(ID) ? parent : NONE);
    write(isWanted(FULL_KEY) ? fullKey : null);
    write(isWanted(PATH) ? path : null);
    out.setCharAt(out.length() - 1, ']');
  }

  private void write(long number) {
    if (number == NONE) {
      out.append("null,");
    } else {
      out.append('"').append(number).append("\",");
    }
  }

  private void write(@Nullable String text) {
    if (text == null) {
      out.append("null");
    } else {
      JsonWriter.quote(text, out);
    }
    out.append(',');
  }
}
