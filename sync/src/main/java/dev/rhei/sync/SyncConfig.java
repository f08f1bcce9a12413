package dev.rhei.sync;

import dev.rhei.core.internal.Problems;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Objects;

/** How the replay works. Immutable. */
public final class SyncConfig {
  private static final int MAX_PIECE = 1_000_000;
  private static final Duration MAX_WAIT = Duration.ofDays(1);

  private final int chunkEvents;
  private final int loadRows;
  private final Duration loadSlice;
  private final boolean pruneLog;
  private final int pruneEvents;
  private final long logWarnBytes;
  private final long logLimitBytes;
  private final Duration pacing;
  private final Duration gateWait;
  private final InstantSource clock;
  private final ForeignChange foreignChange;

  private SyncConfig(Builder builder) {
    new Problems("SyncConfig")
        .require(
            builder.chunkEvents >= 1 && builder.chunkEvents <= MAX_PIECE,
            "chunkEvents",
            builder.chunkEvents,
            "must be 1.." + MAX_PIECE + "; a chunk is held in memory")
        .require(
            builder.loadRows >= 1 && builder.loadRows <= MAX_PIECE,
            "loadRows",
            builder.loadRows,
            "must be 1.." + MAX_PIECE + "; a piece is held in memory")
        .require(within(builder.loadSlice, 1), "loadSlice", builder.loadSlice, "must be 1 ms..24 h")
        .require(builder.pruneEvents >= 1, "pruneEvents", builder.pruneEvents, "must be at least 1")
        .require(
            builder.logWarnBytes >= 0,
            "logWarnBytes",
            builder.logWarnBytes,
            "must not be negative; 0 for no warning")
        .require(
            builder.logLimitBytes == 0 || builder.logLimitBytes >= builder.logWarnBytes,
            "logLimitBytes",
            builder.logLimitBytes,
            "must be 0, for no limit, or at least logWarnBytes, which is " + builder.logWarnBytes)
        .require(within(builder.pacing, 0), "pacing", builder.pacing, "must be 0..24 h")
        .require(within(builder.gateWait, 1), "gateWait", builder.gateWait, "must be 1 ms..24 h")
        .throwIfAny();
    chunkEvents = builder.chunkEvents;
    loadRows = builder.loadRows;
    loadSlice = builder.loadSlice;
    pruneLog = builder.pruneLog;
    pruneEvents = builder.pruneEvents;
    logWarnBytes = builder.logWarnBytes;
    logLimitBytes = builder.logLimitBytes;
    pacing = builder.pacing;
    gateWait = builder.gateWait;
    clock = builder.clock;
    foreignChange = builder.foreignChange;
  }

  private static boolean within(Duration value, long minimumMillis) {
    return value.compareTo(Duration.ofMillis(minimumMillis)) >= 0 && value.compareTo(MAX_WAIT) <= 0;
  }

  /** All defaults. */
  public static SyncConfig defaults() {
    return builder().build();
  }

  /** Starts from the defaults. */
  public static Builder builder() {
    return new Builder();
  }

  /** Log positions read at a time; bounds the memory of a cycle. Default 50,000. */
  public int chunkEvents() {
    return chunkEvents;
  }

  /** Rows of a table that are read at a time while it is loaded or verified. Default 20,000. */
  public int loadRows() {
    return loadRows;
  }

  /** How long one cycle goes on loading before it commits. Default 250 ms. */
  public Duration loadSlice() {
    return loadSlice;
  }

  /** Whether applied events are removed from the log. Default true. */
  public boolean pruneLog() {
    return pruneLog;
  }

  /**
   * Applied events that may gather before they are removed: pruning takes a turn of the writer, so
   * it should not follow each commit. Default 10,000.
   */
  public int pruneEvents() {
    return pruneEvents;
  }

  /**
   * Size of the log of changes that the copy lacks at which a warning is logged and the listener
   * told; 0 for none. Default 256 MiB.
   */
  public long logWarnBytes() {
    return logWarnBytes;
  }

  /**
   * Size past which tables lose their part of that log, the largest first, and are loaded anew once
   * the copy can be written again; 0 for no limit. Looked at after each cycle, also one that
   * failed. Default 4 GiB.
   */
  public long logLimitBytes() {
    return logLimitBytes;
  }

  /**
   * Longest rest between two cycles of the background loop while nobody waits for one. The rest is
   * half as long as the cycle before it took: that leaves the cores to the writers and lets small
   * transactions share a cycle. A commit that comes later begins a cycle at once. Default 20 ms.
   */
  public Duration pacing() {
    return pacing;
  }

  /** How long a caller waits for a cycle of another thread to end. Default 60 s. */
  public Duration gateWait() {
    return gateWait;
  }

  /** Where times in the status come from. Default the system's clock. */
  public InstantSource clock() {
    return clock;
  }

  /** What becomes of tables that somebody else altered. Default {@link ForeignChange#RESYNC}. */
  public ForeignChange foreignChange() {
    return foreignChange;
  }

  /** Collects options; {@link #build} checks them all. */
  public static final class Builder {
    private int chunkEvents = 50_000;
    private int loadRows = 20_000;
    private Duration loadSlice = Duration.ofMillis(250);
    private boolean pruneLog = true;
    private int pruneEvents = 10_000;
    private long logWarnBytes = 256L << 20;
    private long logLimitBytes = 4L << 30;
    private Duration pacing = Duration.ofMillis(20);
    private Duration gateWait = Duration.ofSeconds(60);
    private InstantSource clock = InstantSource.system();
    private ForeignChange foreignChange = ForeignChange.RESYNC;

    private Builder() {}

    /** See {@link SyncConfig#chunkEvents}. */
    public Builder chunkEvents(int events) {
      chunkEvents = events;
      return this;
    }

    /** See {@link SyncConfig#loadRows}. */
    public Builder loadRows(int rows) {
      loadRows = rows;
      return this;
    }

    /** See {@link SyncConfig#loadSlice}. */
    public Builder loadSlice(Duration slice) {
      loadSlice = slice;
      return this;
    }

    /** See {@link SyncConfig#pruneLog}. */
    public Builder pruneLog(boolean prune) {
      pruneLog = prune;
      return this;
    }

    /** See {@link SyncConfig#pruneEvents}. */
    public Builder pruneEvents(int events) {
      pruneEvents = events;
      return this;
    }

    /** See {@link SyncConfig#logWarnBytes}. */
    public Builder logWarnBytes(long bytes) {
      logWarnBytes = bytes;
      return this;
    }

    /** See {@link SyncConfig#logLimitBytes}. */
    public Builder logLimitBytes(long bytes) {
      logLimitBytes = bytes;
      return this;
    }

    /** See {@link SyncConfig#pacing}. */
    public Builder pacing(Duration pause) {
      pacing = pause;
      return this;
    }

    /** See {@link SyncConfig#gateWait}. */
    public Builder gateWait(Duration wait) {
      gateWait = wait;
      return this;
    }

    /** See {@link SyncConfig#clock}. */
    public Builder clock(InstantSource source) {
      clock = source;
      return this;
    }

    /** See {@link SyncConfig#foreignChange}. */
    public Builder foreignChange(ForeignChange policy) {
      foreignChange = Objects.requireNonNull(policy, "foreignChange");
      return this;
    }

    /**
     * The configuration.
     *
     * @throws dev.rhei.core.error.HtapException CONFIG_INVALID naming every problem
     */
    public SyncConfig build() {
      return new SyncConfig(this);
    }
  }
}
