package dev.rhei.olap.duckdb;

import dev.rhei.core.engine.MirrorTable;
import dev.rhei.core.engine.OlapBackend;
import dev.rhei.core.engine.OlapCursor;
import dev.rhei.core.engine.OlapQuery;
import dev.rhei.core.engine.OlapSnapshot;
import dev.rhei.core.engine.OlapSurvey;
import dev.rhei.core.engine.OlapWrite;
import dev.rhei.core.engine.QueryTranslator;
import dev.rhei.core.error.ErrorCode;
import dev.rhei.core.error.HtapException;
import dev.rhei.core.internal.CloseStack;
import dev.rhei.core.schema.TableSchema;
import dev.rhei.olap.duckdb.function.SqliteFunctions;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import org.duckdb.DuckDBConnection;

/**
 * The copy in DuckDB. Thread-safe as {@link OlapBackend} asks. The database is locked down: SQL
 * reaches no file, no network, no extension and no setting.
 */
public final class DuckDbBackend implements OlapBackend, OlapSurvey {
  private final AutoCloseable claim; // on the file; given up last
  private final QueryTranslator translator;
  private final DuckDbConnections connections;
  private final DuckDbState state;
  private final DuckDbWriter writer;
  private final DuckDbSurvey survey = new DuckDbSurvey(this);
  private final DuckDbTimeouts timeouts = new DuckDbTimeouts();
  private final Set<DuckDbCursor> running = ConcurrentHashMap.newKeySet();
  private final Set<DuckDbSnapshot> pins = ConcurrentHashMap.newKeySet();
  private final AtomicBoolean closed = new AtomicBoolean();

  private DuckDbBackend(
      QueryTranslator translator,
      DuckDbConnections connections,
      DuckDbState state,
      DuckDbFeed feed,
      AutoCloseable claim) {
    this.claim = claim;
    this.translator = translator;
    this.connections = connections;
    this.state = state;
    this.writer = new DuckDbWriter(connections, feed, state);
  }

  /**
   * Opens the copy; creates it if there is none.
   *
   * @throws HtapException OLAP_LOCKED if the file is open elsewhere, naming the process;
   *     CONFIG_INVALID if it is somebody else's database; OLAP_OPEN_FAILED if it is damaged, of
   *     another format, or cannot be read and written
   */
  public static DuckDbBackend open(DuckDbConfig config, QueryTranslator translator) {
    return open(new DuckDbFile(config), translator);
  }

  /**
   * Opens the copy; a file that is damaged or of another format is renamed to {@code
   * <name>.damaged}, in place of an older one, and an empty copy is made.
   *
   * @param onRebuild told why, before the new file is made; not called otherwise
   * @throws HtapException as {@link #open} does, except for damage
   */
  public static DuckDbBackend openOrRebuild(
      DuckDbConfig config, QueryTranslator translator, Consumer<String> onRebuild) {
    DuckDbFile file = new DuckDbFile(config);
    try {
      return open(file, translator);
    } catch (DamagedFileException e) {
      file.moveAside();
      onRebuild.accept(e.getMessage() + ". It was renamed to " + file.name() + ".damaged");
      return open(file, translator);
    }
  }

  private static DuckDbBackend open(DuckDbFile file, QueryTranslator translator) {
    CloseStack claim = new CloseStack();
    claim.push(file.claim());
    try {
      OpenMark mark = claim.push(file.mark());
      return open(file, translator, mark, claim);
    } catch (RuntimeException | Error e) {
      claim.closeAfter(e);
      throw e;
    }
  }

  private static DuckDbBackend open(
      DuckDbFile file, QueryTranslator translator, OpenMark mark, AutoCloseable claim) {
    DuckDBConnection root = file.open(mark);
    DuckDbConnections connections = new DuckDbConnections(root, mark::closed);
    try {
      DuckDbFeed feed = DuckDbFeed.register(root);
      SqliteFunctions.register(root);
      DuckDbState state = new DuckDbState(connections, load(connections));
      return new DuckDbBackend(translator, connections, state, feed, claim);
    } catch (SQLException e) {
      HtapException failure = file.openFailure(e);
      closeAfter(connections, failure);
      throw failure;
    } catch (HtapException | IllegalArgumentException e) {
      DamagedFileException failure =
          new DamagedFileException(
              "DuckDB file "
                  + file.name()
                  + " holds a state that cannot be read: "
                  + e.getMessage(),
              e);
      closeAfter(connections, failure);
      throw failure;
    }
  }

  private static DuckDbState.Snapshot load(DuckDbConnections connections) throws SQLException {
    DuckDbSession session = connections.acquire();
    try {
      return DuckDbMeta.load(session);
    } finally {
      connections.release(session);
    }
  }

  private static void closeAfter(DuckDbConnections connections, Throwable failure) {
    CloseStack stack = new CloseStack();
    stack.push(connections);
    stack.closeAfter(failure);
  }

  @Override
  public String name() {
    return "DuckDB";
  }

  @Override
  public long appliedThrough() {
    return state.current().appliedThrough();
  }

  @Override
  public long tablesVersion() {
    return state.current().tablesVersion();
  }

  @Override
  public Collection<MirrorTable> tables() {
    return state.current().tables().values();
  }

  @Override
  public Optional<String> property(String name) {
    return Optional.ofNullable(state.current().properties().get(name));
  }

  @Override
  public OlapWrite beginWrite() {
    return writer.begin();
  }

  @Override
  public QueryTranslator translator() {
    return translator;
  }

  @Override
  public OlapCursor query(OlapQuery query) {
    DuckDbCursor cursor = new DuckDbCursor(connections, query, running::remove);
    running.add(cursor);
    if (closed.get()) { // after the add: either this query sees the close, or the close sees it
      running.remove(cursor);
      throw new HtapException(ErrorCode.ENGINE_CLOSED, "the DuckDB engine is closed");
    }
    cursor.start(state, timeouts);
    return cursor;
  }

  @Override
  public OlapSnapshot pin() {
    DuckDbSnapshot pin = new DuckDbSnapshot(connections, pins::remove);
    pins.add(pin);
    if (closed.get()) { // after the add, as for a query
      pins.remove(pin);
      throw new HtapException(ErrorCode.ENGINE_CLOSED, "the DuckDB engine is closed");
    }
    pin.start();
    return pin;
  }

  @Override
  public long rows(TableSchema table) {
    return survey.rows(table);
  }

  @Override
  public Spread survey(
      TableSchema table,
      List<List<String>> keys,
      List<String> columns,
      int sampleRows,
      Duration limit) {
    return survey.survey(table, keys, columns, sampleRows, limit);
  }

  @Override
  public void close() {
    if (!closed.compareAndSet(false, true)) {
      return;
    }
    CloseStack stack = new CloseStack();
    stack.push(claim);
    stack.push(connections);
    stack.push(timeouts);
    stack.push(writer);
    for (DuckDbCursor cursor : running) {
      stack.push(() -> cursor.stopAndWait(DuckDbCursor.Stop.ENGINE_CLOSED));
    }
    pins.forEach(stack::push);
    stack.close();
  }
}
