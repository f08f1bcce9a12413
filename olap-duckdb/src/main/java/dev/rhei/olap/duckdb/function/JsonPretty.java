package dev.rhei.olap.duckdb.function;

/** Writes JSON with an element on each line, as {@code json_pretty} does. */
final class JsonPretty {
  static final String INDENT = "    ";

  private final StringBuilder out = new StringBuilder();
  private final String indent;

  private JsonPretty(String indent) {
    this.indent = indent;
  }

  static String text(JsonNode root, String indent) {
    int nul = indent.indexOf('\0');
    JsonPretty pretty = new JsonPretty(nul < 0 ? indent : indent.substring(0, nul));
    pretty.write(root, 0);
    return pretty.out.toString();
  }

  private void write(JsonNode node, int depth) {
    if (!node.kind.isContainer()) {
      JsonWriter.write(node, out, depth);
      return;
    }
    boolean object = node.kind == JsonKind.OBJECT;
    out.append(object ? '{' : '[');
    if (node.first != null) {
      if (depth + 1 >= JsonReader.DEPTH) {
        throw new LeftToSqlite("JSON nested too deep");
      }
      for (JsonNode element = node.first; element != null; element = element.next) {
        out.append(element == node.first ? "\n" : ",\n");
        indent(depth + 1);
        if (object && element.label != null) {
          JsonWriter.write(element.label, out, depth);
          out.append(": ");
        }
        write(element, depth + 1);
      }
      out.append('\n');
      indent(depth);
    }
    out.append(object ? '}' : ']');
  }

  private void indent(int depth) {
    for (int i = 0; i < depth; i++) {
      out.append(indent);
    }
  }
}
