package dev.rhei.cdc.rocksdb;

import dev.rhei.core.internal.Problems;
import java.nio.file.Path;

/** Where a {@link RocksDbCdcLog} is, and how it writes. Immutable. */
public final class RocksDbCdcConfig {
  private static final long MIB = 1L << 20;

  private final Path directory;
  private final boolean syncWrites;
  private final long writeBufferBytes;

  private RocksDbCdcConfig(Builder builder) {
    new Problems("RocksDbCdcConfig of " + builder.directory)
        .require(
            builder.writeBufferBytes >= MIB,
            "writeBufferBytes",
            builder.writeBufferBytes,
            "must be at least 1 MiB")
        .throwIfAny();
    directory = builder.directory;
    syncWrites = builder.syncWrites;
    writeBufferBytes = builder.writeBufferBytes;
  }

  /** A log in that directory, which is created if it is missing. */
  public static Builder at(Path directory) {
    return new Builder(directory);
  }

  /** The directory; nothing else may be in it. */
  public Path directory() {
    return directory;
  }

  /**
   * Whether an append returns only when the disk has it. Without, the end of the process loses
   * nothing, but a power failure may lose the last appends: whole ones, from the end. Default true.
   */
  public boolean syncWrites() {
    return syncWrites;
  }

  /** Memory that gathers appends before they are written into a file. Default 16 MiB. */
  public long writeBufferBytes() {
    return writeBufferBytes;
  }

  /** Collects options; {@link #build} checks them all. */
  public static final class Builder {
    private final Path directory;
    private boolean syncWrites = true;
    private long writeBufferBytes = 16 * MIB;

    private Builder(Path directory) {
      this.directory = directory;
    }

    /** See {@link RocksDbCdcConfig#syncWrites}. */
    public Builder syncWrites(boolean sync) {
      syncWrites = sync;
      return this;
    }

    /** See {@link RocksDbCdcConfig#writeBufferBytes}. */
    public Builder writeBufferBytes(long bytes) {
      writeBufferBytes = bytes;
      return this;
    }

    /**
     * The configuration.
     *
     * @throws dev.rhei.core.error.HtapException CONFIG_INVALID naming every problem
     */
    public RocksDbCdcConfig build() {
      return new RocksDbCdcConfig(this);
    }
  }
}
