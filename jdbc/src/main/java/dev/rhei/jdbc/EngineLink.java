package dev.rhei.jdbc;

import dev.rhei.HtapEngine;
import dev.rhei.core.error.HtapException;
import dev.rhei.oltp.sqlite.PeerConnections;
import java.sql.SQLException;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What ties a connection to the engine beside it: the connection stands still for the engine's own
 * writes, keeps them off while it is busy, and tells of its commits. Thread-safe.
 */
final class EngineLink implements PeerConnections.Peer {
  private static final Logger LOG = LoggerFactory.getLogger(EngineLink.class);

  private final Engines engines;
  private final BooleanSupplier inTransaction;
  private final Set<Reader> reading = ConcurrentHashMap.newKeySet();
  private volatile @Nullable HtapEngine attached; // where this is a peer
  private boolean released; // guarded by this

  /**
   * A link that is used once the engine is there.
   *
   * @param inTransaction whether the connection has, or may at any moment take, a lock of SQLite's
   *     that outlasts a statement
   */
  EngineLink(Engines engines, BooleanSupplier inTransaction) {
    this.engines = engines;
    this.inTransaction = inTransaction;
  }

  /** A statement that may have rows of SQLite's to read. */
  interface Reader {
    boolean hasRows();
  }

  /** What the driver does with SQLite. */
  interface Work<T> {
    T run() throws SQLException;
  }

  /** The engine; null as long as there is none. */
  @Nullable HtapEngine current() {
    return engines.current();
  }

  /** The engine, which is opened if need be. */
  HtapEngine require() throws SQLException {
    return engines.require();
  }

  /** Does something while the engine does not write on its own account. */
  <T> T run(Work<T> work) throws SQLException {
    HtapEngine engine = attach();
    long stamp = engine == null ? 0 : engine.peers().beginStatement();
    try {
      return work.run();
    } finally {
      if (engine != null) {
        engine.peers().endStatement(stamp);
      }
    }
  }

  private @Nullable HtapEngine attach() {
    HtapEngine engine = engines.current();
    if (engine != null && engine != attached) {
      engine.peers().add(this);
      attached = engine;
    }
    return engine;
  }

  /** A statement has rows to read, which keeps a transaction of SQLite's open. Inside of run. */
  void reads(Reader reader) {
    reading.add(reader);
  }

  /** A statement has none any more. */
  void read(Reader reader) {
    reading.remove(reader);
  }

  @Override
  public boolean isBusy() {
    if (inTransaction.getAsBoolean()) {
      return true;
    }
    reading.removeIf(reader -> !reader.hasRows());
    return !reading.isEmpty();
  }

  /**
   * Tells of a commit. Takes locks, SQLite's too if the schema may have changed.
   *
   * @param schema whether it may have
   */
  void committed(boolean schema) {
    if (schema) {
      engines.schemaChanged();
      return;
    }
    HtapEngine engine = engines.current();
    if (engine != null) {
      try {
        engine.noteCommit();
      } catch (HtapException e) { // the commit stands all the same
        LOG.debug("an engine that was closed before its connections", e);
      }
    }
  }

  /** The connection is closed. Idempotent. */
  void release() throws SQLException {
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
}
