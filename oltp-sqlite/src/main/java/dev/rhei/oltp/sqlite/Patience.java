package dev.rhei.oltp.sqlite;

import dev.rhei.core.error.ErrorCode;
import dev.rhei.core.error.HtapException;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import org.sqlite.ProgressHandler;

/**
 * Stops a query that takes longer than it is worth. SQLite asks on the query's own thread, every so
 * many steps of its program: no timer, and no interrupt that could meet somebody else's query.
 */
final class Patience extends ProgressHandler implements AutoCloseable {
  /** 10 to 140 us of work; being asked costs 0.1. */
  private static final int STEPS = 1_000;

  private final Connection connection;
  private final long started = System.nanoTime();
  private final long limit;
  private boolean over;
  private volatile boolean ended;

  private Patience(Connection connection, Duration limit) {
    this.connection = connection;
    this.limit = limit.toNanos();
  }

  /** From now on until {@link #close}. */
  static Patience start(Connection connection, Duration limit) {
    Patience patience = new Patience(connection, limit);
    try {
      setHandler(connection, STEPS, patience);
    } catch (SQLException e) {
      throw new HtapException(ErrorCode.INTERNAL, "cannot limit a query", e);
    }
    return patience;
  }

  @Override
  protected int progress() {
    over |= System.nanoTime() - started > limit;
    return over ? 1 : 0;
  }

  /** Whether a query was stopped. */
  boolean isOver() {
    return over;
  }

  /** Before anybody else gets the connection. Idempotent. */
  @Override
  public void close() {
    if (ended) {
      return;
    }
    ended = true;
    try {
      clearHandler(connection);
    } catch (SQLException e) {
      throw new HtapException(ErrorCode.INTERNAL, "cannot end the limit of a query", e);
    }
  }
}
