package dev.rhei.jdbc;

import dev.rhei.HtapEngine;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Savepoint;
import java.sql.Statement;
import java.util.Properties;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.sqlite.Function;
import org.sqlite.SQLiteConfig.TransactionMode;
import org.sqlite.jdbc4.JDBC4Connection;
import org.sqlite.jdbc4.JDBC4Statement;

/**
 * A connection of the SQLite driver that asks the engine for the answers of queries. What is not
 * overridden here is SQLite's driver as it is.
 *
 * <p>Threads as with SQLite's driver: one at a time is best; statements of one connection take
 * turns.
 */
final class RheiConnection extends JDBC4Connection {
  private final EngineLink link;
  private final ConnectionState state = new ConnectionState(); // guarded by this
  private final Set<RoutedResultSet> open = ConcurrentHashMap.newKeySet();
  private long changesSeen; // guarded by this
  private final boolean ready; // false while the constructor of the driver runs its pragmas

  /**
   * A connection to the file.
   *
   * @param engines released by {@link #close}
   */
  RheiConnection(Engines engines, String url, String file, Properties properties)
      throws SQLException {
    super(url, file, properties);
    this.link = new EngineLink(engines, this::inTransaction);
    if (Boolean.parseBoolean(properties.getProperty("case_sensitive_like"))) {
      state.ran(StatementText.of("PRAGMA case_sensitive_like"));
    }
    Function.create(this, StatusFunction.NAME, new StatusFunction(engines), 0, 0);
    ready = true;
  }

  @Override
  public Statement createStatement(int type, int concurrency, int holdability) throws SQLException {
    checkOpen();
    checkCursor(type, concurrency, holdability);
    return ready ? new RheiStatement(this) : new JDBC4Statement(this);
  }

  @Override
  public PreparedStatement prepareStatement(String sql, int type, int concurrency, int holdability)
      throws SQLException {
    checkOpen();
    checkCursor(type, concurrency, holdability);
    return RheiPreparedStatement.of(this, sql);
  }

  /** Who answers queries now; null if this connection's SQLite does. */
  synchronized @Nullable HtapEngine router() {
    boolean free =
        getConnectionConfig().isAutoCommit() || (isReadCommitted() && !state.hasWritten());
    return free && state.isPlain() ? link.current() : null;
  }

  /** Whether each statement of a transaction may see what was committed before it. */
  private boolean isReadCommitted() {
    return getTransactionIsolation() <= TRANSACTION_READ_COMMITTED;
  }

  EngineLink link() {
    return link;
  }

  /** Lets the driver run a statement on SQLite, and draws the consequences. */
  <T> T run(StatementText text, EngineLink.Reader reader, EngineLink.Work<T> work)
      throws SQLException {
    T result =
        link.run(
            () -> {
              boolean done = false;
              try {
                T own = work.run();
                done = true;
                if (text.touchesTables() && reader.hasRows()) {
                  link.reads(reader);
                }
                return own;
              } finally {
                tried(text, done);
              }
            });
    if (!text.isQuery()) {
      ran(text);
    }
    return result;
  }

  private void tried(StatementText text, boolean done) {
    boolean inTransaction = !getConnectionConfig().isAutoCommit();
    if (inTransaction || !done) {
      synchronized (this) {
        if (inTransaction) {
          state.triedInTransaction(text);
        }
        if (!done) {
          state.failed(text);
        }
      }
    }
  }

  private synchronized boolean inTransaction() {
    return state.inTransaction()
        || state.isUsed()
        || (!getConnectionConfig().isAutoCommit() && isLocking());
  }

  boolean isBusy() {
    return link.isBusy();
  }

  /** A text has run. */
  private void ran(StatementText text) throws SQLException {
    synchronized (this) {
      state.ran(text);
      if (!getConnectionConfig().isAutoCommit() || state.inTransaction()) {
        return;
      }
    }
    committed(true);
  }

  /**
   * What is written is committed, if anything was. Not under the monitor: this takes locks.
   *
   * @param unlocked whether this connection holds no lock of SQLite's now: of a change of the
   *     schema the engine is told only then, because it writes. Its own look finds what is never
   *     told
   */
  private void committed(boolean unlocked) throws SQLException {
    boolean schema;
    boolean changes;
    synchronized (this) {
      schema = unlocked && state.takeSchemaTouched();
      long now = getDatabase().total_changes();
      changes = now != changesSeen;
      changesSeen = now;
    }
    if (schema || changes) {
      link.committed(schema);
    }
  }

  @Override
  public void commit() throws SQLException {
    try {
      amongPeers(super::commit);
      transactionOver();
    } finally { // it is committed too if the driver fails to begin the next transaction
      if (!isClosed()) {
        committed(!isLocking());
      }
    }
  }

  @Override
  public void rollback() throws SQLException {
    amongPeers(super::rollback);
    transactionOver();
  }

  @Override
  public void setAutoCommit(boolean on) throws SQLException {
    boolean before = getAutoCommit();
    amongPeers(() -> super.setAutoCommit(on));
    if (on && !before) {
      transactionOver();
      committed(true);
    }
  }

  @Override
  public void releaseSavepoint(Savepoint savepoint) throws SQLException {
    super.releaseSavepoint(savepoint);
    committed(false); // which the outermost one does, if there was no BEGIN
  }

  /** Whether transactions take SQLite's write lock when they begin, and one begins at once. */
  private boolean isLocking() {
    return getConnectionConfig().getTransactionMode() != TransactionMode.DEFERRED;
  }

  private synchronized void transactionOver() {
    state.transactionOver();
  }

  /** What the driver does about a transaction, which may take SQLite's lock. */
  private interface Step {
    void run() throws SQLException;
  }

  private void amongPeers(Step step) throws SQLException {
    link.run(
        () -> {
          step.run();
          return true;
        });
  }

  void opened(RoutedResultSet answer) {
    open.add(answer);
  }

  void closed(RoutedResultSet answer) {
    open.remove(answer);
  }

  @Override
  public void close() throws SQLException {
    for (RoutedResultSet answer : open) {
      answer.abandon();
    }
    try {
      super.close();
    } finally {
      link.release();
    }
  }

  @Override
  public <T> T unwrap(Class<T> type) {
    if (type == HtapEngine.class) {
      try {
        return type.cast(link.require());
      } catch (SQLException e) {
        throw new IllegalStateException(e.getMessage(), e);
      }
    }
    return super.unwrap(type);
  }

  @Override
  public boolean isWrapperFor(Class<?> type) {
    return type == HtapEngine.class || super.isWrapperFor(type);
  }
}
