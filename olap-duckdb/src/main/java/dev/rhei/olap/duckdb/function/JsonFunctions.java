package dev.rhei.olap.duckdb.function;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/**
 * SQLite's scalar functions for JSON. Those that give SQLite's binary form exist as arguments of
 * others only, where they are the same as those that give text.
 */
public final class JsonFunctions {
  private static final String ROOT = "'$'";

  private JsonFunctions() {}

  /** Whether SQLite has a scalar JSON function or an operator of that name, in lower case. */
  public static boolean contains(String name) {
    return switch (name) {
      case "json",
          "json_array",
          "json_array_insert",
          "json_array_length",
          "json_error_position",
          "json_extract",
          "json_insert",
          "json_object",
          "json_patch",
          "json_pretty",
          "json_quote",
          "json_remove",
          "json_replace",
          "json_set",
          "json_type",
          "json_valid",
          "->",
          "->>",
          "jsonb",
          "jsonb_array",
          "jsonb_array_insert",
          "jsonb_extract",
          "jsonb_insert",
          "jsonb_object",
          "jsonb_patch",
          "jsonb_remove",
          "jsonb_replace",
          "jsonb_set" ->
          true;
      default -> false;
    };
  }

  /** The call of the function or operator of that name, in lower case. */
  public static JsonTerm call(String name, List<JsonTerm> arguments) {
    boolean binary = name.startsWith("jsonb");
    String plain = binary ? "json" + name.substring("jsonb".length()) : name;
    int count = arguments.size();
    boolean fits =
        switch (plain) {
          case "json", "json_quote", "json_error_position" -> count == 1;
          case "json_type", "json_array_length", "json_valid", "json_pretty" ->
              count == 1 || count == 2;
          case "json_patch", "->", "->>" -> count == 2;
          case "json_extract" -> count >= 2;
          case "json_remove" -> count >= 1;
          case "json_insert", "json_replace", "json_set", "json_array_insert" -> count % 2 == 1;
          case "json_object" -> count % 2 == 0;
          default -> true;
        };
    if (!contains(name) || !fits) {
      throw new LeftToSqlite(name + "() with " + count + " arguments");
    }
    return switch (plain) {
      case "json" -> json(arguments, binary);
      case "json_array" -> array(arguments, binary);
      case "json_object" -> object(arguments, binary);
      case "json_quote" ->
          JsonTerm.json("rhei_json_quote(" + arguments.get(0).asElement() + ")", false);
      case "json_insert" -> edit(JsonEdit.INSERT, arguments, binary);
      case "json_replace" -> edit(JsonEdit.REPLACE, arguments, binary);
      case "json_set" -> edit(JsonEdit.SET, arguments, binary);
      case "json_array_insert" -> edit(JsonEdit.ARRAY_INSERT, arguments, binary);
      case "json_remove" ->
          JsonTerm.json(
              withPaths(count == 1 ? "rhei_json" : "rhei_json_remove", arguments), binary);
      case "json_patch" ->
          JsonTerm.json(
              "rhei_json_patch("
                  + arguments.get(0).asDocument()
                  + ", "
                  + arguments.get(1).asDocument()
                  + ")",
              binary);
      case "json_extract" -> extract(arguments, binary);
      case "->" -> JsonTerm.json(withArrow("rhei_json_at", arguments), false);
      case "->>" -> JsonTerm.of(Term.tagged(withArrow("rhei_json_extract", arguments)));
      case "json_type" -> JsonTerm.of(Term.text(withPath("rhei_json_type", arguments)));
      case "json_array_length" ->
          JsonTerm.of(Term.integer(withPath("rhei_json_array_length", arguments)));
      case "json_valid" -> JsonTerm.of(valid(arguments));
      case "json_error_position" ->
          JsonTerm.of(
              Term.integer("rhei_json_error_position(" + textDocument(arguments.get(0)) + ")"));
      case "json_pretty" -> JsonTerm.of(pretty(arguments));
      default -> throw new LeftToSqlite(name);
    };
  }

  private static JsonTerm json(List<JsonTerm> arguments, boolean binary) {
    JsonTerm argument = arguments.get(0);
    String json = withPaths("rhei_json", arguments);
    if (!binary || argument.isBinary()) {
      return JsonTerm.json(json, binary);
    }
    String document = argument.asDocument();
    return new JsonTerm(
        Term.text(document), JsonTerm.Nature.READ_BINARY, document, JsonTerm.marked(json));
  }

