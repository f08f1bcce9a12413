package dev.rhei.core.engine;

import org.jspecify.annotations.Nullable;

/**
 * A write transaction in progress. Belongs to the thread that runs it, and ends with the function
 * it was given to; what is done here is seen by others at its commit and not before.
 */
public interface OltpTransaction {
  /** Runs a statement; returns the number of rows it inserted, updated or deleted. */
  long execute(String sql, @Nullable Object... parameters);

  /** Runs a query on SQLite, which sees what this transaction wrote. Close the result. */
  QueryResult query(String sql, @Nullable Object... parameters);
}
