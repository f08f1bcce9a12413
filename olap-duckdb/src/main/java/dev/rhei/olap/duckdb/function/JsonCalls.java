package dev.rhei.olap.duckdb.function;

import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/** The functions that read a JSON document, as they run: one object for each chunk of rows. */
final class JsonCalls {
  private static final long JSON5 = 2;
  private static final int BINARY_KINDS = 12;

  private final JsonReader reader = new JsonReader();
  private final Values values;
  private final JsonValues elements;

  private String text = "";
  private JsonNode root = JsonNode.empty(JsonKind.NULL);
  private boolean known; // root is what the text says
  private @Nullable JsonPath path;
  private String pathText = "";

  private JsonCalls(Values values) {
    this.values = values;
    elements = new JsonValues(values);
  }

  static void register(Registry registry) throws SQLException {
    var text = Registry.TEXT;
    registry.text("rhei_json_document", values -> new JsonCalls(values)::document, text);
    registry.text("rhei_json_path", values -> new JsonCalls(values)::fullPath, text);
    registry.text("rhei_json", values -> new JsonCalls(values)::json, text);
    registry.integer(
        "rhei_json_valid", values -> new JsonCalls(values)::valid, text, Registry.INTEGER);
    registry.integer(
        "rhei_json_error_position", values -> new JsonCalls(values)::errorPosition, text);
    registry.textWithNulls(
        "rhei_json_type", values -> new JsonCalls(values)::type, false, text, text);
    registry.integerWithNulls(
        "rhei_json_array_length", values -> new JsonCalls(values)::arrayLength, text, text);
    registry.textWithNulls(
        "rhei_json_extract", values -> new JsonCalls(values)::extract, false, text, text);
    registry.textWithNulls(
        "rhei_json_extract_element",
        values -> new JsonCalls(values)::extractElement,
        false,
        text,
        text);
    registry.textWithNulls(
        "rhei_json_extract_scalar",
        values -> new JsonCalls(values)::extractScalar,
        false,
        text,
        text);
    registry.textWithNulls("rhei_json_at", values -> new JsonCalls(values)::at, false, text, text);
    registry.textWithNulls(
        "rhei_json_extract_all", values -> new JsonCalls(values)::extractAll, true, text, text);
    registry.textWithNulls(
        "rhei_json_pretty", values -> new JsonCalls(values)::pretty, false, text, text);
  }

  /** The text of a value that is to be read as a document. */
  private String document(Row row) {
    Object value = row.value(0);
    if (value instanceof byte[] blob && isBinary(blob)) {
      throw new LeftToSqlite("JSONB");
    }
    return values.text(value);
  }

  /** Whether SQLite might take the bytes for its binary form of JSON. */
  private static boolean isBinary(byte[] blob) {
    if (blob.length == 0 || (blob[0] & 15) > BINARY_KINDS) {
      return false;
    }
    int size = (blob[0] & 0xff) >> 4;
    int more = size < BINARY_KINDS ? 0 : 1 << (size - BINARY_KINDS);
    if (blob.length <= more) {
      return false;
    }
    long payload = more == 0 ? size : 0;
    for (int i = 1; i <= more; i++) {
      payload = (payload << 8) | (blob[i] & 0xff);
    }
    return payload == blob.length - 1 - more;
  }

  /** The path that the right side of an arrow means. */
  private String fullPath(Row row) {
    return JsonPath.full(row.value(0), values);
  }

  private String json(Row row) {
    return JsonWriter.text(root(row.text(0)));
  }

  private long valid(Row row) {
    boolean valid = reader.read(row.text(0)) != null;
    return valid && ((row.integer(1) & JSON5) != 0 || !reader.isExtended()) ? 1 : 0;
  }

  private long errorPosition(Row row) {
    return reader.read(row.text(0)) != null ? 0 : reader.errorPosition();
  }

  private @Nullable String type(Row row) {
    JsonNode node = find(row);
    return node == null ? null : node.kind.type;
  }

  private long arrayLength(Row row) {
    JsonNode node = find(row);
    if (node == null) {
      return row.nothing();
    }
    return node.kind == JsonKind.ARRAY ? node.count() : 0;
  }

  private @Nullable String extract(Row row) {
    JsonNode node = find(row);
    return node == null ? null : elements.tagged(node, false);
  }

  private @Nullable String extractElement(Row row) {
    JsonNode node = find(row);
    return node == null ? null : elements.tagged(node, true);
  }

  /** What is left of SQLite's binary form if containers are refused. */
  private @Nullable String extractScalar(Row row) {
    JsonNode node = find(row);
    if (node != null && node.kind.isContainer()) {
      throw new LeftToSqlite("JSONB");
    }
    return node == null ? null : elements.tagged(node, false);
  }

  private @Nullable String at(Row row) {
    JsonNode node = find(row);
    return node == null ? null : JsonWriter.text(node);
  }

  private @Nullable String extractAll(Row row) {
    String document = row.textOrNull(0);
    if (document == null) {
      return null;
    }
    JsonNode all = root(document);
    StringBuilder out = new StringBuilder("[");
    for (int i = 1; i < row.count(); i++) {
      String each = row.textOrNull(i);
      if (each == null) {
        return null;
      }
      JsonNode node = JsonPath.of(each).find(all);
      out.append(i == 1 ? "" : ",");
      if (node == null) {
        out.append("null");
      } else {
        JsonWriter.write(node, out, 0);
      }
    }
    return out.append(']').toString();
  }

  private @Nullable String pretty(Row row) {
    String document = row.textOrNull(0);
    String indent = row.textOrNull(1);
    return document == null
        ? null
        : JsonPretty.text(root(document), indent == null ? JsonPretty.INDENT : indent);
  }

  /** What the second argument leads to in the first. */
  private @Nullable JsonNode find(Row row) {
    String document = row.textOrNull(0);
    if (document == null) {
      return null;
    }
    JsonNode all = root(document);
    String steps = row.textOrNull(1);
    return steps == null ? null : path(steps).find(all);
  }

  private JsonNode root(String document) {
    if (!known || !document.equals(text)) {
      known = false;
      root = reader.document(document);
      text = document;
      known = true;
    }
    return root;
  }

  private JsonPath path(String steps) {
    JsonPath last = path;
    if (last == null || !steps.equals(pathText)) {
      last = JsonPath.of(steps);
      path = last;
      pathText = steps;
    }
    return last;
  }
}
