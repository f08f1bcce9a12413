package dev.rhei.oltp.sqlite;

import dev.rhei.core.cdc.CdcChunk;
import dev.rhei.core.cdc.CdcPosition;
import dev.rhei.core.cdc.CdcSnapshot;
import dev.rhei.core.cdc.TableSnapshot;
import dev.rhei.core.error.ErrorCode;
import dev.rhei.core.error.HtapException;
import dev.rhei.core.schema.TableSchema;
import java.sql.SQLException;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** A snapshot and the connection that is its alone. */
final class SqlitePin implements CdcSnapshot {
  private final SqliteConnection connection;
  private final SqliteSnapshot snapshot;
  private final Consumer<SqlitePin> afterClose;
  private final Thread owner = Thread.currentThread();
  private boolean closed; // guarded by this

  SqlitePin(SqliteConnection connection, SqliteSnapshot snapshot, Consumer<SqlitePin> afterClose) {
    this.connection = connection;
    this.snapshot = snapshot;
    this.afterClose = afterClose;
  }

  /** Whether the calling thread opened it, so that waiting for its close would be in vain. */
  boolean isMine() {
    return owner == Thread.currentThread();
  }

  /** Stops what it reads; nothing once it is being closed. */
  synchronized void stop() {
    if (!closed) {
      connection.stop();
    }
  }

  @Override
  public CdcPosition position() {
    return snapshot.position();
  }

  @Override
  public List<String> epochs() {
    return snapshot.epochs();
  }

  @Override
  public long prunedThrough() {
    return snapshot.prunedThrough();
  }

  @Override
  public CdcChunk changes(long after, int max, Collection<TableSchema> tables) {
    return snapshot.changes(after, max, tables);
  }

  @Override
  public Optional<TableSnapshot> tables() {
    return snapshot.tables();
  }

  @Override
  public void close() {
    if (!closes()) {
      return;
    }
    try {
      snapshot.end();
      connection.close(); // and with it the transaction
    } catch (SQLException e) {
      throw new HtapException(ErrorCode.CLOSE_FAILED, "closing a connection", e);
    } finally {
      afterClose.accept(this);
    }
  }

  private synchronized boolean closes() {
    boolean first = !closed;
    closed = true;
    return first;
  }
}
