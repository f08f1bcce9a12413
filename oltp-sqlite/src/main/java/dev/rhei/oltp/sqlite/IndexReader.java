package dev.rhei.oltp.sqlite;

import dev.rhei.core.error.HtapException;
import dev.rhei.core.schema.Identifier;
import dev.rhei.core.statistics.IndexStatistics;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Reads the indexes of a table, and what ANALYZE found in them. */
final class IndexReader {
  private IndexReader() {}

  static List<IndexStatistics> read(SqliteConnection connection, String table) {
    Map<String, Index> indexes = new LinkedHashMap<>();
    connection.query(
        "SELECT l.name, l.\"unique\", l.origin = 'pk', l.partial, x.name, x.coll"
            + " FROM pragma_index_list(?, 'main') AS l, pragma_index_xinfo(l.name, 'main') AS x"
            + " WHERE x.key ORDER BY l.seq, x.seqno",
        row -> {
          String name = row.getString(1);
          boolean unique = row.getInt(2) == 1 && row.getInt(4) == 0;
          boolean primaryKey = row.getInt(3) == 1;
          Index index =
              indexes.computeIfAbsent(name, n -> new Index(unique, primaryKey, new ArrayList<>()));
          String column = row.getString(5);
          // an expression has no name, and equal texts of another collation are not equal to us
          boolean plain = column != null && "BINARY".equalsIgnoreCase(row.getString(6));
          index.columns.add(plain ? Identifier.fold(column) : "");
        },
        table);
    Map<String, List<Double>> analyzed = analyzed(connection, table);
    List<IndexStatistics> found = new ArrayList<>();
    indexes.forEach(
        (name, index) ->
            found.add(
                new IndexStatistics(
                    name,
                    index.unique,
                    index.primaryKey,
                    index.columns,
                    analyzed.getOrDefault(Identifier.fold(name), List.of()),
                    analyzed.containsKey(Identifier.fold(name)))));
    return List.copyOf(found);
  }

  private record Index(boolean unique, boolean primaryKey, List<String> columns) {}

  /** Rows per key by index: the numbers in sqlite_stat1 after the first, which counts the rows. */
  private static Map<String, List<Double>> analyzed(SqliteConnection connection, String table) {
    Map<String, List<Double>> counts = new HashMap<>();
    long exists =
        connection.queryLong("SELECT count(*) FROM main.sqlite_schema WHERE name = 'sqlite_stat1'");
    if (exists == 0) {
      return counts;
    }
    connection.query(
        "SELECT coalesce(idx, tbl), stat FROM main.sqlite_stat1 WHERE tbl = ? COLLATE NOCASE",
        row -> {
          String index = row.getString(1);
          counts.put(Identifier.fold(index), numbers(String.valueOf(row.getString(2))));
        },
        table);
    return counts;
  }

  /** An application may have written anything into that table. */
  private static List<Double> numbers(String text) {
    List<Double> numbers = new ArrayList<>();
    for (String word : text.split(" ", -1)) {
      if (word.isEmpty() || !word.chars().allMatch(c -> c >= '0' && c <= '9')) {
        break;
      }
      numbers.add(Double.valueOf(word));
    }
    return numbers.isEmpty() ? List.of() : List.copyOf(numbers.subList(1, numbers.size()));
  }

  static long rowidSpan(SqliteConnection connection, String table) {
    String from = " FROM main." + Identifier.quote(table);
    try {
      long last = connection.queryLong("SELECT max(rowid)" + from);
      long first = connection.queryLong("SELECT min(rowid)" + from);
      long span = last - first + 1;
      return last == 0 && first == 0 ? 0 : Math.max(1, span < 0 ? Long.MAX_VALUE : span);
    } catch (HtapException e) {
      return -1; // WITHOUT ROWID
    }
  }
}
