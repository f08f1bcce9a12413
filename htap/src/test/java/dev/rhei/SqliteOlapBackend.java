package dev.rhei;

import dev.rhei.core.engine.MirrorState;
import dev.rhei.core.engine.MirrorTable;
import dev.rhei.core.engine.OlapBackend;
import dev.rhei.core.engine.OlapCursor;
import dev.rhei.core.engine.OlapQuery;
import dev.rhei.core.engine.OlapSnapshot;
import dev.rhei.core.engine.OlapWrite;
import dev.rhei.core.engine.QueryTranslator;
import dev.rhei.core.error.ErrorCode;
import dev.rhei.core.error.HtapException;
import dev.rhei.core.internal.CloseStack;
import dev.rhei.core.schema.TableSchema;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.sqlite.SQLiteConfig;

/**
 * The copy in an SQLite file of its own: a second backend, by which tests tell what the engine asks
 * of every backend from what DuckDB happens to do. Thread-safe as {@link OlapBackend} asks; every
 * query has a connection of its own. Columns typed by the caller are refused.
 */
final class SqliteOlapBackend implements OlapBackend {
  private static final long PATIENCE_SECONDS = 30;

  /** What the last commit left: in memory, so that asking costs nothing. */
  record State(
      long appliedThrough,
      long tablesVersion,
      Map<String, MirrorTable> tables,
      Map<String, String> properties) {}

  private final Path file;
  private final Connection writer; // belongs to the open write, if there is one
  private final Semaphore turn = new Semaphore(1);
  private final Set<SqliteOlapCursor> running = ConcurrentHashMap.newKeySet();
  private final Set<SqliteOlapSnapshot> pins = ConcurrentHashMap.newKeySet();
  private volatile State state;
  private volatile @Nullable SqliteOlapWrite write;
  private volatile boolean closed;

  private SqliteOlapBackend(Path file, Connection writer, State state) {
    this.file = file;
    this.writer = writer;
    this.state = state;
  }

  /** Opens the copy; creates it if there is none. */
  static SqliteOlapBackend open(Path file) {
    CloseStack stack = new CloseStack();
    try {
      Connection writer = stack.push(connect(file, false));
      try (Statement statement = writer.createStatement()) {
        statement.executeUpdate("BEGIN IMMEDIATE");
        statement.executeUpdate(
            "CREATE TABLE IF NOT EXISTS _rhei_meta (applied_through, tables_version)");
        statement.executeUpdate(
            "INSERT INTO _rhei_meta SELECT 0, 0 WHERE NOT EXISTS (SELECT * FROM _rhei_meta)");
        statement.executeUpdate(
            "CREATE TABLE IF NOT EXISTS _rhei_tables (name PRIMARY KEY, schema, state, reason,"
                + " loaded_key, loaded_rows)");
        statement.executeUpdate(
            "CREATE TABLE IF NOT EXISTS _rhei_properties (name PRIMARY KEY, value)");
        statement.executeUpdate("COMMIT");
      }
      return new SqliteOlapBackend(file, writer, load(writer));
    } catch (SQLException e) {
      HtapException failure =
          new HtapException(
              ErrorCode.OLAP_OPEN_FAILED, "cannot open " + file + ": " + e.getMessage(), e);
      stack.closeAfter(failure);
      throw failure;
    }
  }

  private static Connection connect(Path file, boolean readOnly) throws SQLException {
    SQLiteConfig options = new SQLiteConfig();
    options.setReadOnly(readOnly);
    options.setBusyTimeout(5_000);
    if (!readOnly) {
      options.setJournalMode(SQLiteConfig.JournalMode.WAL);
    }
    return options.createConnection("jdbc:sqlite:" + file.toAbsolutePath());
  }

