package dev.rhei.core.engine;

import dev.rhei.core.error.HtapException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The database of record. Thread-safe: writers queue in the order they come, readers do not wait
 * for them.
 */
public interface OltpEngine extends AutoCloseable {
  /**
   * Runs one statement that returns no rows, in a transaction of its own.
   *
   * @return the number of rows inserted, updated or deleted; 0 for other statements
   */
  long execute(String sql, @Nullable Object... parameters);

  /** Runs the statements in one transaction; either all take effect or none. */
  long[] executeBatch(List<SqlStatement> statements);

  /**
   * Runs the body in one transaction. It commits when the body returns, and rolls back when it
   * throws; what it throws is passed on as it is.
   *
   * @throws HtapException TRANSACTION_NESTED if this thread is already in one
   */
  <T, X extends Exception> T transaction(TransactionBody<T, X> body) throws X;

  /**
   * Runs a statement that returns rows. A SELECT reads one consistent state of its own; a statement
   * that writes (INSERT ... RETURNING) takes its turn with the writers and is complete, and
   * committed, when this method returns.
   */
  RowCursor query(SqlStatement statement, QueryOptions options);

  /** Idempotent; waits for the writer, stops running queries. */
  @Override
  void close();
}
