package dev.rhei.olap.duckdb.function;

import java.sql.SQLException;
import org.duckdb.DuckDBConnection;

/**
 * Makes the Java functions known to a DuckDB database.
 *
 * <p>They belong to the open database and all of its connections, are not written into its file,
 * and cannot be dropped or replaced by SQL; so they are registered once, each time it is opened.
 * DuckDB takes them for deterministic: it computes calls with constant arguments while planning. An
 * exception in one of them, whatever it is, fails the query and nothing else.
 */
public final class SqliteFunctions {
  private SqliteFunctions() {}

  /** To be called once for each time the database is opened. */
  public static void register(DuckDBConnection connection) throws SQLException {
    Registry registry = new Registry(connection);
    Casts.register(registry);
    Certainty.register(registry);
    Orders.register(registry);
    DateKernels.register(registry);
    JsonFunctions.register(registry);
    MathFunctions.register(registry);
    TextKernels.register(registry);
    PatternFunctions.register(registry);
  }
}
