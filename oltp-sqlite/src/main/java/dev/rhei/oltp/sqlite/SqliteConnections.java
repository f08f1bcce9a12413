package dev.rhei.oltp.sqlite;

import dev.rhei.core.engine.RowCursor;
import dev.rhei.core.error.ErrorCode;
import dev.rhei.core.error.HtapException;
import dev.rhei.core.internal.CloseStack;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Properties;
import java.util.Set;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.sqlite.JDBC;
import org.sqlite.SQLiteConfig;

/**
 * The only owner of connections: one that writes, a pool that reads, two for the change log (one to
 * read it in long snapshots, one to look at its end). Thread-safe.
 */
final class SqliteConnections implements AutoCloseable {
  /** How long a close waits for others. */
  static final Duration CLOSE_WAIT = Duration.ofSeconds(10);

  private final SqliteConfig config;
  private final CloseStack open = new CloseStack();
  private final SchemaWatch schema = new SchemaWatch();
  private final SqliteConnection writer;
  private final SqliteConnection log;
  private final SqliteConnection watch;

  private final Semaphore readPermits;
  private final Object readers = new Object();

  // guarded by readers
  private final Deque<SqliteConnection> idleReaders = new ArrayDeque<>();
  private final Set<SqliteConnection> busyReaders = new HashSet<>();
  private final Set<RowCursor> openCursors = new HashSet<>();
  private boolean closed;

  SqliteConnections(SqliteConfig config) {
    this.config = config;
    readPermits = new Semaphore(config.readConnections(), true);
    try {
      writer = open.push(openWriter());
      log = open.push(openReader());
      watch = open.push(openReader());
    } catch (RuntimeException e) {
      open.closeAfter(e);
      throw e;
    }
  }

  /** The writer; only under the engine's write lock. */
  SqliteConnection writer() {
    return writer;
  }

  /** For snapshots of the log; only for the consumer. */
  SqliteConnection log() {
    return log;
  }

  /** For looks at the end of the log; only for the consumer. */
  SqliteConnection watch() {
    return watch;
  }

  /** Another read connection, outside of the pool. It is the caller's to close, before us. */
  SqliteConnection openExtra() {
    return openReader();
  }

  /** What is known of changes of the schema. */
  SchemaWatch schema() {
    return schema;
  }

  /** A read connection for the caller alone; hand it back to {@link #release}. */
  SqliteConnection borrow() {
    boolean granted;
    try {
      granted = readPermits.tryAcquire(config.readWait().toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new HtapException(
          ErrorCode.INTERRUPTED, "interrupted while waiting for a read connection", e);
    }
    if (!granted) {
      throw new HtapException(
          ErrorCode.POOL_EXHAUSTED,
          "no read connection became free within "
              + config.readWait().toMillis()
              + " ms (total="
              + config.readConnections()
              + ", active="
              + busyReaders()
              + ", waiting="
              + readPermits.getQueueLength()
              + "). Close each QueryResult, or raise readConnections");
    }
    try {
      return take();
    } catch (RuntimeException e) {
      readPermits.release();
      throw e;
    }
  }

  /** What the function reads on a connection of its own. */
  <T> T read(Function<SqliteConnection, T> function) {
    SqliteConnection reader = borrow();
    try {
      return function.apply(reader);
    } finally {
      release(reader, null);
    }
  }

  private int busyReaders() {
    synchronized (readers) {
      return busyReaders.size();
    }
  }

  private SqliteConnection take() {
    synchronized (readers) {
      if (closed) {
        throw closedError();
      }
      SqliteConnection reader = idleReaders.poll();
      if (reader == null) {
        reader = open.push(openReader());
      }
      busyReaders.add(reader);
      return reader;
    }
  }

  /** Takes note of rows still to be read, so that they do not outlive this; false if closed. */
  boolean opened(RowCursor cursor) {
    synchronized (readers) {
      return !closed && openCursors.add(cursor);
    }
  }

  void release(SqliteConnection reader, @Nullable RowCursor cursor) {
    synchronized (readers) {
      if (cursor != null) {
        openCursors.remove(cursor);
      }
      busyReaders.remove(reader);
      idleReaders.push(reader);
      readers.notifyAll();
    }
    readPermits.release();
  }

  HtapException closedError() {
    return new HtapException(
        ErrorCode.ENGINE_CLOSED, "the SQLite engine of " + config.path() + " is closed");
  }

  /**
   * Closes what is still being read, stops what has not begun to return, then closes everything.
   */
  @Override
  public void close() {
    List<RowCursor> cursors;
    synchronized (readers) {
      closed = true;
      cursors = List.copyOf(openCursors);
    }
    cursors.forEach(RowCursor::close);
    stopReaders();
    open.close();
  }

  private void stopReaders() {
    long deadline = System.nanoTime() + CLOSE_WAIT.toNanos();
    synchronized (readers) {
      try {
        while (!busyReaders.isEmpty() && System.nanoTime() < deadline) {
          // Again and again: a query that is just about to start does not notice.
          busyReaders.forEach(SqliteConnection::stop);
          readers.wait(20);
        }
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }
  }

  private SqliteConnection openWriter() {
    SQLiteConfig options = options();
    options.setJournalMode(SQLiteConfig.JournalMode.WAL);
    config.foreignKeys().ifPresent(options::enforceForeignKeys);
    return connect(options);
  }

  private SqliteConnection openReader() {
    SQLiteConfig options = options();
    options.setReadOnly(true);
    return connect(options);
  }

  private SQLiteConfig options() {
    SQLiteConfig options = new SQLiteConfig();
    options.setBusyTimeout(Math.toIntExact(config.busyTimeout().toMillis()));
    options.setSynchronous(SQLiteConfig.SynchronousMode.NORMAL);
    return options;
  }

  private SqliteConnection connect(SQLiteConfig options) {
    try {
      Properties properties = options.toProperties();
      // Nobody asks for them here, and the driver would run a query after each INSERT.
      properties.setProperty(SQLiteConfig.Pragma.JDBC_GET_GENERATED_KEYS.pragmaName, "false");
      Connection connection =
          JDBC.createConnection("jdbc:sqlite:" + config.path().toAbsolutePath(), properties);
      return new SqliteConnection(connection, config.statementCache(), schema);
    } catch (SQLException e) {
      throw new HtapException(
          ErrorCode.OLTP_OPEN_FAILED,
          "cannot open the SQLite file " + config.path() + ": " + e.getMessage() + advice(),
          e);
    }
  }

  private String advice() {
    Path file = config.path().toAbsolutePath();
    Path directory = file.getParent();
    if (Files.isDirectory(file)) {
      return ". It is a directory";
    }
    if (directory != null && !Files.isDirectory(directory)) {
      return ". There is no directory " + directory;
    }
    if (directory != null && !Files.isWritable(directory)) {
      return ". The directory must be writable: SQLite keeps its write-ahead log beside the file";
    }
    return "";
  }
}
