package dev.rhei.olap.duckdb;

import dev.rhei.core.error.ErrorCode;
import dev.rhei.core.error.HtapException;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Hands out the one write transaction at a time, and carries over what outlives each. */
final class DuckDbWriter implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private final DuckDbConnections connections;
  private final DuckDbFeed feed;
  private final DuckDbState state;
  private final Semaphore turn = new Semaphore(1);
  private volatile @Nullable DuckDbWrite current;
  private volatile boolean closed;
  private Map<String, Long> largestKeys = Map.of(); // belongs to who has the turn

  DuckDbWriter(DuckDbConnections connections, DuckDbFeed feed, DuckDbState state) {
    this.connections = connections;
    this.feed = feed;
    this.state = state;
  }

  DuckDbWrite begin() {
    if (!turn.tryAcquire()) {
      throw new HtapException(
          closed ? ErrorCode.ENGINE_CLOSED : ErrorCode.INTERNAL,
          closed ? "the DuckDB engine is closed" : "another write is open; close it first");
    }
    DuckDbSession session = null;
    try {
      if (closed) {
        throw new HtapException(ErrorCode.ENGINE_CLOSED, "the DuckDB engine is closed");
      }
      DuckDbState.Snapshot before = state.current();
      session = connections.acquire();
      session.execute("BEGIN TRANSACTION");
      DuckDbWrite write =
          new DuckDbWrite(this, session, new DuckDbApplier(session, feed, largestKeys), before);
      current = write;
      return write;
    } catch (SQLException e) {
      HtapException failure = DuckDbErrors.of("beginning a write", e);
      giveUp(session, failure);
      throw failure;
    } catch (RuntimeException | Error e) {
      giveUp(session, e);
      throw e;
    }
  }

  private void giveUp(@Nullable DuckDbSession session, Throwable failure) {
    turn.release();
    if (session != null) {
      try {
        connections.discard(session);
      } catch (HtapException e) {
        failure.addSuppressed(e);
      }
    }
  }

  DuckDbState state() {
    return state;
  }

  void committed(DuckDbState.Snapshot now, Map<String, Long> keys) {
    largestKeys = keys;
    state.committed(now);
  }

  void outcomeUnknown() {
    largestKeys = Map.of();
    state.outcomeUnknown();
  }

  /** Takes back the session of a write that is over, and lets the next one begin. */
  void ended(DuckDbSession session, boolean rollback) {
    current = null;
    try {
      if (rollback) {
        session.execute("ROLLBACK");
      }
      connections.release(session);
    } catch (SQLException e) {
      connections.discard(session); // which ends the transaction just as well
    } finally {
      turn.release();
    }
  }

  /** Waits for the write that is open, then ends it. Idempotent. */
  @Override
  public void close() {
    closed = true;
    DuckDbWrite write = current;
    boolean interruptedThread = false;
    try {
      if (write == null || !write.isMine()) {
        if (turn.tryAcquire(PATIENCE.toMillis(), TimeUnit.MILLISECONDS)) {
          turn.release();
          return;
        }
        write = current;
      }
    } catch (InterruptedException e) {
      interruptedThread = true; // the caller is in a hurry: stop the write instead of waiting
    }
    try {
      if (write != null && !write.abort(PATIENCE)) {
        throw new HtapException(
            ErrorCode.CLOSE_FAILED,
            "a write still runs " + PATIENCE.toSeconds() + " s after its interrupt");
      }
    } finally {
      if (interruptedThread) {
        Thread.currentThread().interrupt();
      }
    }
  }
}
