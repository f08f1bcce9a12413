package dev.rhei;

import dev.rhei.core.cdc.CdcLogFactory;
import dev.rhei.core.engine.OlapBackend;
import dev.rhei.core.error.HtapException;
import dev.rhei.core.internal.Problems;
import dev.rhei.core.sync.Freshness;
import dev.rhei.core.sync.StalePolicy;
import dev.rhei.core.sync.SyncListener;
import dev.rhei.olap.duckdb.DuckDbConfig;
import dev.rhei.oltp.sqlite.SqliteConfig;
import dev.rhei.sync.SyncConfig;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ScheduledExecutorService;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * How an {@link HtapEngine} is opened. Immutable; each option returns a copy. Values are checked
 * when the engine opens, all in one message.
 */
public final class HtapConfig {
  private static final Duration DEFAULT_INTERVAL = Duration.ofMillis(500);

  private final Path path;
  private final @Nullable Path olapPath;
  private final boolean olapInMemory;
  private final @Nullable Supplier<? extends OlapBackend> olapBackend;
  private final UnaryOperator<SqliteConfig.Builder> sqlite;
  private final UnaryOperator<DuckDbConfig.Builder> duckDb;
  private final UnaryOperator<SyncConfig.Builder> sync;
  private final @Nullable Duration syncInterval;
  private final @Nullable ScheduledExecutorService syncExecutor;
  private final SyncListener listener;
  private final boolean routeLearning;
  private final double auditRate;
  private final Freshness freshness;
  private final Duration freshnessTimeout;
  private final StalePolicy stalePolicy;
  private final AutoRegister autoRegister;
  private final @Nullable CdcLogFactory cdc;

  private HtapConfig(Draft draft) {
    path = draft.path;
    olapPath = draft.olapPath;
    olapInMemory = draft.olapInMemory;
    olapBackend = draft.olapBackend;
    sqlite = draft.sqlite;
    duckDb = draft.duckDb;
    sync = draft.sync;
    syncInterval = draft.syncInterval;
    syncExecutor = draft.syncExecutor;
    listener = draft.listener;
    routeLearning = draft.routeLearning;
    auditRate = draft.auditRate;
    freshness = draft.freshness;
    freshnessTimeout = draft.freshnessTimeout;
    stalePolicy = draft.stalePolicy;
    autoRegister = draft.autoRegister;
    cdc = draft.cdc;
  }

  /** The SQLite file, which is created if it is missing; everything else at its default. */
  public static HtapConfig at(Path path) {
    return new HtapConfig(new Draft(path));
  }

  /**
   * From options as a properties file or a URL has them. {@code path} is needed; see README for the
   * others.
   *
   * @throws HtapException CONFIG_INVALID naming every option that is unknown or has a value that
   *     cannot be read
   */
  public static HtapConfig fromOptions(Map<String, String> options) {
    return HtapOptions.read(options);
  }

  /** The names that {@link #fromOptions} knows, {@code path} among them. */
  public static List<String> optionNames() {
    return HtapOptions.names();
  }

  /** Where DuckDB keeps the copy. Default {@code <path>.olap.duckdb}, beside the SQLite file. */
  public HtapConfig olap(Path file) {
    return with(
        draft -> {
          draft.olapPath = file;
          draft.olapInMemory = false;
        });
  }

  /** Keeps the copy in memory, to be loaded anew by each open. Default off. */
  public HtapConfig olapInMemory() {
    return with(
        draft -> {
          draft.olapPath = null;
          draft.olapInMemory = true;
        });
  }

  /** Another engine for the copy; opened by the engine, and closed with it. Default DuckDB. */
  public HtapConfig olapBackend(Supplier<? extends OlapBackend> factory) {
    return with(draft -> draft.olapBackend = factory);
  }

  /** Options of the SQLite side. May be called several times. */
  public HtapConfig sqlite(UnaryOperator<SqliteConfig.Builder> options) {
    return with(draft -> draft.sqlite = after(draft.sqlite, options));
  }

  /** Options of DuckDB. May be called several times. */
  public HtapConfig duckDb(UnaryOperator<DuckDbConfig.Builder> options) {
    return with(draft -> draft.duckDb = after(draft.duckDb, options));
  }

