package dev.rhei;

import dev.rhei.core.cdc.TableCapture;
import dev.rhei.core.engine.OlapBackend;
import dev.rhei.core.engine.SqlStatement;
import dev.rhei.core.error.ErrorCode;
import dev.rhei.core.error.HtapException;
import dev.rhei.core.schema.Identifier;
import dev.rhei.core.schema.TableSchema;
import dev.rhei.oltp.sqlite.SchemaChange;
import dev.rhei.oltp.sqlite.SqliteOltpEngine;
import dev.rhei.sync.CdcSyncEngine;

/** Which tables are mirrored, and changes of their definitions. Thread-safe. */
final class Registration {
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
    captureNew(table, captured);
    try {
      sync.load(table);
    } catch (HtapException e) {
      if (e.code() == ErrorCode.TABLE_UNSUPPORTED) {
        release(table);
      }
      throw e;
    }
  }

  private void captureNew(String table, Runnable captured) {
    sync.changeSchema(
        () -> {
          requireForgotten(table);
          captured.run();
          return true;
        });
  }

  /** Begins to mirror a table that is not mirrored; the next cycles load it. */
  void capture(String table) {
    captureNew(table, () -> capture.capture(table));
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

  /** Runs DDL between two cycles; the copies of the tables that it alters are altered likewise. */
  long changeSchema(SqlStatement ddl) {
    return sync.changeSchema(
        (applied, catchUp, evolutions) -> {
          SchemaChange change = oltp.changeSchema(ddl, applied, catchUp);
          change.evolutions().forEach(evolutions);
          return change.rows();
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

  private boolean isRegistered(String table) {
    return capture.captured().stream().anyMatch(name -> Identifier.same(name, table));
  }
}
