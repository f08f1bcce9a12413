package dev.rhei.oltp.sqlite;

import dev.rhei.core.cdc.CdcPosition;
import dev.rhei.core.engine.Column;
import dev.rhei.core.engine.SqlStatement;
import dev.rhei.core.error.ErrorCode;
import dev.rhei.core.error.HtapException;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * Runs queries on the state of one position of the log, if that is the current one: in a read
 * transaction, in which neither moves. One query at a time, on a connection of its own that is
 * opened with the first. Thread-safe.
 */
public final class PinnedReader implements AutoCloseable {
  private static final long AGAIN_MILLIS = 20;

  private final SqliteConnections connections;
  private final ReentrantLock turn = new ReentrantLock();
  private volatile @Nullable SqliteConnection connection; // set under turn
  private volatile boolean closed;

  PinnedReader(SqliteConnections connections) {
    this.connections = connections;
  }

  /**
   * An answer.
   *
   * @param position where the log and the schema stood
   */
  public record Answer(CdcPosition position, List<Column> columns, List<@Nullable Object[]> rows) {}

  /**
   * Runs a query.
   *
   * @param sequence the position of the log to run it at
   * @param mostRows an answer of more rows is not read to its end
   * @param limit how long it may take
   * @return empty if the log stands elsewhere, or the time was over
   */
  public Optional<Answer> read(SqlStatement query, long sequence, int mostRows, Duration limit) {
    turn.lock();
    try {
      if (closed) {
        throw connections.closedError();
      }
      SqliteConnection own = connection;
      if (own == null) {
        own = connections.openExtra();
        connection = own;
      }
      own.execute("BEGIN");
      try (Patience patience = own.patience(limit)) {
        return read(own, patience, query, sequence, mostRows);
      } finally {
        own.execute("ROLLBACK");
      }
    } finally {
      turn.unlock();
    }
  }

  private static Optional<Answer> read(
      SqliteConnection own, Patience patience, SqlStatement query, long sequence, int mostRows) {
    CdcPosition position =
        new CdcPosition(new CaptureTables(own).last(), SqliteWriter.schemaVersion(own));
    if (position.sequence() != sequence) {
      return Optional.empty();
    }
    try (SqliteCursor cursor = SqliteCursor.start(own, query, false, null, closed -> {})) {
      List<@Nullable Object[]> rows = new ArrayList<>();
      @Nullable Object[] row;
      while (rows.size() <= mostRows && (row = cursor.next()) != null) {
        rows.add(row);
      }
      return Optional.of(new Answer(position, cursor.columns(), rows));
    } catch (HtapException e) {
      if (patience.isOver()) {
        return Optional.empty();
      }
      throw e;
    }
  }

  /** Stops the running query. */
  @Override
  public void close() {
    closed = true;
    SqliteConnection own = connection;
    if (own == null) {
      return;
    }
    try {
      own.stop();
      while (!turn.tryLock(AGAIN_MILLIS, TimeUnit.MILLISECONDS)) {
        own.stop(); // again and again: a query that is just about to start does not notice
      }
      try {
        connection = null;
        own.close();
      } finally {
        turn.unlock();
      }
    } catch (SQLException | InterruptedException e) {
      if (e instanceof InterruptedException) {
        Thread.currentThread().interrupt();
      }
      throw new HtapException(ErrorCode.CLOSE_FAILED, "closing a connection", e);
    }
  }
}
