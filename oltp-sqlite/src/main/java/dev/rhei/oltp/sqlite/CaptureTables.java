package dev.rhei.oltp.sqlite;

import dev.rhei.core.error.ErrorCode;
import dev.rhei.core.error.HtapException;
import dev.rhei.core.schema.Identifier;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Our own tables in the application's database: the log, the captured tables, and a few values.
 * Only SQL; transactions are the caller's.
 */
final class CaptureTables {
  /** Raised when the form of these tables changes. */
  private static final String FORMAT = "1";

  private final SqliteConnection connection;

  CaptureTables(SqliteConnection connection) {
    this.connection = connection;
  }

  /** Whether the tables are there. */
  boolean exist() {
    return connection.queryLong(
            "SELECT count(*) FROM main.sqlite_schema WHERE type = 'table' AND name = '_rhei_meta'")
        == 1;
  }

  /** Creates what is missing; refuses tables of a newer form. */
  void create() {
    connection.execute(
        "CREATE TABLE IF NOT EXISTS main._rhei_meta (key TEXT PRIMARY KEY, value ANY NOT NULL)"
            + " STRICT, WITHOUT ROWID");
    // Not AUTOINCREMENT, which costs a write of its own per row: the last row is never pruned, so
    // no sequence is used twice.
    connection.execute(
        "CREATE TABLE IF NOT EXISTS main."
            + CdcTriggers.LOG
            + " (seq INTEGER PRIMARY KEY, tbl INTEGER NOT NULL, op INTEGER NOT NULL, v0)");
    connection.execute(
        "CREATE TABLE IF NOT EXISTS main._rhei_cdc_tables (id INTEGER PRIMARY KEY AUTOINCREMENT,"
            + " name TEXT NOT NULL, form INTEGER NOT NULL, definition TEXT NOT NULL,"
            + " columns INTEGER NOT NULL, typed TEXT, active INTEGER NOT NULL)");
    connection.execute("INSERT OR IGNORE INTO main._rhei_meta VALUES ('format', ?)", FORMAT);
    connection.execute(
        "INSERT OR IGNORE INTO main._rhei_meta VALUES ('source_id', ?)",
        UUID.randomUUID().toString());
    connection.execute("INSERT OR IGNORE INTO main._rhei_meta VALUES ('pruned_through', 0)");
    String format = text("format");
    if (!FORMAT.equals(format)) {
      throw new HtapException(
          ErrorCode.OLTP_OPEN_FAILED,
          "the database was written by a newer version of Rhei (capture format "
              + format
              + ", this version knows "
              + FORMAT
              + "); use that version, or drop the tables whose names start with _rhei_");
    }
  }

  /** A stored value. */
  String text(String key) {
    String[] value = new String[1];
    connection.query(
        "SELECT value FROM main._rhei_meta WHERE key = ?", row -> value[0] = row.getString(1), key);
    if (value[0] == null) {
      throw new HtapException(ErrorCode.INTERNAL, "_rhei_meta has no '" + key + "'");
    }
    return value[0];
  }

  /** Position up to which the log was pruned. */
  long prunedThrough() {
    return connection.queryLong("SELECT value FROM main._rhei_meta WHERE key = 'pruned_through'");
  }

  /** Position of the last row of the log; 0 before the first. */
  long last() {
    return connection.queryLong("SELECT max(seq) FROM main." + CdcTriggers.LOG);
  }

  /** The tables under capture, by folded name. */
  Map<String, CapturedTable> active() {
    Map<String, CapturedTable> active = new LinkedHashMap<>();
    connection.query(
        "SELECT id, name, form, definition, columns, typed FROM main._rhei_cdc_tables"
            + " WHERE active = 1 ORDER BY id",
        row ->
            active.put(
                Identifier.fold(row.getString(2)),
                new CapturedTable(
                    row.getLong(1),
                    row.getString(2),
                    LogForm.ofCode(row.getInt(3)),
                    row.getString(4),
                    row.getInt(5),
                    row.getString(6))));
    return active;
  }

  /** Begins a capture: a fresh id, the triggers, and room in the log for its values. */
  void install(TableShape table, LogForm form, @Nullable String typed) {
    remove(table.name());
    int width = CdcTriggers.width(table, form);
    widenLog(width);
    connection.execute(
        "INSERT INTO main._rhei_cdc_tables (name, form, definition, columns, typed, active)"
            + " VALUES (?, ?, ?, ?, ?, 1)",
        table.name(),
        form.code(),
        table.definition(),
        width,
        typed);
    long id = connection.queryLong("SELECT last_insert_rowid()");
    for (String trigger : CdcTriggers.create(id, table, form)) {
      connection.execute(trigger);
    }
  }

  /** Ends the capture of a table, if it is captured. */
  void remove(String table) {
    CapturedTable captured = active().get(Identifier.fold(table));
    if (captured == null) {
      return;
    }
    for (String trigger : CdcTriggers.names(captured.id())) {
      connection.execute("DROP TRIGGER IF EXISTS main." + Identifier.quote(trigger));
    }
    connection.execute("UPDATE main._rhei_cdc_tables SET active = 0 WHERE id = ?", captured.id());
  }

  /** Whether the triggers of a capture are in place on its table, unchanged. */
  boolean triggersIntact(CapturedTable captured, TableShape table) {
    var names = CdcTriggers.names(captured.id());
    var expected = CdcTriggers.create(captured.id(), table, captured.form());
    for (int i = 0; i < names.size(); i++) {
      long found =
          connection.queryLong(
              "SELECT count(*) FROM main.sqlite_schema WHERE type = 'trigger' AND name = ?"
                  + " AND tbl_name = ? COLLATE NOCASE AND sql = ?",
              names.get(i),
              table.name(),
              expected.get(i));
      if (found == 0) {
        return false;
      }
    }
    return true;
  }

  private void widenLog(int width) {
    long values =
        connection.queryLong(
            "SELECT count(*) FROM pragma_table_info(?, 'main') WHERE name GLOB 'v[0-9]*'",
            CdcTriggers.LOG);
    for (long i = values; i < width; i++) {
      connection.execute("ALTER TABLE main." + CdcTriggers.LOG + " ADD COLUMN v" + i);
    }
  }
}
