package dev.rhei.olap.duckdb;

import com.sun.management.OperatingSystemMXBean;
import dev.rhei.core.internal.Problems;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** How the DuckDB side is opened. Immutable. */
public final class DuckDbConfig {
  private static final long MIB = 1L << 20;

  private final @Nullable Path path;
  private final long memoryLimit;
  private final int threads;
  private final Path tempDirectory;
  private final boolean flushCommits;

  private DuckDbConfig(Builder builder) {
    String name = builder.path == null ? "memory" : builder.path.toString();
    new Problems("DuckDbConfig")
        .require(
            builder.path == null || builder.path.getFileName() != null,
            "path",
            builder.path,
            "must name a file")
        .require(
            name.indexOf(';') < 0 && name.indexOf('?') < 0,
            "path",
            builder.path,
            "must not contain ';' or '?', which DuckDB reads as the start of options")
        .require(
            builder.memoryLimit >= 64 * MIB,
            "memoryLimit",
            builder.memoryLimit,
            "must be at least 67108864 (64 MiB); DuckDB cannot load rows with less")
        .require(
            builder.threads >= 1 && builder.threads <= 256,
            "threads",
            builder.threads,
            "must be 1..256")
        .throwIfAny();
    path = builder.path;
    memoryLimit = builder.memoryLimit;
    threads = builder.threads;
    tempDirectory =
        builder.tempDirectory == null ? defaultTempDirectory(path) : builder.tempDirectory;
    flushCommits = builder.flushCommits;
  }

  /** A configuration for the file at that path, which is created if it is missing. */
  public static Builder at(Path path) {
    return new Builder(path);
  }

  /** A configuration for a copy in memory, which is loaded anew at every start. */
  public static Builder inMemory() {
    return new Builder(null);
  }

  /** The database file; empty for a copy in memory. */
  public Optional<Path> path() {
    return Optional.ofNullable(path);
  }

  /**
   * Bytes that DuckDB may use for its cache and its operators; beyond that it spills to {@link
   * #tempDirectory}. Rows on their way to a reader are not counted: up to 10 MiB for each open
   * result. Default: a quarter of the machine's (or container's) memory, but at least 256 MiB and
   * at most 2 GiB.
   */
  public long memoryLimit() {
    return memoryLimit;
  }

  /**
   * Threads that DuckDB may use, for all queries together. Default: the number of processors, at
   * most 4.
   */
  public int threads() {
    return threads;
  }

  /**
   * Where DuckDB spills; made when it is first needed. Default: beside the file, its name with
   * {@code .tmp}; for a copy in memory a directory of its own below {@code java.io.tmpdir}.
   */
  public Path tempDirectory() {
    return tempDirectory;
  }

  /**
   * Whether each commit of the copy waits until the disk has it, which takes milliseconds of every
   * cycle. Without, a copy that was open when the system itself stopped (power, kernel) is built
   * anew; the end of the process alone loses nothing. Default false; where the system does not tell
   * when it was started (all but Linux), commits always wait.
   */
  public boolean flushCommits() {
    return flushCommits;
  }

  private static Path defaultTempDirectory(@Nullable Path path) {
    return path == null
        ? Path.of(
            System.getProperty("java.io.tmpdir"),
            "rhei-duckdb-"
                + ProcessHandle.current().pid()
                + "-"
                + Long.toHexString(System.nanoTime()))
        : path.resolveSibling(path.getFileName() + ".tmp");
  }

  private static long defaultMemoryLimit() {
    long total =
        ManagementFactory.getOperatingSystemMXBean() instanceof OperatingSystemMXBean machine
            ? machine.getTotalMemorySize()
            : 0;
    return Math.max(256 * MIB, Math.min(2048 * MIB, total / 4));
  }

  /** Collects options; {@link #build} checks them all. */
  public static final class Builder {
    private final @Nullable Path path;
    private long memoryLimit = defaultMemoryLimit();
    private int threads = Math.min(4, Runtime.getRuntime().availableProcessors());
    private @Nullable Path tempDirectory;
    private boolean flushCommits;

    private Builder(@Nullable Path path) {
      this.path = path;
    }

    /** See {@link DuckDbConfig#memoryLimit}. */
    public Builder memoryLimit(long bytes) {
      memoryLimit = bytes;
      return this;
    }

    /** See {@link DuckDbConfig#threads}. */
    public Builder threads(int count) {
      threads = count;
      return this;
    }

    /** See {@link DuckDbConfig#tempDirectory}. */
    public Builder tempDirectory(Path directory) {
      tempDirectory = directory;
      return this;
    }

    /** See {@link DuckDbConfig#flushCommits}. */
    public Builder flushCommits(boolean flush) {
      flushCommits = flush;
      return this;
    }

    /**
     * The configuration.
     *
     * @throws dev.rhei.core.error.HtapException CONFIG_INVALID naming every problem
     */
    public DuckDbConfig build() {
      return new DuckDbConfig(this);
    }
  }
}
