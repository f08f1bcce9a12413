package dev.rhei.olap.duckdb;

import dev.rhei.core.error.ErrorCode;
import dev.rhei.core.error.HtapException;
import dev.rhei.core.internal.CloseStack;
import java.sql.SQLException;
import java.util.ArrayDeque;
import java.util.Deque;
import org.duckdb.DuckDBConnection;

/**
 * Owns every native connection. Each query has one of its own while it runs, because DuckDB stops a
 * query by interrupting its whole connection. Thread-safe.
 */
final class DuckDbConnections implements AutoCloseable {
  private static final int IDLE = 8;

  private final DuckDBConnection root; // only to make others: the driver locks what runs statements
  private final Runnable onClosed;
  private final Deque<DuckDbSession> idle = new ArrayDeque<>();
  private boolean closed;

  /**
   * Takes over the connection.
   *
   * @param onClosed called once the database is closed; not if that fails
   */
  DuckDbConnections(DuckDBConnection root, Runnable onClosed) {
    this.root = root;
    this.onClosed = onClosed;
  }

  /** A session for the caller alone; give it back with {@link #release} or {@link #discard}. */
  DuckDbSession acquire() throws SQLException {
    DuckDBConnection connection;
    synchronized (this) {
      if (closed) {
        throw new HtapException(ErrorCode.ENGINE_CLOSED, "the DuckDB engine is closed");
      }
      DuckDbSession session = idle.pollFirst();
      if (session != null) {
        return session;
      }
      connection = root.duplicate();
    }
    return new DuckDbSession(connection);
  }

  /** Takes back a session on which no transaction is open. */
  void release(DuckDbSession session) {
    synchronized (this) {
      if (!closed && idle.size() < IDLE) {
        idle.addFirst(session);
        return;
      }
    }
    discard(session);
  }

  /** Closes a session; what was not committed is rolled back. */
  void discard(DuckDbSession session) {
    try {
      session.close();
    } catch (SQLException e) {
      throw DuckDbErrors.of("closing a connection", e);
    }
  }

  /** Closes what is idle, and the database once every session was given back. Idempotent. */
  @Override
  public void close() {
    CloseStack stack = new CloseStack();
    synchronized (this) {
      if (closed) {
        return;
      }
      closed = true;
      stack.push(root);
      for (DuckDbSession session : idle) {
        stack.push(session);
      }
      idle.clear();
    }
    stack.close();
    onClosed.run();
  }
}
