package dev.rhei.olap.duckdb.function;

import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * SQLite's table-valued functions for JSON, as a subselect in parentheses that stands in FROM and
 * may refer to the tables in front of it. Its columns:
 *
 * <ul>
 *   <li>{@code key}: TAGGED, a name or a place, NULL for the document itself
 *   <li>{@code value}: TAGGED, JSON of a container; {@code atom}: the same, NULL of a container
 *   <li>{@code type}, {@code fullkey}, {@code path}: TEXT
 *   <li>{@code id}, {@code parent}: INTEGER, as SQLite numbers them
 *   <li>{@code ordinal}: INTEGER, the place of the row among those of its document; the rows come
 *       in the order of this in SQLite
 *   <li>{@code json}, {@code root}: TEXT, the arguments; hidden in SQLite
 *   <li>{@code element}: what {@link #value} hands to a JSON function
 * </ul>
 */
public final class JsonTables {
  // The names inside must not be those of a column that the arguments refer to.
  private static final String TABLE =
      """
      (SELECT CAST(rhei_row[1] AS BIGINT) AS ordinal, rhei_row[2] AS "key", \
      CASE WHEN starts_with(rhei_row[3], 'j') THEN 't' || rhei_row[3][2:] \
      ELSE rhei_row[3] END AS "value", rhei_row[4] AS "type", \
      CASE WHEN NOT starts_with(rhei_row[3], 'j') THEN rhei_row[3] END AS atom, \
      CAST(rhei_row[5] AS BIGINT) AS id, CAST(rhei_row[6] AS BIGINT) AS parent, \
      rhei_row[7] AS fullkey, rhei_row[8] AS "path", rhei_row[3] AS element, \
      split_part(rhei_json, chr(0), 1) AS json, split_part(rhei_root, chr(0), 1) AS root \
      FROM (SELECT unnest(from_json(%1$s(%2$s, %3$s, %4$s), '[["VARCHAR"]]')) AS rhei_row, \
      %2$s AS rhei_json, %3$s AS rhei_root))""";

  private static final Set<String> COLUMNS =
      Set.of("key", "value", "type", "id", "fullkey", "path");

  private JsonTables() {}

  /**
   * {@code json_each}: the elements of a container, or the scalar itself.
   *
   * @param columns those that the query refers to, for the others may then hold anything; null if
   *     that is not known
   */
  public static String each(JsonTerm json, @Nullable JsonTerm path, @Nullable Set<String> columns) {
    return table("rhei_json_each", json, path, columns);
  }

  /** {@code json_tree}: the document and all that is in it. As {@link #each}. */
  public static String tree(JsonTerm json, @Nullable JsonTerm path, @Nullable Set<String> columns) {
    return table("rhei_json_tree", json, path, columns);
  }

  /**
   * The column {@code value} of such a table as an argument: containers are JSON there.
   *
   * @param value the reference to the column {@code value}
   * @param element the reference to the column {@code element}
   */
  public static JsonTerm value(String value, String element) {
    return new JsonTerm(Term.tagged(value), JsonTerm.Nature.VALUE, null, element);
  }

  private static String table(
      String function, JsonTerm json, @Nullable JsonTerm path, @Nullable Set<String> columns) {
    if (json.isBinary() && json.nature() != JsonTerm.Nature.READ_BINARY) {
      throw new LeftToSqlite("JSONB"); // the numbers of the rows depend on it
    }
    long wanted = 0;
    for (String column : columns == null ? COLUMNS : columns) {
      wanted |=
          switch (column) {
            case "key" -> JsonRows.KEY;
            case "value", "atom", "element" -> JsonRows.VALUE;
            case "type" -> JsonRows.TYPE;
            case "id", "parent" -> JsonRows.ID;
            case "fullkey" -> JsonRows.FULL_KEY;
            case "path" -> JsonRows.PATH;
            default -> 0;
          };
    }
    return TABLE.formatted(
        function, json.asDocument(), path == null ? "'$'" : path.asPath(), wanted);
  }
}
