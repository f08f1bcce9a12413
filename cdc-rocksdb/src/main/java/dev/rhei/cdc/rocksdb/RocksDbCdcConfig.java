package dev.rhei.cdc.rocksdb;

import dev.rhei.core.cdc.CdcConsumer;
import dev.rhei.core.cdc.CdcLogFactory;
import dev.rhei.core.internal.Problems;
import java.nio.file.Path;
import java.time.Duration;
import java.util.function.Consumer;

/**
 * Where a {@link RocksDbCdcLog} is, what fills it, and how it writes. Immutable; each option
 * returns a copy. Values are checked when the log opens.
 */
public final class RocksDbCdcConfig implements CdcLogFactory {
  private static final long MIB = 1L << 20;

  private final Path directory;
  private final LogKind kind;
  private final boolean syncWrites;
  private final long writeBufferBytes;
  private final Duration retainFor;
  private final long retainBytes;

  private RocksDbCdcConfig(Draft draft) {
    directory = draft.directory;
    kind = draft.kind;
    syncWrites = draft.syncWrites;
    writeBufferBytes = draft.writeBufferBytes;
    retainFor = draft.retainFor;
    retainBytes = draft.retainBytes;
  }

  /**
   * A log that takes over what the database's triggers write, so that the database need not keep
   * it. Nobody else may append to it.
   *
   * @param directory of the log's own, created if it is missing
   */
  public static RocksDbCdcConfig bridge(Path directory) {
    return new RocksDbCdcConfig(new Draft(directory, LogKind.BRIDGE));
  }

  /**
   * A log that the application appends to, instead of triggers.
   *
   * @param directory of the log's own, created if it is missing
   */
  public static RocksDbCdcConfig standalone(Path directory) {
    return new RocksDbCdcConfig(new Draft(directory, LogKind.STANDALONE));
  }

  /**
   * Whether an append returns only when the disk has it. Without, the end of the process loses
   * nothing, but a power failure may lose the last appends: whole ones, from the end. Of a bridge's
   * log nothing is lost either way, as the database keeps its part until the disk has it. Default
   * true for a standalone log, false for a bridge's.
   */
  public RocksDbCdcConfig syncWrites(boolean sync) {
    return with(draft -> draft.syncWrites = sync);
  }

  /**
   * Memory that gathers appends before they are written into a file; at least 1 MiB. Default 16
   * MiB.
   */
  public RocksDbCdcConfig writeBufferBytes(long bytes) {
    return with(draft -> draft.writeBufferBytes = bytes);
  }

  /**
   * How long events are kept after the copy has them, counted from their append. A copy that is put
   * back from a backup of that time follows from there instead of being built anew. Default zero:
   * they are forgotten soon.
   */
  public RocksDbCdcConfig retainFor(Duration time) {
    return with(draft -> draft.retainFor = time);
  }

  /**
   * How many bytes of events, as they were appended, are kept after the copy has them. With {@link
   * #retainFor} too, events are kept while neither is exceeded. Default zero: no such limit if
   * retainFor is given, none are kept if not.
   */
  public RocksDbCdcConfig retainBytes(long bytes) {
    return with(draft -> draft.retainBytes = bytes);
  }

  /** The directory. */
  public Path directory() {
    return directory;
  }

  LogKind kind() {
    return kind;
  }

  boolean syncWrites() {
    return syncWrites;
  }

  long writeBufferBytes() {
    return writeBufferBytes;
  }

  Duration retainFor() {
    return retainFor;
  }

  long retainBytes() {
    return retainBytes;
  }

  @Override
  public boolean usesTriggers() {
    return kind == LogKind.BRIDGE;
  }

  @Override
  public CdcConsumer open(CdcConsumer database) {
    RocksDbCdcLog log = RocksDbCdcLog.open(this);
    return kind == LogKind.BRIDGE
        ? new RocksDbBridge(database, log)
        : new RocksDbStandalone(database, log);
  }

  /**
   * Looks at all values.
   *
   * @throws dev.rhei.core.error.HtapException CONFIG_INVALID naming every problem
   */
  void check() {
    new Problems("RocksDbCdcConfig of " + directory)
        .require(
            writeBufferBytes >= MIB, "writeBufferBytes", writeBufferBytes, "must be at least 1 MiB")
        .require(!retainFor.isNegative(), "retainFor", retainFor, "must not be negative")
        .require(retainBytes >= 0, "retainBytes", retainBytes, "must not be negative")
        .throwIfAny();
  }

  private RocksDbCdcConfig with(Consumer<Draft> change) {
    Draft draft = new Draft(directory, kind);
    draft.syncWrites = syncWrites;
    draft.writeBufferBytes = writeBufferBytes;
    draft.retainFor = retainFor;
    draft.retainBytes = retainBytes;
    change.accept(draft);
    return new RocksDbCdcConfig(draft);
  }

  /** A copy while it is changed. */
  private static final class Draft {
    private final Path directory;
    private final LogKind kind;
    private boolean syncWrites;
    private long writeBufferBytes = 16 * MIB;
    private Duration retainFor = Duration.ZERO;
    private long retainBytes;

    private Draft(Path directory, LogKind kind) {
      this.directory = directory;
      this.kind = kind;
      this.syncWrites = kind == LogKind.STANDALONE;
    }
  }
}
