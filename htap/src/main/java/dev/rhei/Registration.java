package dev.rhei;

import dev.rhei.core.cdc.TableCapture;
import dev.rhei.core.engine.MirrorTable;
import dev.rhei.core.engine.OlapBackend;
import dev.rhei.core.engine.QueryOptions;
import dev.rhei.core.engine.RowCursor;
import dev.rhei.core.engine.SqlStatement;
import dev.rhei.core.error.ErrorCode;
import dev.rhei.core.error.HtapException;
import dev.rhei.core.schema.Identifier;
import dev.rhei.core.schema.SqliteField;
import dev.rhei.core.schema.TableSchema;
import dev.rhei.oltp.sqlite.SqliteOltpEngine;
import dev.rhei.sync.CdcSyncEngine;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.arrow.vector.types.pojo.ArrowType;
import org.jspecify.annotations.Nullable;

/** Which tables are mirrored, and changes of their definitions. Thread-safe. */
final class Registration {
  private static final Pattern TRIGGER_IN_THE_WAY =
      Pattern.compile("error in trigger (" + Identifier.RESERVED_PREFIX + "cdc_\\w+)");
  private static final Set<ArrowType> FAITHFUL =
      Set.of(SqliteField.INT64, SqliteField.FLOAT64, SqliteField.UTF8, SqliteField.BINARY);

  private final SqliteOltpEngine oltp;
  private final OlapBackend olap;
  private final CdcSyncEngine sync;
  private final TableCapture capture;

  Registration(SqliteOltpEngine oltp, OlapBackend olap, CdcSyncEngine sync) {
    this.oltp = oltp;
    this.olap = olap;
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
          requireForgotten(table);
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
    try {
      return sync.changeSchema(() -> run(ddl));
    } catch (HtapException e) {
      Matcher trigger = TRIGGER_IN_THE_WAY.matcher(String.valueOf(e.getMessage()));
      if (!trigger.find()) {
        throw e;
      }
      return changeSchemaUncaptured(tableOf(trigger.group(1)), ddl, e);
    }
  }

  /** SQLite drops no column that a trigger names, and those of the ROW log form name all. */
  private long changeSchemaUncaptured(String table, SqlStatement ddl, HtapException refusal) {
    if (isTyped(table)) {
      throw new HtapException(
          ErrorCode.SQL_REFUSED,
          "'"
              + table
              + "' is registered with a schema of the caller that names its columns;"
              + " unregisterTable(\""
              + table
              + "\") first, and register it with another schema afterwards",
          refusal);
    }
    release(table);
    return sync.changeSchema(
        () -> {
          requireForgotten(table);
          try {
            return run(ddl);
          } finally {
            capture.capture(table);
          }
        });
  }

  /**
   * A table that the copy still has from an earlier capture would be taken for complete, without
   * the changes made in between.
   */
  private void requireForgotten(String table) {
    if (olap.tables().stream().anyMatch(t -> Identifier.same(t.schema().name(), table))) {
      throw new HtapException(
          ErrorCode.SYNC_FAILED,
          "'"
              + table
              + "' is not registered now: the copy still holds what it had of it and could not be"
              + " changed; status().lastError() says why. Nothing was done; try again");
    }
  }

  private boolean isTyped(String table) {
    return olap.tables().stream()
        .map(MirrorTable::schema)
        .filter(schema -> Identifier.same(schema.name(), table))
        .flatMap(schema -> schema.columns().stream())
        .anyMatch(column -> !FAITHFUL.contains(column.getType()));
  }

  private long run(SqlStatement ddl) {
    long result = oltp.execute(ddl.sql(), ddl.parameters().toArray());
    Set<String> existing = existingTables();
    for (String table : capture.captured()) {
      if (!existing.contains(Identifier.fold(table))) {
        capture.release(table);
      }
    }
    return result;
  }

  private Set<String> existingTables() {
    Set<String> names = new HashSet<>();
    for (String name : names("SELECT name FROM main.sqlite_schema WHERE type = 'table'")) {
      names.add(Identifier.fold(name));
    }
    return names;
  }

  private String tableOf(String trigger) {
    return names(
            "SELECT tbl_name FROM main.sqlite_schema WHERE type = 'trigger' AND name = ?", trigger)
        .get(0);
  }

  private List<String> names(String sql, Object... parameters) {
    List<String> names = new ArrayList<>();
    try (RowCursor rows = oltp.query(SqlStatement.of(sql, parameters), QueryOptions.DEFAULT)) {
      @Nullable Object[] row;
      while ((row = rows.next()) != null) {
        names.add(Objects.toString(row[0]));
      }
    }
    return names;
  }

  private boolean isRegistered(String table) {
    return capture.captured().stream().anyMatch(name -> Identifier.same(name, table));
  }
}