  /** Options of the replay. May be called several times. */
  public HtapConfig sync(UnaryOperator<SyncConfig.Builder> options) {
    return with(draft -> draft.sync = after(draft.sync, options));
  }

  /**
   * How often the background replay looks for commits of other processes; it is woken by the
   * engine's own. Default 500 ms.
   */
  public HtapConfig syncInterval(Duration interval) {
    return with(draft -> draft.syncInterval = interval);
  }

  /**
   * Opens without a background replay: the copy follows when a query needs it, by {@link
   * HtapEngine#syncNow}, or once {@link HtapEngine#startSync} is called. Default off.
   */
  public HtapConfig manualSync() {
    return with(draft -> draft.syncInterval = null);
  }

  /** Runs the background replay; stays the caller's to shut down. Default a thread of our own. */
  public HtapConfig syncExecutor(ScheduledExecutorService executor) {
    return with(draft -> draft.syncExecutor = executor);
  }

  /** Is told what the replay does. Default none. */
  public HtapConfig listener(SyncListener told) {
    return with(draft -> draft.listener = told);
  }

  /**
   * Whether the choice of an engine is corrected by what earlier runs of the same query took.
   * Default true; off, the same statistics always give the same choice.
   */
  public HtapConfig routeLearning(boolean learns) {
    return with(draft -> draft.routeLearning = learns);
  }

  /**
   * The share of the copy's answers that are compared with SQLite's, in the background; a
   * difference is told to {@link SyncListener#onDifference}. Answers of up to 4,096 rows are, if
   * SQLite still stands where the copy stood. Default 0.
   */
  public HtapConfig auditRate(double rate) {
    return with(draft -> draft.auditRate = rate);
  }

  /**
   * The log of changes that the replay reads; {@code rhei-cdc-rocksdb} has one. Tables that were
   * registered with another log stay registered. Default: triggers fill a table of the database.
   */
  public HtapConfig cdc(CdcLogFactory kind) {
    return with(draft -> draft.cdc = kind);
  }

  /** Which tables are registered by themselves. Default {@link AutoRegister#NONE}. */
  public HtapConfig autoRegister(AutoRegister tables) {
    return with(draft -> draft.autoRegister = tables);
  }

  /**
   * How current answers of the copy are, unless a query says otherwise. Default {@link
   * Freshness#LATEST}.
   */
  public HtapConfig freshness(Freshness asked) {
    return with(draft -> draft.freshness = asked);
  }

  /** How long a query waits for the copy to become that fresh. Default 2 s. */
  public HtapConfig freshnessTimeout(Duration limit) {
    return with(draft -> draft.freshnessTimeout = limit);
  }

  /** What happens to a query when that time is over. Default SQLite answers it. */
  public HtapConfig stalePolicy(StalePolicy policy) {
    return with(draft -> draft.stalePolicy = policy);
  }

  /** The SQLite file. */
  public Path path() {
    return path;
  }

  /** The file of the copy; empty if it is in memory or another backend's. */
  public Optional<Path> olapPath() {
    if (olapInMemory || olapBackend != null) {
      return Optional.empty();
    }
    return Optional.of(
        olapPath == null ? path.resolveSibling(path.getFileName() + ".olap.duckdb") : olapPath);
  }

  Optional<Supplier<? extends OlapBackend>> olapBackend() {
    return Optional.ofNullable(olapBackend);
  }

  Optional<Duration> syncInterval() {
    return Optional.ofNullable(syncInterval);
  }

  Optional<CdcLogFactory> cdc() {
    return Optional.ofNullable(cdc);
  }

  @Nullable ScheduledExecutorService syncExecutorOrNull() {
    return syncExecutor;
  }

  SyncListener listener() {
    return listener;
  }

  boolean routeLearning() {
    return routeLearning;
  }

  double auditRate() {
    return auditRate;
  }

  Freshness freshness() {
    return freshness;
  }

  Duration freshnessTimeout() {
    return freshnessTimeout;
  }

  AutoRegister autoRegister() {
    return autoRegister;
  }

  StalePolicy stalePolicy() {
    return stalePolicy;
  }

