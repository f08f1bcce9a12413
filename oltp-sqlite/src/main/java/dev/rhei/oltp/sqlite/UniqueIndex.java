package dev.rhei.oltp.sqlite;

import dev.rhei.core.schema.Identifier;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A UNIQUE index over which rows of different row keys may collide. {@code REPLACE} removes the row
 * that has the same values in it, and SQLite fires no trigger for that row (unless a connection has
 * {@code recursive_triggers} on).
 *
 * @param columns the columns it is on, if it is on plain stored columns only; else empty
 * @param collision SQL that holds for the row {@code t} of the table which {@code NEW} collides
 *     with
 */
record UniqueIndex(List<String> columns, String collision) {

  /**
   * The unique indexes of a table over which REPLACE may remove a row of another row key.
   *
   * @param keyIsRowid whether rows are identified by their rowid; else by the primary key
   */
  static List<UniqueIndex> read(
      SqliteConnection connection,
      String table,
      List<TableShape.ColumnShape> columns,
      boolean keyIsRowid) {
    List<Listed> listed = new ArrayList<>();
    connection.query(
        "SELECT l.name, s.sql, l.origin = 'pk' FROM pragma_index_list(?, 'main') AS l"
            + " LEFT JOIN main.sqlite_schema AS s ON s.type = 'index' AND s.name = l.name"
            + " WHERE l.\"unique\" ORDER BY l.name",
        row -> {
          boolean rowKey = row.getInt(3) == 1 && !keyIsRowid;
          listed.add(new Listed(row.getString(1), row.getString(2), rowKey));
        },
        table);
    List<UniqueIndex> indexes = new ArrayList<>();
    for (Listed index : listed) {
      if (!index.rowKey || equalKeysMayDiffer(connection, index)) {
        indexes.add(read(connection, index, columns));
      }
    }
    return List.copyOf(indexes);
  }

  /** Whether SQLite takes keys for equal that are two keys to the copy, as 'a' and 'A'. */
  private static boolean equalKeysMayDiffer(SqliteConnection connection, Listed index) {
    return connection.queryLong(
            "SELECT count(*) FROM pragma_index_xinfo(?, 'main') WHERE key AND coll <> 'BINARY'",
            index.name)
        > 0;
  }

  private static UniqueIndex read(
      SqliteConnection connection, Listed index, List<TableShape.ColumnShape> columns) {
    IndexText text = index.sql == null ? null : IndexText.of(index.sql);
    List<String> plain = new ArrayList<>();
    List<String> conditions = new ArrayList<>();
    if (text != null && !text.predicate().isEmpty()) {
      // Lets SQLite use the partial index; whether NEW is in it does not matter, as a row that is
      // looked at in vain does no harm.
      conditions.add("(" + text.predicate() + "\n)");
    }
    connection.query(
        "SELECT seqno, cid, name, coll FROM pragma_index_xinfo(?, 'main') WHERE key ORDER BY seqno",
        row -> {
          String name = row.getString(3);
          if (row.getInt(2) >= 0) {
            String column = Identifier.quote(name);
            plain.add(name);
            conditions.add(
                "t."
                    + column
                    + " COLLATE "
                    + Identifier.quote(row.getString(4))
                    + " = NEW."
                    + column);
          } else {
            String expression = Objects.requireNonNull(text).terms().get(row.getInt(1));
            conditions.add(
                "("
                    + expression
                    + "\n) = (SELECT "
                    + expression
                    + "\n FROM (SELECT "
                    + newRow(columns)
                    + "))");
          }
        },
        index.name);
    boolean onlyColumns = plain.size() == conditions.size();
    if (index.rowKey) {
      List<String> same = plain.stream().map(Identifier::quote).toList();
      conditions.add(
          "NOT ("
              + CdcTriggers.equal(
                  same.stream().map("t."::concat).toList(),
                  same.stream().map("NEW."::concat).toList())
              + ")");
    }
    boolean stored =
        onlyColumns && columns.stream().noneMatch(c -> c.generated() && plain.contains(c.name()));
    return new UniqueIndex(
        stored ? List.copyOf(plain) : List.of(), String.join(" AND ", conditions));
  }

  /** The row about to be written, with its columns under their own names. */
  private static String newRow(List<TableShape.ColumnShape> columns) {
    return columns.stream()
        .map(c -> Identifier.quote(c.name()))
        .map(name -> "NEW." + name + " AS " + name)
        .collect(Collectors.joining(", "));
  }

  /** An index; those of UNIQUE constraints have no SQL. */
  private record Listed(String name, @Nullable String sql, boolean rowKey) {}
}
