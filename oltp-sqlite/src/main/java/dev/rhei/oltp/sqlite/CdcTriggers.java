package dev.rhei.oltp.sqlite;

import dev.rhei.core.cdc.CdcOperation;
import dev.rhei.core.schema.Identifier;
import java.util.ArrayList;
import java.util.List;

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
 */
final class CdcTriggers {
  static final String LOG = "_rhei_cdc_log";

  private CdcTriggers() {}

  /** The code of an operation in the log. */
  static int code(CdcOperation operation) {
    return switch (operation) {
      case INSERT -> 1;
      case UPDATE -> 2;
      case DELETE -> 3;
    };
  }

  /** Names of the triggers of a capture. */
  static List<String> names(long id) {
    String prefix = Identifier.RESERVED_PREFIX + "cdc_" + id;
    return List.of(prefix + "_insert", prefix + "_update", prefix + "_delete");
  }

  /** How many values a log row of this table has. */
  static int width(TableShape table, LogForm form) {
    int key = table.keyExpressions("t").size();
    return form == LogForm.KEY ? key : Math.max(key, table.storedExpressions("t").size());
  }

  /** CREATE TRIGGER statements, in the order of {@link #names}. */
  static List<String> create(long id, TableShape table, LogForm form) {
    List<String> names = names(id);
    String changed = keyChanged(table);
    return List.of(
        trigger(names.get(0), "INSERT", table, upsert(id, table, form, "1")),
        trigger(
            names.get(1),
            "UPDATE",
            table,
            delete(id, table, form, changed)
                + upsert(id, table, form, "CASE WHEN " + changed + " THEN 1 ELSE 2 END")),
        trigger(names.get(2), "DELETE", table, delete(id, table, form, "")));
  }

  private static String trigger(String name, String event, TableShape table, String body) {
    return "CREATE TRIGGER "
        + Identifier.quote(name)
        + " AFTER "
        + event
        + " ON "
        + Identifier.quote(table.name())
        + " BEGIN "
        + body
        + "END";
  }

  private static String upsert(long id, TableShape table, LogForm form, String operation) {
    String head = into(width(table, form)) + "SELECT " + id + ", " + operation;
    if (form == LogForm.KEY) {
      return head + ", " + String.join(", ", table.keyExpressions("NEW")) + "; ";
    }
    return head
        + ", "
        + String.join(", ", table.storedExpressions("t"))
        + " FROM "
        + Identifier.quote(table.name())
        + " AS t WHERE "
        + equal(table.keyExpressions("t"), table.keyExpressions("NEW"))
        + "; ";
  }

  private static String delete(long id, TableShape table, LogForm form, String condition) {
    List<String> conditions = new ArrayList<>();
    if (!condition.isEmpty()) {
      conditions.add("(" + condition + ")");
    }
    if (form == LogForm.ROW) {
      conditions.add(
          "NOT EXISTS (SELECT 1 FROM "
              + Identifier.quote(table.name())
              + " AS t WHERE "
              + equal(table.keyExpressions("t"), table.keyExpressions("OLD"))
              + ")");
    }
    List<String> key = table.keyExpressions("OLD");
    return into(key.size())
        + "SELECT "
        + id
        + ", "
        + code(CdcOperation.DELETE)
        + ", "
        + String.join(", ", key)
        + (conditions.isEmpty() ? "" : " WHERE " + String.join(" AND ", conditions))
        + "; ";
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
  private static String equal(List<String> left, List<String> right) {
    List<String> conditions = new ArrayList<>();
    for (int i = 0; i < left.size(); i++) {
      conditions.add(left.get(i) + " = " + right.get(i));
      conditions.add(left.get(i) + " COLLATE BINARY = " + right.get(i));
    }
    return String.join(" AND ", conditions);
  }

  private static String into(int values) {
    StringBuilder columns = new StringBuilder("INSERT INTO main." + LOG + " (tbl, op");
    for (int i = 0; i < values; i++) {
      columns.append(", v").append(i);
    }
    return columns.append(") ").toString();
  }
}
