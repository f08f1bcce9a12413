package dev.rhei;

import dev.rhei.core.cdc.CdcAppender;
import dev.rhei.core.cdc.CdcEvent;
import dev.rhei.core.engine.OlapBackend;
import dev.rhei.core.engine.OltpEngine;
import dev.rhei.core.engine.QueryResult;
import dev.rhei.core.engine.SqlStatement;
import dev.rhei.core.engine.TransactionBody;
import dev.rhei.core.error.ErrorCode;
import dev.rhei.core.error.HtapException;
import dev.rhei.core.route.StatementKind;
import dev.rhei.core.schema.Identifier;
import dev.rhei.core.schema.TableSchema;
import dev.rhei.core.sync.SyncResult;
import dev.rhei.core.sync.SyncStatus;
import dev.rhei.core.sync.VerifyReport;
import dev.rhei.oltp.sqlite.PeerConnections;
import dev.rhei.sync.SyncLoop;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * SQLite for transactions, an analytical copy of its tables for analytics, one object for both.
 * Writes go to SQLite; every change of a registered table is replayed into the copy; each query
 * runs on the engine that answers it best, with the same answer either way.
 *
 * <p>Thread-safe. Inside {@link #transaction}, use the transaction it hands out: other calls of the
 * same thread that would wait for the writer fail, and queries see what is committed. Every call
 * throws {@link HtapException}; after {@link #close}, with ENGINE_CLOSED.
 */
public final class HtapEngine implements AutoCloseable {
  private final HtapConfig config;
  private final EngineAssembly parts;
  private final Registration registration;
  private final AutoRegistration automatic;
  private @Nullable SyncLoop loop; // guarded by this
  private volatile @Nullable SyncLoop awake; // the same, for committing threads
  private volatile boolean closed;
  private volatile boolean fileGone;

  private HtapEngine(HtapConfig config) {
    this.config = config;
    this.parts = EngineAssembly.of(config);
    this.registration = new Registration(parts.oltp(), parts.olap(), parts.sync());
    this.automatic =
        new AutoRegistration(
            config.autoRegister(), parts.oltp(), parts.sync(), registration, config.listener());
  }

  /**
   * Opens the SQLite file and its copy, creates what is missing, and starts the background replay
   * unless {@link HtapConfig#manualSync} was asked for. Tables registered before are registered
   * still: the copy resumes where it stood.
   *
   * @throws HtapException CONFIG_INVALID, OLTP_OPEN_FAILED, OLAP_OPEN_FAILED; OLAP_LOCKED if
   *     another engine or process holds the copy
   */
  public static HtapEngine open(HtapConfig config) {
    HtapEngine engine = new HtapEngine(config);
    try {
      engine.parts.oltp().onCommit(engine::committed);
      engine.automatic.look();
      config.syncInterval().ifPresent(engine::startSync);
      return engine;
    } catch (RuntimeException e) {
      engine.parts.open().closeAfter(e);
      throw e;
    }
  }

  /**
   * Runs one statement on SQLite in a transaction of its own. CREATE, ALTER and DROP wait for the
   * running sync cycle, and the copy follows.
   *
   * @param parameters see {@link SqlStatement}
   * @return the number of rows inserted, updated or deleted
   */
  public long execute(String sql, @Nullable Object... parameters) {
    requireOpen();
    if (parts.router().kind(sql) == StatementKind.DDL && !parts.oltp().inTransaction()) {
      long rows = registration.changeSchema(SqlStatement.of(sql, parameters));
      automatic.look();
      return rows;
    }
    return parts.oltp().execute(sql, parameters);
  }

  /** Runs the statements on SQLite in one transaction; either all take effect or none. */
  public long[] executeBatch(List<SqlStatement> statements) {
    requireOpen();
    long[] rows = parts.oltp().executeBatch(statements);
    automatic.look();
    return rows;
  }

  /**
   * Runs the function in one transaction on SQLite, queries inside it too. Commits when it returns,
   * rolls back when it throws; what it throws arrives here as it is.
   *
   * @return what the function returns
   */
  public <T, X extends Exception> T transaction(TransactionBody<T, X> body) throws X {
    requireOpen();
    T result = parts.oltp().transaction(body);
    automatic.look();
    return result;
  }

  /** Runs a query on the engine that answers it best, with the latest state. Close the result. */
  public QueryResult query(String sql, @Nullable Object... parameters) {
    return query(Query.of(sql, parameters));
  }

  /** Runs a query as it asks for. Close the result. */
  public QueryResult query(Query query) {
    requireOpen();
    return parts.queries().run(query);
  }

  /**
   * Runs a query unless SQLite is to answer it: for callers with an SQLite connection of their own,
   * on which they then run it, with all that is particular to that connection. Close the result.
   *
   * @return empty if SQLite is to answer
   * @throws HtapException as {@link #query(Query)} does
   */
  public Optional<QueryResult> queryUnlessOltp(Query query) {
    requireOpen();
    return Optional.ofNullable(parts.queries().runUnlessOltp(query));
  }

  /**
   * Whether SQLite is to answer a text whatever its parameters are, which is known sooner than
   * {@link #queryUnlessOltp} tells it. It counts as answered by SQLite then.
   */
  public boolean leavesToOltp(String sql) {
    requireOpen();
    return parts.queries().leavesToOltp(sql);
  }

  /**
   * Which engine would answer a query, why, at what cost on either side, and with which SQL.
   * Nothing is run.
   */
  public Explanation explain(String sql, @Nullable Object... parameters) {
    return explain(Query.of(sql, parameters));
  }

  /** As {@link #explain(String, Object...)}, for a query that says what it wants. */
  public Explanation explain(Query query) {
    requireOpen();
    return parts.queries().explain(query);
  }

  /**
   * Mirrors a table: captures its changes from now on and loads its rows, while others go on
   * writing. Returns when the copy answers for it; a registered table stays as it is.
   *
   * @throws HtapException TABLE_UNKNOWN, NAME_INVALID, or TABLE_UNSUPPORTED with the reason; the
   *     table is then not registered
   */
  public void registerTable(String table) {
    outsideTransaction("registerTable");
    registration.register(table);
  }

  /** As {@link #registerTable(String)}, with typed columns: Bool, Date, Timestamp, Decimal. */
  public void registerTable(TableSchema typed) {
    outsideTransaction("registerTable");
    registration.register(typed);
  }

  /**
   * Ends the mirroring of a table; its queries run on SQLite.
   *
   * @throws HtapException TABLE_NOT_REGISTERED
   */
  public void unregisterTable(String table) {
    outsideTransaction("unregisterTable");
    registration.unregister(table);
  }

  /**
   * Adds a column to a table.
   *
   * @param declaration what follows the name in SQL, for instance {@code INTEGER DEFAULT 0}; may be
   *     empty
   */
  public void addColumn(String table, String column, String declaration) {
    execute(
        "ALTER TABLE "
            + Identifier.quote(table)
            + " ADD COLUMN "
            + Identifier.quote(column)
            + " "
            + declaration);
  }

  /** Drops a column of a table. */
  public void dropColumn(String table, String column) {
    execute("ALTER TABLE " + Identifier.quote(table) + " DROP COLUMN " + Identifier.quote(column));
  }

  /**
   * Completes the load of a registered table, on this thread.
   *
   * @throws HtapException TABLE_NOT_REGISTERED; TABLE_UNSUPPORTED if it is off the copy
   */
  public SyncResult initialSync(String table) {
    outsideTransaction("initialSync");
    return parts.sync().load(table);
  }

  /** Completes the loads of all registered tables, on this thread. */
  public SyncResult initialSyncAll() {
    outsideTransaction("initialSyncAll");
    registerForeignTables();
    return parts.sync().loadAll();
  }

  /**
   * Loads a registered table anew, for instance one that was taken off the copy. SQLite answers for
   * it meanwhile.
   *
   * @throws HtapException TABLE_NOT_REGISTERED; TABLE_UNSUPPORTED if it still cannot be mirrored
   */
  public SyncResult resync(String table) {
    outsideTransaction("resync");
    return parts.sync().resync(table);
  }

  /**
   * Compares the copy with SQLite, all registered tables at one position of the log, on this
   * thread: ranges of keys by a checksum, and row by row where these differ. Writes, queries and
   * the replay go on meanwhile; {@link #close} ends it with ENGINE_CLOSED, an interrupt of the
   * thread with INTERRUPTED.
   *
   * <p>Until it returns, SQLite's write-ahead log is not cut and grows with every write, and the
   * copy keeps what is overwritten. A table that is being loaded or quarantined is reported as not
   * compared.
   */
  public VerifyReport verify() {
    outsideTransaction("verify");
    return parts.sync().verify();
  }

  /**
   * As {@link #verify()}, for one table.
   *
   * @throws HtapException TABLE_NOT_REGISTERED
   */
  public VerifyReport verify(String table) {
    outsideTransaction("verify");
    return parts.sync().verify(table);
  }

  /**
   * Compares a table as {@link #verify(String)} does, and brings the ranges of keys that differ to
   * SQLite's state; the copy goes on answering for the table. If more than a quarter of it differs,
   * it is loaded anew as by {@link #resync}.
   *
   * @return what was found before the repair, and what was done about it
   * @throws HtapException TABLE_NOT_REGISTERED
   */
  public VerifyReport repair(String table) {
    outsideTransaction("repair");
    return parts.sync().repair(table);
  }

  /** Brings the copy to the latest state, loads included, on this thread. */
  public SyncResult syncNow() {
    outsideTransaction("syncNow");
    registerForeignTables();
    return parts.sync().loadAll(); // its first cycle sees all that is committed now
  }

  /**
   * Applies every change after a position of the log once more to the copy, on this thread. What
   * the copy has already, that changes nothing. How far the log goes back is for its kind to say;
   * see {@link HtapConfig#cdc}.
   *
   * @param after position after which to begin, at most {@link SyncStatus#appliedSequence}
   * @throws HtapException SYNC_GAP if the log has forgotten changes after the position
   */
  public SyncResult replay(long after) {
    outsideTransaction("replay");
    return parts.sync().replay(after);
  }

  /**
   * Appends the changes of one transaction to a log that is not filled by triggers, after SQLite
   * has committed them; the copy follows. See {@link CdcAppender#append}.
   *
   * <p>Who writes from several threads appends in the order of the commits. What a crash prevents
   * from being appended, the copy does not have: append it again after the restart, or {@link
   * #repair} the table.
   *
   * <p>An event names a registered table. Its row has the columns of the table in their order, and
   * as last value the rowid if the table has no INTEGER PRIMARY KEY and is not WITHOUT ROWID; its
   * key has the columns of the primary key, or that rowid. Tables for which this does not hold are
   * loaded anew, or quarantined.
   *
   * @throws HtapException CONFIG_INVALID if the log of {@link HtapConfig#cdc} is filled otherwise
   */
  public long append(List<CdcEvent> transaction) {
    outsideTransaction("append");
    if (!(parts.log() instanceof CdcAppender log)) {
      throw new HtapException(
          ErrorCode.CONFIG_INVALID,
          "append: the log of this engine is filled by triggers; only a standalone log, given by"
              + " HtapConfig.cdc, can be appended to");
    }
    long position = log.append(transaction);
    committed();
    return position;
  }

  /**
   * Starts the background replay, or restarts it with another interval.
   *
   * @param interval how often to look for commits of other processes; at least 1 ms
   */
  public void startSync(Duration interval) {
    if (!HtapConfig.requirePositive(interval)) {
      throw new HtapException(
          ErrorCode.CONFIG_INVALID, "startSync: interval=" + interval + " must be at least 1 ms");
    }
    SyncLoop replaced;
    synchronized (this) {
      requireOpen();
      replaced = loop;
      loop =
          SyncLoop.start(
              parts.sync(),
              this::hasNews,
              config.syncExecutorOrNull(),
              "rhei-" + config.path().getFileName() + "-sync",
              interval,
              parts.syncConfig().pacing());
      awake = loop;
    }
    end(replaced);
  }

  /** Stops the background replay; a running cycle is waited for. */
  public void stopSync() {
    SyncLoop stopped;
    synchronized (this) {
      awake = null;
      stopped = loop;
      loop = null;
    }
    end(stopped);
  }

  /** Not under the monitor: the cycle that it waits for may be in a listener that stops us too. */
  private static void end(@Nullable SyncLoop stopped) {
    if (stopped != null) {
      stopped.close();
    }
  }

  /** How the replay stands: lag, tables, the last error. */
  public SyncStatus status() {
    requireOpen();
    return parts
        .sync()
        .status(awake != null, parts.queries().status())
        .among(parts.oltp().tableNames());
  }

  /** Where a connection of the application's own registers so that it is not disturbed. */
  public PeerConnections peers() {
    return parts.oltp().peers();
  }

  /** The SQLite file. */
  public Path path() {
    return config.path();
  }

  /** SQLite, for what this class does not cover. Stays this engine's to close. */
  public OltpEngine oltp() {
    return parts.oltp();
  }

  /** The copy, for what this class does not cover. Stays this engine's to close. */
  public OlapBackend olap() {
    return parts.olap();
  }

  private boolean hasNews() {
    requireItsFile();
    boolean news = !parts.sync().isCurrent(parts.log().latest());
    automatic.look();
    return news;
  }

  /** A file put in the place of ours would never see what is written from now on. */
  private void requireItsFile() {
    if (!fileGone && parts.oltp().isFileGone()) {
      fileGone = true;
      config.listener().onError(fileGone());
    }
  }

  private HtapException fileGone() {
    return new HtapException(
        ErrorCode.OLTP_FAILED,
        "the database file "
            + config.path()
            + " was replaced or removed while it was open: what was written since is not in the"
            + " file of that name. Close the engine, see to the file, and open it again");
  }

  private void registerForeignTables() {
    requireItsFile();
    requireOpen();
    parts.oltp().lookAtSchema();
    automatic.look();
  }

  /**
   * Tells the engine that another connection of this process has committed, so that the copy
   * follows at once and not by the next look at the file. Queries find such commits without it. May
   * be called often; costs next to nothing.
   */
  public void noteCommit() {
    requireOpen();
    committed();
  }

  /**
   * As {@link #noteCommit}, after statements that may have changed the schema: tables that {@link
   * HtapConfig#autoRegister} wants are registered. Not while the calling thread holds SQLite's
   * write lock.
   */
  public void noteSchemaChange() {
    outsideTransaction("noteSchemaChange");
    registerForeignTables();
    committed();
  }

  private void committed() {
    parts.sync().changeKnown();
    SyncLoop running = awake;
    if (running != null && !parts.olap().tables().isEmpty()) { // else no commit is for the copy
      running.wake();
    }
  }

  private void outsideTransaction(String what) {
    requireOpen();
    if (parts.oltp().inTransaction()) {
      throw new HtapException(
          ErrorCode.TRANSACTION_NESTED, what + " inside a transaction; call it after the commit");
    }
  }

  private void requireOpen() {
    if (closed) {
      throw new HtapException(
          ErrorCode.ENGINE_CLOSED, "the engine of " + config.path() + " is closed");
    }
    if (fileGone) {
      throw fileGone();
    }
  }

  /**
   * Waits for the running transaction and cycle, stops running queries, closes both sides. A second
   * call returns at once.
   *
   * @throws HtapException CLOSE_FAILED inside a transaction, or if a part did not end
   */
  @Override
  public void close() {
    if (parts.oltp().inTransaction()) {
      throw new HtapException(
          ErrorCode.CLOSE_FAILED, "close() inside a transaction; end the transaction first");
    }
    synchronized (this) {
      if (closed) {
        return;
      }
      closed = true;
    }
    try {
      stopSync();
    } finally {
      parts.open().close();
    }
  }
}