  /** Builds the parts' configurations; one error names what is wrong in any of them. */
  Parts parts() {
    Problems problems = new Problems("HtapConfig");
    problems.require(
        syncInterval == null || requirePositive(syncInterval),
        "syncInterval",
        syncInterval,
        "must be at least 1 ms; use manualSync() for no background replay");
    problems.require(
        olapPath().stream().noneMatch(this::isDatabase),
        "olap",
        olapPath,
        "is the SQLite database; the copy needs a file of its own");
    problems.require(
        auditRate >= 0 && auditRate <= 1, "auditRate", auditRate, "must be 0..1, as a share");
    problems.require(
        !freshnessTimeout.isNegative(),
        "freshnessTimeout",
        freshnessTimeout,
        "must not be negative");
    SqliteConfig sqliteConfig = problems.collect(() -> sqliteConfig().build());
    DuckDbConfig duckDbConfig =
        problems.collect(
            () ->
                duckDb
                    .apply(olapPath().map(DuckDbConfig::at).orElseGet(DuckDbConfig::inMemory))
                    .build());
    SyncConfig syncConfig = problems.collect(() -> sync.apply(SyncConfig.builder()).build());
    problems.throwIfAny();
    if (sqliteConfig == null || duckDbConfig == null || syncConfig == null) {
      throw new IllegalStateException("a configuration failed without a problem");
    }
    return new Parts(sqliteConfig, duckDbConfig, syncConfig);
  }

  private SqliteConfig.Builder sqliteConfig() {
    return sqlite.apply(SqliteConfig.at(path)).triggers(cdc == null || cdc.usesTriggers());
  }

  /**
   * Compared by name and by what the system says of the two, and not by a look into the file: a
   * process that closes any descriptor of a SQLite file loses SQLite's locks on it.
   */
  private boolean isDatabase(Path copy) {
    try {
      return path.toAbsolutePath().normalize().equals(copy.toAbsolutePath().normalize())
          || (Files.exists(path) && Files.exists(copy) && Files.isSameFile(path, copy));
    } catch (IOException e) {
      return false; // opening it will say what is wrong with it
    }
  }

  /** The parts' configurations. */
  record Parts(SqliteConfig sqlite, DuckDbConfig duckDb, SyncConfig sync) {}

  static boolean requirePositive(Duration interval) {
    return interval.toMillis() >= 1;
  }

  private static <T> UnaryOperator<T> after(UnaryOperator<T> first, UnaryOperator<T> then) {
    return builder -> then.apply(first.apply(builder));
  }

  private HtapConfig with(Consumer<Draft> change) {
    Draft draft = new Draft(path);
    draft.olapPath = olapPath;
    draft.olapInMemory = olapInMemory;
    draft.olapBackend = olapBackend;
    draft.sqlite = sqlite;
    draft.duckDb = duckDb;
    draft.sync = sync;
    draft.syncInterval = syncInterval;
    draft.syncExecutor = syncExecutor;
    draft.listener = listener;
    draft.routeLearning = routeLearning;
    draft.auditRate = auditRate;
    draft.freshness = freshness;
    draft.freshnessTimeout = freshnessTimeout;
    draft.stalePolicy = stalePolicy;
    draft.autoRegister = autoRegister;
    draft.cdc = cdc;
    change.accept(draft);
    return new HtapConfig(draft);
  }

  /** A copy while it is changed. */
  private static final class Draft {
    private final Path path;
    private @Nullable Path olapPath;
    private boolean olapInMemory;
    private @Nullable Supplier<? extends OlapBackend> olapBackend;
    private UnaryOperator<SqliteConfig.Builder> sqlite = UnaryOperator.identity();
    private UnaryOperator<DuckDbConfig.Builder> duckDb = UnaryOperator.identity();
    private UnaryOperator<SyncConfig.Builder> sync = UnaryOperator.identity();
    private @Nullable Duration syncInterval = DEFAULT_INTERVAL;
    private @Nullable ScheduledExecutorService syncExecutor;
    private SyncListener listener = SyncListener.NONE;
    private boolean routeLearning = true;
    private double auditRate;
    private Freshness freshness = Freshness.LATEST;
    private Duration freshnessTimeout = Duration.ofSeconds(2);
    private StalePolicy stalePolicy = StalePolicy.RUN_ON_OLTP;
    private AutoRegister autoRegister = AutoRegister.NONE;
    private @Nullable CdcLogFactory cdc;

    private Draft(Path path) {
      this.path = path;
    }
  }
}
