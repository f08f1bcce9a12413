package dev.rhei.oltp.sqlite;

import dev.rhei.core.error.ErrorCode;
import dev.rhei.core.error.HtapException;
import dev.rhei.core.internal.LogSample;
import dev.rhei.core.schema.Identifier;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Our own tables in the application's database: the log, the captured tables, and a few values.
 * Only SQL; transactions are the caller's.
 */
final class CaptureTables {
  /** Raised when the form of these tables changes. */
  private static final String FORMAT = "1";

  /** SQLite's limit of 2,000 columns, less those that every log row has. */
  private static final int MOST_VALUES = 2_000 - 3;

  /** In the column {@code active}, of a capture that somebody ended; 1 is one that goes on. */
  private static final int DECLINED = -1;

  /** Epochs that are remembered: one for each open and close, of any engine of this database. */
  private static final int MOST_EPOCHS = 100;

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
    connection.execute("INSERT OR IGNORE INTO main._rhei_meta VALUES ('epochs', '')");
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

  /** The names of the last epochs, oldest first. */
  List<String> epochs() {
    String names = text("epochs");
    return names.isEmpty() ? List.of() : List.of(names.split(" ", -1));
  }

  void beginEpoch(String name) {
    List<String> names = new ArrayList<>(epochs());
    names.add(name);
    List<String> last = names.subList(Math.max(0, names.size() - MOST_EPOCHS), names.size());
    connection.execute(
        "UPDATE main._rhei_meta SET value = ? WHERE key = 'epochs'", String.join(" ", last));
  }

  /** Position up to which the log was pruned. */
  long prunedThrough() {
    return connection.queryLong("SELECT value FROM main._rhei_meta WHERE key = 'pruned_through'");
  }

  /** Position of the last row of the log; 0 before the first. */
  long last() {
    return connection.queryLong("SELECT max(seq) FROM main." + CdcTriggers.LOG);
  }

  /** Rows of the log after a position, from all over that part of it. */
  LogSample<Long> sampleAfter(long sequence) {
    return LogSampler.read(connection, sequence, last(), logWidth());
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

  /**
   * Begins a capture: a fresh id, the triggers, and room in the log for its values.
   *
   * @param form null to log nothing
   */
  long install(TableShape table, @Nullable LogForm form, @Nullable String typed) {
    remove(table.name());
    int width = form == null ? 0 : CdcTriggers.width(table, form);
    if (width > MOST_VALUES) {
      throw new HtapException(
          ErrorCode.TABLE_UNSUPPORTED,
          "'"
              + table.name()
              + "' cannot be captured: a log row of it has "
              + width
              + " values, the log has room for "
              + MOST_VALUES
              + (form == LogForm.ROW ? "; LogForm.KEY needs no more than its key" : ""));
    }
    widenLog(width);
    connection.execute(
        "UPDATE main._rhei_cdc_tables SET active = 0 WHERE active = ? AND name = ? COLLATE NOCASE",
        DECLINED,
        table.name());
    connection.execute(
        "INSERT INTO main._rhei_cdc_tables (name, form, definition, columns, typed, active)"
            + " VALUES (?, ?, ?, ?, ?, 1)",
        table.name(),
        LogForm.code(form),
        table.definition(),
        width,
        typed);
    long id = connection.queryLong("SELECT last_insert_rowid()");
    if (form != null) {
      for (String trigger : CdcTriggers.definitions(id, table, form).values()) {
        connection.execute("CREATE TRIGGER main." + trigger);
      }
      requireWritable(table);
    }
    return id;
  }

  /**
   * SQLite does not look into a trigger before it fires; what is wrong with one of ours must show
   * now, not in the application's next write.
   */
  private void requireWritable(TableShape table) {
    String name = "main." + Identifier.quote(table.name());
    String same =
        table.columns().stream()
            .filter(column -> !column.generated())
            .map(column -> Identifier.quote(column.name()))
            .map(column -> column + " = " + column)
            .collect(Collectors.joining(", "));
    try {
      for (String write :
          List.of(
              "INSERT INTO " + name + " DEFAULT VALUES",
              "UPDATE " + name + " SET " + same,
              "DELETE FROM " + name)) {
        connection.query("EXPLAIN " + write, row -> {});
      }
    } catch (HtapException e) {
      throw new HtapException(
          ErrorCode.TABLE_UNSUPPORTED,
          "'"
              + table.name()
              + "' cannot be captured: with its triggers in place SQLite refuses writes to it; "
              + e.getMessage(),
          e);
    }
  }

  /** Ends the capture of a table, if it is captured, and remembers that somebody asked for it. */
  void decline(String table) {
    CapturedTable captured = active().get(Identifier.fold(table));
    if (captured != null) {
      remove(table);
      connection.execute(
          "UPDATE main._rhei_cdc_tables SET active = ? WHERE id = ?", DECLINED, captured.id());
    }
  }

  /** The tables whose last capture ended so. */
  Set<String> declined() {
    Set<String> names = new LinkedHashSet<>();
    connection.query(
        "SELECT name FROM main._rhei_cdc_tables WHERE active = ?",
        row -> names.add(row.getString(1)),
        DECLINED);
    return names;
  }

  /** Ends the capture of a table, if it is captured. */
  void remove(String table) {
    long id = dropTriggers(table);
    if (id >= 0) {
      connection.execute("UPDATE main._rhei_cdc_tables SET active = 0 WHERE id = ?", id);
    }
  }

  /** Leaves the table to count as captured; the id of its capture, -1 if it is not captured. */
  long dropTriggers(String table) {
    CapturedTable captured = active().get(Identifier.fold(table));
    if (captured == null) {
      return -1;
    }
    dropTriggers(captured);
    return captured.id();
  }

  /** Leaves the table to count as captured, with a definition that certainly changed since. */
  void distrust(CapturedTable captured) {
    dropTriggers(captured);
    connection.execute(
        "UPDATE main._rhei_cdc_tables SET definition = '' WHERE id = ?", captured.id());
  }

  void dropTriggers(CapturedTable captured) {
    for (String trigger : triggers(captured.id()).keySet()) {
      connection.execute("DROP TRIGGER main." + Identifier.quote(trigger));
    }
  }

  /** Whether the triggers of a capture are in place, and none that the table has outgrown. */
  boolean triggersIntact(CapturedTable captured, TableShape table) {
    Map<String, String> expected = new HashMap<>();
    LogForm form = captured.form();
    if (form != null) {
      CdcTriggers.definitions(captured.id(), table, form)
          .forEach((name, definition) -> expected.put(name, "CREATE TRIGGER " + definition));
    }
    return expected.equals(triggers(captured.id()));
  }

  /** The triggers of a capture, as SQLite has them, by name. */
  private Map<String, String> triggers(long id) {
    Map<String, String> triggers = new HashMap<>();
    connection.query(
        "SELECT name, sql FROM main.sqlite_schema WHERE type = 'trigger'"
            + " AND substr(name, 1, length(?1)) = ?1",
        row -> triggers.put(row.getString(1), row.getString(2)),
        CdcTriggers.prefix(id));
    return triggers;
  }

  private long logWidth() {
    return connection.queryLong(
        "SELECT count(*) FROM pragma_table_info(?, 'main') WHERE name GLOB 'v[0-9]*'",
        CdcTriggers.LOG);
  }

  private void widenLog(int width) {
    long values = logWidth();
    for (long i = values; i < width; i++) {
      connection.execute("ALTER TABLE main." + CdcTriggers.LOG + " ADD COLUMN v" + i);
    }
  }
}
