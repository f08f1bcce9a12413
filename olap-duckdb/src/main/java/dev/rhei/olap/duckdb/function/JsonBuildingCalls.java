package dev.rhei.olap.duckdb.function;

import static dev.rhei.olap.duckdb.function.Registry.TEXT;

import java.sql.SQLException;
import java.util.function.Function;
import org.duckdb.DuckDBColumnType;
import org.jspecify.annotations.Nullable;

/**
 * The functions that make JSON out of values or change a document, as they run: one object for each
 * chunk of rows. Values come as {@link JsonValues} has them.
 */
final class JsonBuildingCalls {
  private final JsonReader reader = new JsonReader();
  private final JsonReader patches = new JsonReader();
  private final JsonValues elements;

  private JsonBuildingCalls(Values values) {
    elements = new JsonValues(values);
  }

  static void register(Registry registry) throws SQLException {
    some(registry, "rhei_json_quote", calls -> calls::quote, false, TEXT);
    some(registry, "rhei_json_array", calls -> calls::array, true, TEXT);
    some(registry, "rhei_json_object", calls -> calls::object, true, TEXT, TEXT);
    some(registry, "rhei_json_member", calls -> calls::member, false, TEXT, TEXT);
    some(registry, "rhei_json_remove", calls -> calls::remove, true, TEXT, TEXT);
    some(registry, "rhei_json_patch", calls -> calls::patch, false, TEXT, TEXT);
    for (JsonEdit edit : JsonEdit.values()) {
      some(
          registry, edit.function(), calls -> row -> calls.edit(edit, row), true, TEXT, TEXT, TEXT);
    }
  }

  private static void some(
      Registry registry,
      String name,
      Function<JsonBuildingCalls, Registry.TextKernel> kernel,
      boolean more,
      DuckDBColumnType... parameters)
      throws SQLException {
    registry.textWithNulls(
        name, values -> kernel.apply(new JsonBuildingCalls(values)), more, parameters);
  }

  private String quote(Row row) {
    StringBuilder out = new StringBuilder();
    elements.write(row.textOrNull(0), out);
    return out.toString();
  }

  private String array(Row row) {
    StringBuilder out = new StringBuilder("[");
    for (int i = 0; i < row.count(); i++) {
      out.append(i == 0 ? "" : ",");
      elements.write(row.textOrNull(i), out);
    }
    return out.append(']').toString();
  }

  private String object(Row row) {
    StringBuilder out = new StringBuilder("{");
    for (int i = 0; i < row.count(); i += 2) {
      String label = row.textOrNull(i);
      if (label == null || label.charAt(0) != 't') {
        throw new LeftToSqlite("a label of a JSON object that is no text");
      }
      out.append(i == 0 ? "" : ",");
      writeMember(label.substring(1), row.textOrNull(i + 1), out);
    }
    return out.append('}').toString();
  }

  /** A member of an object that is put together from rows; none without a name. */
  private @Nullable String member(Row row) {
    String label = row.textOrNull(0);
    if (label == null) {
      return null;
    }
    int nul = label.indexOf('\0');
    StringBuilder out = new StringBuilder();
    writeMember(nul < 0 ? label : label.substring(0, nul), row.textOrNull(1), out);
    return out.toString();
  }

  private void writeMember(String label, @Nullable String value, StringBuilder out) {
    JsonWriter.quote(label, out);
    out.append(':');
    elements.write(value, out);
  }

  private @Nullable String edit(JsonEdit edit, Row row) {
    String document = row.textOrNull(0);
    if (document == null) {
      return null;
    }
    JsonNode root = reader.document(document);
    for (int i = 1; i < row.count(); i += 2) {
      String path = row.textOrNull(i);
      if (path != null) {
        edit.apply(root, JsonPath.of(path), elements.node(row.textOrNull(i + 1)));
      }
    }
    return JsonWriter.text(root);
  }

  private @Nullable String remove(Row row) {
    String document = row.textOrNull(0);
    if (document == null) {
      return null;
    }
    JsonNode root = reader.document(document);
    for (int i = 1; i < row.count(); i++) {
      String text = row.textOrNull(i);
      JsonPath path = text == null ? null : JsonPath.of(text);
      if (path == null || path.steps().isEmpty()) {
        return null; // also for the document itself
      }
      JsonEdit.remove(root, path);
    }
    return JsonWriter.text(root);
  }

  private @Nullable String patch(Row row) {
    String document = row.textOrNull(0);
    if (document == null) {
      return null;
    }
    JsonNode root = reader.document(document);
    String patch = row.textOrNull(1);
    if (patch == null) {
      return null;
    }
    JsonPatch.merge(root, patches.document(patch));
    return JsonWriter.text(root);
  }
}
