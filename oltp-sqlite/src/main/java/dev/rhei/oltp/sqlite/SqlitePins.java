package dev.rhei.oltp.sqlite;

import dev.rhei.core.cdc.CdcSnapshot;
import dev.rhei.core.internal.CloseStack;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Snapshots that are kept for long, each on a connection of its own. Thread-safe. */
final class SqlitePins implements AutoCloseable {
  private static final long AGAIN_MILLIS = 20;

  private final SqliteConnections connections;
  private final SqliteWriter writer;
  private final Set<SqlitePin> open = new HashSet<>(); // guarded by this
  private boolean closed; // guarded by this

  SqlitePins(SqliteConnections connections, SqliteWriter writer) {
    this.connections = connections;
    this.writer = writer;
  }

  CdcSnapshot open() {
    SqliteConnection connection = connections.openExtra();
    CloseStack unused = new CloseStack();
    unused.push(connection);
    try {
      SqlitePin pin =
          new SqlitePin(connection, new SqliteSnapshot(connection, writer), this::ended);
      add(pin);
      return pin;
    } catch (RuntimeException | Error e) {
      unused.closeAfter(e);
      throw e;
    }
  }

  private synchronized void add(SqlitePin pin) {
    if (closed) {
      throw connections.closedError();
    }
    open.add(pin);
  }

  private synchronized void ended(SqlitePin pin) {
    open.remove(pin);
    notifyAll();
  }

  /** Stops what reads in them, and waits until those who opened them have closed them. */
  @Override
  public void close() {
    CloseStack left = new CloseStack();
    for (SqlitePin pin : stopped()) {
      left.push(pin);
    }
    left.close();
  }

  private synchronized List<SqlitePin> stopped() {
    closed = true;
    long deadline = System.nanoTime() + SqliteConnections.CLOSE_WAIT.toNanos();
    try {
      while (open.stream().anyMatch(pin -> !pin.isMine()) && System.nanoTime() - deadline < 0) {
        // Again and again: a query that is just about to start does not notice.
        open.forEach(SqlitePin::stop);
        wait(AGAIN_MILLIS);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    return List.copyOf(open);
  }
}