  /** What the file holds, as of its last commit. */
  static State load(Connection connection) throws SQLException {
    Map<String, MirrorTable> tables = new LinkedHashMap<>();
    Map<String, String> properties = new LinkedHashMap<>();
    try (Statement statement = connection.createStatement()) {
      try (ResultSet rows = statement.executeQuery("SELECT * FROM _rhei_tables ORDER BY name")) {
        while (rows.next()) {
          tables.put(
              rows.getString(1),
              new MirrorTable(
                  TableSchema.fromJson(rows.getString(2)),
                  MirrorState.valueOf(rows.getString(3)),
                  rows.getString(4),
                  rows.getString(5),
                  rows.getLong(6)));
        }
      }
      try (ResultSet rows = statement.executeQuery("SELECT name, value FROM _rhei_properties")) {
        while (rows.next()) {
          properties.put(rows.getString(1), rows.getString(2));
        }
      }
      try (ResultSet rows = statement.executeQuery("SELECT * FROM _rhei_meta")) {
        return new State(rows.getLong(1), rows.getLong(2), tables, properties);
      }
    }
  }

  @Override
  public String name() {
    return "SQLite copy";
  }

  @Override
  public long appliedThrough() {
    return state.appliedThrough();
  }

  @Override
  public long tablesVersion() {
    return state.tablesVersion();
  }

  @Override
  public Collection<MirrorTable> tables() {
    return state.tables().values();
  }

  @Override
  public Optional<String> property(String name) {
    return Optional.ofNullable(state.properties().get(name));
  }

  @Override
  public QueryTranslator translator() {
    return SqliteOlapTranslator::translate;
  }

  @Override
  public OlapWrite beginWrite() {
    if (!turn.tryAcquire()) {
      throw closed ? closedError() : new HtapException(ErrorCode.INTERNAL, "a write is open");
    }
    if (closed) {
      turn.release();
      throw closedError();
    }
    try {
      SqliteOlapWrite begun = SqliteOlapWrite.begin(writer, state, this::ended);
      write = begun;
      return begun;
    } catch (SQLException e) {
      turn.release();
      throw new HtapException(ErrorCode.OLAP_FAILED, "cannot begin a write: " + e.getMessage(), e);
    }
  }

  /** A write is over, and this is what the file holds now. */
  private void ended(State now) {
    state = now;
    write = null;
    turn.release();
  }

  @Override
  public OlapCursor query(OlapQuery query) {
    SqliteOlapCursor cursor = new SqliteOlapCursor(query, running::remove);
    running.add(cursor);
    if (closed) { // after the add: either this query sees the close, or the close sees it
      running.remove(cursor);
      throw closedError();
    }
    cursor.start(() -> connect(file, true));
    return cursor;
  }

  @Override
  public OlapSnapshot pin() {
    if (closed) {
      throw closedError();
    }
    try {
      SqliteOlapSnapshot pin = SqliteOlapSnapshot.begin(connect(file, true), pins::remove);
      pins.add(pin);
      if (closed) {
        pin.close();
        throw closedError();
      }
      return pin;
    } catch (SQLException e) {
      throw new HtapException(ErrorCode.OLAP_FAILED, "cannot pin: " + e.getMessage(), e);
    }
  }

  @Override
  public synchronized void close() {
    if (closed) {
      return;
    }
    closed = true;
    CloseStack stack = new CloseStack();
    stack.push(writer);
    stack.push(this::endWrite);
    running.forEach(stack::push);
    pins.forEach(stack::push);
    stack.close();
  }

  /** Waits for the write in progress, unless it is the caller's own. */
  private void endWrite() throws InterruptedException {
    SqliteOlapWrite open = write;
    if (open != null && open.isMine()) {
      open.close();
    } else if (!turn.tryAcquire(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
      throw new HtapException(
          ErrorCode.CLOSE_FAILED, "a write is still open after " + PATIENCE_SECONDS + " s");
    }
  }

  private HtapException closedError() {
    return new HtapException(ErrorCode.ENGINE_CLOSED, "the copy in " + file + " is closed");
  }
}
