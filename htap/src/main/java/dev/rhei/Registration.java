package dev.rhei;

import dev.rhei.core.cdc.TableCapture;
import dev.rhei.core.engine.QueryOptions;
import dev.rhei.core.engine.RowCursor;
import dev.rhei.core.engine.SqlStatement;
import dev.rhei.core.error.ErrorCode;
import dev.rhei.core.error.HtapException;
import dev.rhei.core.schema.Identifier;
import dev.rhei.core.schema.TableSchema;
import dev.rhei.oltp.sqlite.SqliteOltpEngine;
import dev.rhei.sync.CdcSyncEngine;
import java.util.HashSet;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Which tables are mirrored, and changes of their definitions. Thread-safe. */
final class Registration {
  private final SqliteOltpEngine oltp;
  private final CdcSyncEngine sync;
  private final TableCapture capture;

  Registration(SqliteOltpEngine oltp, CdcSyncEngine sync) {
    this.oltp = oltp;
    this.sync = sync;
    this.capture = oltp.capture();
  }

  void register(String table) {
    if (isRegistered(table)) {
      sync.load(table);
    } else {
      begin(table, () -> capture.capture(table));
    }
  }

  void register(TableSchema typed) {
    if (isRegistered(typed.name())) {
      throw new HtapException(
          ErrorCode.TABLE_UNSUPPORTED,
          "table '"
              + typed.name()
              + "' is registered already; unregisterTable(\""
              + typed.name()
              + "\") before you register it with another schema");
    }
    begin(typed.name(), () -> capture.capture(typed));
  }

  /** Captures, then loads; a table that cannot be mirrored leaves no trace. */
  private void begin(String table, Runnable captured) {
    sync.changeSchema(
        () -> {
          captured.run();
          return true;
        });
    try {
      sync.load(table);
    } catch (HtapException e) {
      if (e.code() == ErrorCode.TABLE_UNSUPPORTED) {
        release(table);
      }
      throw e;
    }
  }

  void unregister(String table) {
    if (!isRegistered(table)) {
      throw new HtapException(
          ErrorCode.TABLE_NOT_REGISTERED,
          "table '" + table + "' is not registered; registered are " + capture.captured());
    }
    release(table);
  }

  private void release(String table) {
    sync.changeSchema(
        () -> {
          capture.release(table);
          return true;
        });
  }

  /** Runs DDL between two cycles; tables that it dropped are no longer registered. */
  long changeSchema(SqlStatement ddl) {
    return sync.changeSchema(
        () -> {
          long result = oltp.execute(ddl.sql(), ddl.parameters().toArray());
          Set<String> existing = existingTables();
          for (String table : capture.captured()) {
            if (!existing.contains(Identifier.fold(table))) {
              capture.release(table);
            }
          }
          return result;
        });
  }

  private Set<String> existingTables() {
    Set<String> names = new HashSet<>();
    SqlStatement tables =
        SqlStatement.of("SELECT name FROM main.sqlite_schema WHERE type = 'table'");
    try (RowCursor rows = oltp.query(tables, QueryOptions.DEFAULT)) {
      @Nullable Object[] row;
      while ((row = rows.next()) != null) {
        names.add(Identifier.fold(Objects.toString(row[0])));
      }
    }
    return names;
  }

  private boolean isRegistered(String table) {
    return capture.captured().stream().anyMatch(name -> Identifier.same(name, table));
  }
}
