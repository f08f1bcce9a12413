package dev.rhei.oltp.sqlite;

import dev.rhei.core.internal.Problems;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** How the SQLite side is opened. Immutable. */
public final class SqliteConfig {
  private final Path path;
  private final int readConnections;
  private final Duration busyTimeout;
  private final Duration readWait;
  private final Duration writeWait;
  private final int statementCache;
  private final @Nullable Boolean foreignKeys;
  private final LogForm logForm;
  private final boolean triggers;

  private SqliteConfig(Builder builder) {
    new Problems("SqliteConfig")
        .require(
            !builder.path.toString().isEmpty() && !builder.path.toString().startsWith(":"),
            "path",
            builder.path,
            "must name a file; a memory database cannot be shared between connections")
        .require(
            builder.readConnections >= 1 && builder.readConnections <= 256,
            "readConnections",
            builder.readConnections,
            "must be 1..256")
        .require(
            !builder.busyTimeout.isNegative()
                && builder.busyTimeout.compareTo(Duration.ofDays(1)) <= 0,
            "busyTimeout",
            builder.busyTimeout,
            "must be 0..24 h")
        .require(
            !builder.readWait.isNegative() && builder.readWait.compareTo(Duration.ofDays(1)) <= 0,
            "readWait",
            builder.readWait,
            "must be 0..24 h")
        .require(
            !builder.writeWait.isNegative() && builder.writeWait.compareTo(Duration.ofDays(1)) <= 0,
            "writeWait",
            builder.writeWait,
            "must be 0..24 h")
        .require(
            builder.statementCache >= 0 && builder.statementCache <= 10_000,
            "statementCache",
            builder.statementCache,
            "must be 0..10000")
        .throwIfAny();
    path = builder.path;
    readConnections = builder.readConnections;
    busyTimeout = builder.busyTimeout;
    readWait = builder.readWait;
    writeWait = builder.writeWait;
    statementCache = builder.statementCache;
    foreignKeys = builder.foreignKeys;
    logForm = builder.logForm;
    triggers = builder.triggers;
  }

  /** A configuration for the file at that path, which is created if it is missing. */
  public static Builder at(Path path) {
    return new Builder(path);
  }

  /** The database file. */
  public Path path() {
    return path;
  }

  /** Connections for queries; so many results can be open at once. Default 4. */
  public int readConnections() {
    return readConnections;
  }

  /** How long SQLite waits for a lock that another process holds. Default 5 s. */
  public Duration busyTimeout() {
    return busyTimeout;
  }

  /** How long a query waits for a free read connection. Default 30 s. */
  public Duration readWait() {
    return readWait;
  }

  /** How long a write waits for the transactions of other threads before it. Default 60 s. */
  public Duration writeWait() {
    return writeWait;
  }

  /** Prepared statements kept by each connection. Default 64. */
  public int statementCache() {
    return statementCache;
  }

  /** Whether foreign keys are enforced. Default: as SQLite was built, which is off. */
  public Optional<Boolean> foreignKeys() {
    return Optional.ofNullable(foreignKeys);
  }

  /** What tables that are registered from now on log. Default {@link LogForm#KEY}. */
  public LogForm logForm() {
    return logForm;
  }

  /**
   * Whether the changes of registered tables are logged, by triggers. Without, the engine knows the
   * tables and nothing of their changes: another log is told of them. Default true; {@code
   * HtapConfig} sets it by its log.
   */
  public boolean triggers() {
    return triggers;
  }

  /** Collects options; {@link #build} checks them all. */
  public static final class Builder {
    private final Path path;
    private int readConnections = 4;
    private Duration busyTimeout = Duration.ofSeconds(5);
    private Duration readWait = Duration.ofSeconds(30);
    private Duration writeWait = Duration.ofSeconds(60);
    private int statementCache = 64;
    private @Nullable Boolean foreignKeys;
    private LogForm logForm = LogForm.KEY;
    private boolean triggers = true;

    private Builder(Path path) {
      this.path = path;
    }

    /** See {@link SqliteConfig#readConnections}. */
    public Builder readConnections(int count) {
      readConnections = count;
      return this;
    }

    /** See {@link SqliteConfig#busyTimeout}. */
    public Builder busyTimeout(Duration timeout) {
      busyTimeout = timeout;
      return this;
    }

    /** See {@link SqliteConfig#readWait}. */
    public Builder readWait(Duration wait) {
      readWait = wait;
      return this;
    }

    /** See {@link SqliteConfig#writeWait}. */
    public Builder writeWait(Duration wait) {
      writeWait = wait;
      return this;
    }

    /** See {@link SqliteConfig#statementCache}. */
    public Builder statementCache(int statements) {
      statementCache = statements;
      return this;
    }

    /** See {@link SqliteConfig#foreignKeys}. */
    public Builder foreignKeys(boolean enforced) {
      foreignKeys = enforced;
      return this;
    }

    /** See {@link SqliteConfig#triggers}. */
    public Builder triggers(boolean logged) {
      triggers = logged;
      return this;
    }

    /** See {@link SqliteConfig#logForm}. */
    public Builder logForm(LogForm form) {
      logForm = form;
      return this;
    }

    /**
     * The configuration.
     *
     * @throws dev.rhei.core.error.HtapException CONFIG_INVALID naming every problem
     */
    public SqliteConfig build() {
      return new SqliteConfig(this);
    }
  }
}
