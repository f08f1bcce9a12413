package dev.rhei.jdbc;

import dev.rhei.HtapEngine;
import dev.rhei.core.error.HtapException;
import dev.rhei.oltp.sqlite.PeerConnections;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Savepoint;
import java.sql.Statement;
import java.util.Properties;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
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
final class RheiConnection extends JDBC4Connection implements PeerConnections.Peer {
  private static final Logger LOG = LoggerFactory.getLogger(RheiConnection.class);

  private final Engines engines;
  private final ConnectionState state = new ConnectionState();
  private final Set<RoutedResultSet> open = ConcurrentHashMap.newKeySet();
  private final Set<Reader> reading = ConcurrentHashMap.newKeySet();
  private volatile @Nullable HtapEngine attached; // where this is a peer
  private boolean used; // by a statement since the transaction began; guarded by this
  private boolean written; // by something else than a query since then; guarded by this
  private long changesSeen; // guarded by this
  private boolean released; // guarded by this
  private final boolean ready; // false while the constructor of the driver runs its pragmas

  /**
   * A connection to the file.
   *
   * @param engines released by {@link #close}
   */
  RheiConnection(Engines engines, String url, String file, Properties properties)
      throws SQLException {
    super(url, file, properties);
    this.engines = engines;
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
    boolean free = getConnectionConfig().isAutoCommit() || (isReadCommitted() && !written);
    return free && state.isPlain() ? engines.current() : null;
  }

  /** Whether each statement of a transaction may see what was committed before it. */
  private boolean isReadCommitted() {
    return getTransactionIsolation() <= TRANSACTION_READ_COMMITTED;
  }

  Engines engines() {
    return engines;
  }

  /** A statement that may have rows of SQLite's to read. */
  interface Reader {
    boolean hasRows();
  }

  /** What the driver does for a statement. */
  interface Work<T> {
    T run() throws SQLException;
  }

  /** Lets the driver run a statement on SQLite, and draws the consequences. */
  <T> T run(StatementText text, Reader reader, Work<T> work) throws SQLException {
    boolean done = false;
    T result;
    HtapEngine engine = attach();
    long stamp = engine == null ? 0 : engine.peers().beginStatement();
    try {
      result = work.run();
      done = true;
      if (text.touchesTables() && reader.hasRows()) {
        reading.add(reader);
      }
    } finally {
      boolean inTransaction = !getConnectionConfig().isAutoCommit();
      if (inTransaction || !done) {
        synchronized (this) {
          used |= inTransaction;
          written |= inTransaction && !text.isQuery();
          if (!done) {
            state.failed(text);
          }
        }
      }
      if (engine != null) {
        engine.peers().endStatement(stamp);
      }
    }
    if (!text.isQuery()) {
      ran(text);
    }
    return result;
  }

  /** What the driver does about a transaction, which may take SQLite's lock. */
  private interface Step {
    void run() throws SQLException;
  }

  private void amongPeers(Step step) throws SQLException {
    HtapEngine engine = attach();
    long stamp = engine == null ? 0 : engine.peers().beginStatement();
    try {
      step.run();
    } finally {
      if (engine != null) {
        engine.peers().endStatement(stamp);
      }
    }
  }

  /** The engine, which knows this connection; null if there is none. */
  private @Nullable HtapEngine attach() {
    HtapEngine engine = engines.current();
    if (engine != null && engine != attached) {
      engine.peers().add(this);
      attached = engine;
    }
    return engine;
  }

  @Override
  public boolean isBusy() {
    synchronized (this) {
      if (state.inTransaction() || used || (!getConnectionConfig().isAutoCommit() && isLocking())) {
        return true;
      }
    }
    reading.removeIf(reader -> !reader.hasRows());
    return !reading.isEmpty();
  }

  /** A statement has no rows to read any more. */
  void read(Reader reader) {
    reading.remove(reader);
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
    if (schema) {
      engines.schemaChanged();
    } else if (changes) {
      HtapEngine engine = engines.current();
      if (engine != null) {
        noteCommit(engine);
      }
    }
  }

  private static void noteCommit(HtapEngine engine) {
    try {
      engine.noteCommit();
    } catch (HtapException e) { // the commit stands all the same
      LOG.debug("an engine that was closed before its connections", e);
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
    used = false;
    written = false;
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
      release();
    }
  }

  private void release() throws SQLException {
    synchronized (this) {
      if (released) {
        return;
      }
      released = true;
    }
    HtapEngine engine = attached;
    if (engine != null) {
      engine.peers().remove(this);
    }
    engines.release();
  }

  @Override
  public <T> T unwrap(Class<T> type) {
    if (type == HtapEngine.class) {
      try {
        return type.cast(engines.require());
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
