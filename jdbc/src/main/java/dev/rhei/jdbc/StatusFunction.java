package dev.rhei.jdbc;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.rhei.HtapEngine;
import dev.rhei.core.error.HtapException;
import dev.rhei.core.sync.SyncStatus;
import dev.rhei.core.sync.TableStatus;
import java.sql.SQLException;
import org.sqlite.Function;

/**
 * The SQL function {@code rhei_status()}: the engine's status as JSON, for SQLite's JSON functions
 * to take apart. Runs on the thread of the query.
 */
final class StatusFunction extends Function {
  static final String NAME = "rhei_status";

  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

  private final Engines engines;

  StatusFunction(Engines engines) {
    this.engines = engines;
  }

  @Override
  protected void xFunc() throws SQLException {
    HtapEngine engine = engines.current();
    try {
      ObjectNode status = JSON.objectNode().put("open", engine != null);
      if (engine != null) {
        describe(engine.status(), status);
      }
      result(status.toString());
    } catch (HtapException e) {
      error(e.getMessage());
    }
  }

  private static void describe(SyncStatus status, ObjectNode json) {
    json.put("running", status.running())
        .put("latest_sequence", status.latestSequence())
        .put("applied_sequence", status.appliedSequence())
        .put("lag_events", status.lagEvents())
        .put("lag_bytes", status.lagBytes())
        .put("lag_ms", status.lag().toMillis())
        .put("apply_rate", status.applyRate())
        .put("cycles", status.cycles())
        .put("queries_on_sqlite", status.queries().onOltp())
        .put("queries_on_copy", status.queries().onOlap())
        .put("fallbacks", status.queries().fallbacks())
        .put("too_stale", status.queries().tooStale());
    status
        .lastError()
        .ifPresent(
            failure ->
                json.put("last_error", failure.error().getMessage())
                    .put("last_error_at", failure.at().toString()));
    var tables = json.putArray("tables");
    for (TableStatus table : status.tables()) {
      tables
          .addObject()
          .put("name", table.table())
          .put("state", table.state().name())
          .put("reason", table.reason())
          .put("loaded_rows", table.loadedRows());
    }
    var others = json.putArray("unregistered");
    status.unregistered().forEach(others::add);
  }
}
