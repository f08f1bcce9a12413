package dev.rhei.olap.duckdb.function;

import java.util.List;

/** SQLite's aggregates that make JSON, put together by DuckDB's own {@code string_agg}. */
public final class JsonAggregates {
  private JsonAggregates() {}

  /** Whether SQLite has a JSON aggregate of that name, in lower case. */
  public static boolean contains(String name) {
    return switch (name) {
      case "json_group_array", "jsonb_group_array", "json_group_object", "jsonb_group_object" ->
          true;
      default -> false;
    };
  }

  /**
   * The call of the aggregate of that name, in lower case. SQLite takes the rows as they come, so
   * that they should be given an order here.
   *
   * @param order what stands in the parentheses behind the arguments: {@code ORDER BY ...} or empty
   * @param suffix what stands behind the parentheses: {@code FILTER}, {@code OVER} or empty
   */
  public static JsonTerm call(String name, List<JsonTerm> arguments, String order, String suffix) {
    boolean object = name.endsWith("object");
    if (!contains(name) || arguments.size() != (object ? 2 : 1)) {
      throw new LeftToSqlite(name + "() with " + arguments.size() + " arguments");
    }
    String element =
        object
            ? "rhei_json_member(%s, %s)"
                .formatted(arguments.get(0).asPath(), arguments.get(1).asElement())
            : "rhei_json_quote(%s)".formatted(arguments.get(0).asElement());
    String elements =
        "coalesce(string_agg(%s, ','%s)%s, '')".formatted(element, spaced(order), spaced(suffix));
    String sql = object ? "('{' || %s || '}')" : "('[' || %s || ']')";
    return JsonTerm.json(sql.formatted(elements), name.startsWith("jsonb"));
  }

  private static String spaced(String clause) {
    return clause.isEmpty() ? "" : " " + clause;
  }
}
