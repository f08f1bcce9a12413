package dev.rhei.oltp.sqlite;

import dev.rhei.core.cdc.CdcOperation;
import dev.rhei.core.schema.Identifier;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The triggers that capture a table, as SQL. Pure.
 *
 * <p>A log row is {@code (tbl, op, v0, v1, ...)} in SQLite's own storage classes, so there is
 * nothing to encode and no value that could make the application's write fail. A change of key is
 * logged as the deletion of the old key and the insertion of the new row.
 *
 * <p>An application's own triggers may fire before ours and change or remove the row again. So in
 * ROW form the image is read from the table and not from {@code NEW}, and the old key is logged as
 * gone only if it is: the last log row of a key always tells its last state.
 *
 * <p>{@code REPLACE} removes rows without firing a trigger for them. The pragma {@code
 * recursive_triggers} would change that, but it is each connection's own, and it makes the common
 * "set the time of the last change" trigger of an application call itself until SQLite gives up. So
 * nothing here depends on it: what a REPLACE removes has either the key of the row that it writes,
 * or the same values in a {@linkplain UniqueIndex unique index}, and those are looked up just
 * before a write and logged as {@link #DISPLACED}: perhaps gone; the reader looks. In ROW form such
 * a row is reported as deleted if it is not there when the log is read, so a row that an {@code
 * INSERT OR IGNORE} spared and that was deleted later may be reported as deleted too early, never
 * too late (docs/decisions/0007). Not seen are collisions that an application's own BEFORE trigger
 * makes after ours has looked, and those with a default that REPLACE puts in the place of NULL.
 */
final class CdcTriggers {
  static final String LOG = "_rhei_cdc_log";

  /** Code in the log of a key whose row a REPLACE may have removed. */
  static final int DISPLACED = 4;

  private CdcTriggers() {}

  /** The code of an operation in the log. */
  static int code(CdcOperation operation) {
    return switch (operation) {
      case INSERT -> 1;
      case UPDATE -> 2;
      case DELETE -> 3;
    };
  }

  /** What the names of all triggers of a capture begin with. */
  static String prefix(long id) {
    return Identifier.RESERVED_PREFIX + "cdc_" + id + "_";
  }

  /** How many values a log row of this table has. */
  static int width(TableShape table, LogForm form) {
    int key = table.keyExpressions("t").size();
    return form == LogForm.KEY ? key : Math.max(key, table.storedExpressions("t").size());
  }

  /** The triggers by name, each as its definition without the words CREATE TRIGGER. */
  static Map<String, String> definitions(long id, TableShape table, LogForm form) {
    Triggers triggers = new Triggers(prefix(id), table);
    String changed = keyChanged(table);
    triggers.add("insert", "AFTER INSERT", "", present(id, table, form, CdcOperation.INSERT));
    triggers.add(
        "update",
        "AFTER UPDATE",
        " WHEN NOT (" + changed + ")",
        present(id, table, form, CdcOperation.UPDATE));
    triggers.add(
        "rekey",
        "AFTER UPDATE",
        " WHEN " + changed,
        gone(id, table, form) + present(id, table, form, CdcOperation.INSERT));
    triggers.add("delete", "AFTER DELETE", "", gone(id, table, form));
    if (!table.uniqueIndexes().isEmpty()) {
      triggers.add("displace_insert", "BEFORE INSERT", "", displaced(id, table, ""));
      String others =
          " AND NOT (" + equal(table.keyExpressions("t"), table.keyExpressions("OLD")) + ")";
      List<String> columns = indexedColumns(table);
      triggers.add(
          "displace_update",
          "BEFORE UPDATE" + (columns.isEmpty() ? "" : " OF " + String.join(", ", columns)),
          columns.isEmpty() ? "" : " WHEN " + changed(columns),
          displaced(id, table, others));
    }
    return triggers.byName;
  }

  /** Logs the row that NEW is; in ROW form as it is now, and nothing if it is gone again. */
  private static String present(long id, TableShape table, LogForm form, CdcOperation operation) {
    String head = into(width(table, form));
    String what = id + ", " + code(operation) + ", ";
    return switch (form) {
      case KEY -> head + "VALUES (" + what + String.join(", ", table.keyExpressions("NEW")) + "); ";
      case ROW ->
          head
              + "SELECT "
              + what
              + String.join(", ", table.storedExpressions("t"))
              + " FROM "
              + Identifier.quote(table.name())
              + " AS t WHERE "
              + equal(table.keyExpressions("t"), table.keyExpressions("NEW"))
              + "; ";
    };
  }

  /** Logs that the row that OLD was is gone; in ROW form nothing if it is there again. */
  private static String gone(long id, TableShape table, LogForm form) {
    List<String> key = table.keyExpressions("OLD");
    String head = into(key.size());
    String what = id + ", " + code(CdcOperation.DELETE) + ", " + String.join(", ", key);
    return switch (form) {
      case KEY -> head + "VALUES (" + what + "); ";
      case ROW ->
          head
              + "SELECT "
              + what
              + " WHERE NOT EXISTS (SELECT 1 FROM "
              + Identifier.quote(table.name())
              + " AS t WHERE "
              + equal(table.keyExpressions("t"), key)
              + "); ";
    };
  }

  /** Logs the keys of the rows that NEW collides with. */
  private static String displaced(long id, TableShape table, String condition) {
    List<String> key = table.keyExpressions("t");
    StringBuilder body = new StringBuilder();
    for (UniqueIndex index : table.uniqueIndexes()) {
      body.append(into(key.size()))
          .append("SELECT ")
          .append(id)
          .append(", ")
          .append(DISPLACED)
          .append(", ")
          .append(String.join(", ", key))
          .append(" FROM ")
          .append(Identifier.quote(table.name()))
          .append(" AS t WHERE ")
          .append(index.collision())
          .append(condition)
          .append("; ");
    }
    return body.toString();
  }

  /** The columns of all unique indexes; empty if one of them depends on more than columns. */
  private static List<String> indexedColumns(TableShape table) {
    List<String> columns = new ArrayList<>();
    for (UniqueIndex index : table.uniqueIndexes()) {
      if (index.columns().isEmpty()) {
        return List.of();
      }
      index.columns().forEach(column -> columns.add(Identifier.quote(column)));
    }
    return columns.stream().distinct().toList();
  }

  private static String changed(List<String> columns) {
    List<String> differs = new ArrayList<>();
    for (String column : columns) {
      differs.add("OLD." + column + " COLLATE BINARY IS NOT NEW." + column);
    }
    return String.join(" OR ", differs);
  }

  private static String keyChanged(TableShape table) {
    List<String> old = table.keyExpressions("OLD");
    List<String> now = table.keyExpressions("NEW");
    List<String> differs = new ArrayList<>();
    for (int i = 0; i < old.size(); i++) {
      // BINARY: a key that changes its case only is another key in the copy.
      differs.add(old.get(i) + " COLLATE BINARY IS NOT " + now.get(i));
    }
    return String.join(" OR ", differs);
  }

  /** Finds the row by the table's own index, and makes sure it is the same to the byte. */
  static String equal(List<String> left, List<String> right) {
    List<String> conditions = new ArrayList<>();
    for (int i = 0; i < left.size(); i++) {
      conditions.add(left.get(i) + " = " + right.get(i));
      conditions.add(left.get(i) + " COLLATE BINARY = " + right.get(i));
    }
    return String.join(" AND ", conditions);
  }

  /** The log's name stands alone: SQLite allows no qualified names to be written in triggers. */
  private static String into(int values) {
    StringBuilder columns = new StringBuilder("INSERT INTO " + LOG + " (tbl, op");
    for (int i = 0; i < values; i++) {
      columns.append(", v").append(i);
    }
    return columns.append(") ").toString();
  }

  /** Definitions as they are put together. */
  private static final class Triggers {
    private final String prefix;
    private final TableShape table;
    private final Map<String, String> byName = new LinkedHashMap<>();

    Triggers(String prefix, TableShape table) {
      this.prefix = prefix;
      this.table = table;
    }

    void add(String name, String event, String when, String body) {
      byName.put(
          prefix + name,
          Identifier.quote(prefix + name)
              + " "
              + event
              + " ON "
              + Identifier.quote(table.name())
              + when
              + " BEGIN "
              + body
              + "END");
    }
  }
}