  private static JsonTerm array(List<JsonTerm> elements, boolean binary) {
    if (elements.isEmpty()) {
      return JsonTerm.json("'[]'", binary);
    }
    List<String> sql = elements.stream().map(JsonTerm::asElement).toList();
    return JsonTerm.json("rhei_json_array(" + String.join(", ", sql) + ")", binary);
  }

  private static JsonTerm object(List<JsonTerm> members, boolean binary) {
    if (members.isEmpty()) {
      return JsonTerm.json("'{}'", binary);
    }
    List<String> sql = new ArrayList<>();
    for (int i = 0; i < members.size(); i += 2) {
      sql.add(Casts.tagged(members.get(i).value()).sql());
      sql.add(members.get(i + 1).asElement());
    }
    return JsonTerm.json("rhei_json_object(" + String.join(", ", sql) + ")", binary);
  }

  private static JsonTerm edit(JsonEdit edit, List<JsonTerm> arguments, boolean binary) {
    if (arguments.size() == 1) {
      return JsonTerm.json(withPaths("rhei_json", arguments), binary);
    }
    List<String> sql = new ArrayList<>();
    sql.add(arguments.get(0).asDocument());
    for (int i = 1; i < arguments.size(); i += 2) {
      sql.add(arguments.get(i).asPath());
      sql.add(arguments.get(i + 1).asElement());
    }
    return JsonTerm.json(edit.function() + "(" + String.join(", ", sql) + ")", binary);
  }

  private static JsonTerm extract(List<JsonTerm> arguments, boolean binary) {
    if (arguments.size() > 2) {
      return JsonTerm.json(withPaths("rhei_json_extract_all", arguments), binary);
    }
    String element = withPaths("rhei_json_extract_element", arguments);
    return binary
        ? new JsonTerm(
            Term.tagged(withPaths("rhei_json_extract_scalar", arguments)),
            JsonTerm.Nature.IN_BINARY,
            "rhei_json_document(" + element + ")",
            element)
        : new JsonTerm(
            Term.tagged(withPaths("rhei_json_extract", arguments)),
            JsonTerm.Nature.VALUE,
            null,
            element);
  }

  private static Term valid(List<JsonTerm> arguments) {
    Object flags = arguments.size() == 1 ? (Object) 1L : arguments.get(1).term().constant();
    if (!(flags instanceof Long bits) || bits < 1 || bits > 15) {
      throw new LeftToSqlite("json_valid() with such flags");
    }
    String document = textDocument(arguments.get(0));
    return Term.integer(
        (bits & 3) == 0
            ? "(CASE WHEN " + document + " IS NOT NULL THEN CAST(0 AS BIGINT) END)"
            : "rhei_json_valid(" + document + ", " + Term.literal(bits).sql() + ")");
  }

  /** A document of which it matters that it is text. */
  private static String textDocument(JsonTerm document) {
    if (document.isBinary()) {
      throw new LeftToSqlite("JSONB");
    }
    return document.asDocument();
  }

  private static Term pretty(List<JsonTerm> arguments) {
    String indent = arguments.size() == 1 ? "CAST(NULL AS VARCHAR)" : arguments.get(1).asPath();
    return Term.text("rhei_json_pretty(" + arguments.get(0).asDocument() + ", " + indent + ")");
  }

  private static String withPath(String function, List<JsonTerm> arguments) {
    String path = arguments.size() == 1 ? ROOT : arguments.get(1).asPath();
    return function + "(" + arguments.get(0).asDocument() + ", " + path + ")";
  }

  private static String withPaths(String function, List<JsonTerm> arguments) {
    List<String> sql = new ArrayList<>();
    sql.add(arguments.get(0).asDocument());
    for (JsonTerm path : arguments.subList(1, arguments.size())) {
      sql.add(path.asPath());
    }
    return function + "(" + String.join(", ", sql) + ")";
  }

  /** The right side of an arrow is a path, a name, or a place in an array. */
  private static String withArrow(String function, List<JsonTerm> arguments) {
    Term right = arguments.get(1).value();
    Object constant = right.constant();
    String path =
        constant == null
            ? "rhei_json_path(" + Casts.tagged(right).sql() + ")"
            : Term.literal(JsonPath.full(constant, new Values())).sql();
    return function + "(" + arguments.get(0).asDocument() + ", " + path + ")";
  }

  static void register(Registry registry) throws SQLException {
    JsonCalls.register(registry);
    JsonBuildingCalls.register(registry);
    JsonRows.register(registry);
  }
}
