package dev.rhei.oltp.sqlite;

import dev.rhei.core.cdc.CdcConsumer;
import dev.rhei.core.cdc.CdcPosition;
import dev.rhei.core.cdc.CdcSnapshot;
import dev.rhei.core.error.ErrorCode;
import dev.rhei.core.error.HtapException;
import java.util.Collection;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * The trigger log as the sync engine reads it. Snapshots are read transactions on a connection of
 * their own; pruning takes its turn with the writers, a piece at a time.
 */
final class SqliteCdcConsumer implements CdcConsumer {
  /** Rows that may gather while other connections are never idle; 14 MB of keys. */
  private static final long MOST_HELD = 1_000_000;

  private final SqliteConnections connections;
  private final SqliteWriter writer;
  private final String sourceId;
  private final SqlitePins pins;
  private final ReentrantLock watching = new ReentrantLock();
  private @Nullable SqliteSnapshot open; // by the one thread that reads the log, and by close
  private boolean closed; // guarded by watching and by this

  SqliteCdcConsumer(SqliteConnections connections, SqliteWriter writer, String sourceId) {
    this.connections = connections;
    this.writer = writer;
    this.sourceId = sourceId;
    this.pins = new SqlitePins(connections, writer);
  }

  @Override
  public synchronized CdcSnapshot open() {
    requireOpen();
    if (open != null && !open.closed()) {
      throw new HtapException(
          ErrorCode.INTERNAL, "a snapshot of the log is already open; close it first");
    }
    SqliteSnapshot snapshot = new SqliteSnapshot(connections.log(), writer);
    open = snapshot;
    return snapshot;
  }

  @Override
  public CdcSnapshot pin() {
    return pins.open();
  }

  @Override
  public CdcPosition latest() {
    watching.lock();
    try {
      requireOpen();
      SqliteConnection watch = connections.watch();
      // The version first: read after the sequence it could be newer than what the sequence shows.
      long schemaVersion = SqliteWriter.schemaVersion(watch);
      connections.schema().seen(schemaVersion);
      return new CdcPosition(new CaptureTables(watch).last(), schemaVersion);
    } finally {
      watching.unlock();
    }
  }

  @Override
  public long bytesAfter(long sequence) {
    watching.lock();
    try {
      requireOpen();
      return new CaptureTables(connections.watch()).sampleAfter(sequence).bytes();
    } finally {
      watching.unlock();
    }
  }

  @Override
  public Optional<String> largestAfter(long sequence) {
    watching.lock();
    try {
      requireOpen();
      CaptureTables tables = new CaptureTables(connections.watch());
      Collection<CapturedTable> captured = tables.active().values();
      return tables
          .sampleAfter(sequence)
          .largestOf(captured.stream().map(CapturedTable::id).toList())
          .flatMap(id -> captured.stream().filter(table -> table.id() == id).findFirst())
          .map(CapturedTable::name);
    } finally {
      watching.unlock();
    }
  }

  @Override
  public boolean prune(long through) {
    boolean[] more = {true};
    while (more[0]) {
      if (!writer.whileOthersAreIdle(own -> more[0] = prunePiece(own, through))) {
        if (through - firstSequence() < MOST_HELD) {
          return false;
        }
        more[0] = writer.quietly(own -> prunePiece(own, through));
      }
    }
    return true;
  }

  private long firstSequence() {
    watching.lock();
    try {
      requireOpen();
      return first(connections.watch());
    } finally {
      watching.unlock();
    }
  }

  private static long first(SqliteConnection connection) {
    return connection.queryLong("SELECT min(seq) FROM main." + CdcTriggers.LOG);
  }

  /** Deletes the oldest rows; true if there are more. The last row of the log always stays. */
  private static boolean prunePiece(SqliteConnection connection, long through) {
    CaptureTables tables = new CaptureTables(connection);
    long first = first(connection);
    long until = Math.min(through, tables.last() - 1);
    if (first == 0 || first > until) {
      return false;
    }
    long end = Math.min(until, first + LogPiece.ROWS - 1);
    connection.execute("DELETE FROM main." + CdcTriggers.LOG + " WHERE seq <= ?", end);
    connection.execute(
        "UPDATE main._rhei_meta SET value = max(value, ?) WHERE key = 'pruned_through'", end);
    return end < until;
  }

  @Override
  public void beginEpoch(String name) {
    writer.gently(
        connection -> {
          new CaptureTables(connection).beginEpoch(name);
          return name;
        });
  }

  @Override
  public String sourceId() {
    return sourceId;
  }

  private void requireOpen() {
    if (closed) {
      throw connections.closedError();
    }
  }

  @Override
  public void close() {
    pins.close(); // not under the monitor, which those who use them may need to come to an end
    closeLog();
  }

  private synchronized void closeLog() {
    watching.lock();
    try {
      closed = true;
      if (open != null) {
        open.close();
      }
    } finally {
      watching.unlock();
    }
  }
}
