package dev.rhei.jdbc;

import dev.rhei.HtapEngine;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/** The engine behind a connection. Thread-safe. */
interface Engines {
  /** The engine; null as long as it need not be there. Costs nothing. */
  @Nullable HtapEngine current();

  /** The engine, which is opened if need be. */
  HtapEngine require() throws SQLException;

  /**
   * The connection has committed statements that may have changed the schema. Never fails: what
   * cannot be done now is done by a later call.
   */
  void schemaChanged();

  /** The connection is closed. Called once. */
  void release() throws SQLException;
}
