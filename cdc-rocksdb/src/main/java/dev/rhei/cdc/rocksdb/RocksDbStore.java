package dev.rhei.cdc.rocksdb;

import dev.rhei.core.error.ErrorCode;
import dev.rhei.core.error.HtapException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.UUID;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.rocksdb.InfoLogLevel;
import org.rocksdb.Options;
import org.rocksdb.RocksDB;
import org.rocksdb.RocksDBException;
import org.rocksdb.RocksIterator;
import org.rocksdb.Status;
import org.rocksdb.WriteBatch;
import org.rocksdb.WriteOptions;

/**
 * The only owner of what RocksDB allocates. Its objects crash the JVM when they are used after they
 * were closed: so every call is inside of a shared lock, and closing takes the lock alone.
 * Thread-safe.
 */
final class RocksDbStore implements AutoCloseable {
  private static final long FORMAT = 1;

  /** The file by which RocksDB knows a database as one. */
  private static final String CURRENT = "CURRENT";

  private static final int LOG_FILES = 2;

  private final Path directory;
  private final Options options;
  private final WriteOptions writeOptions;
  private final RocksDB database;
  private final ReentrantReadWriteLock life = new ReentrantReadWriteLock();
  private boolean closed; // written with life held alone

  private RocksDbStore(
      Path directory, Options options, WriteOptions writeOptions, RocksDB database) {
    this.directory = directory;
    this.options = options;
    this.writeOptions = writeOptions;
    this.database = database;
  }

  static RocksDbStore open(RocksDbCdcConfig config) {
    Path directory = config.directory();
    boolean isNew = prepare(directory);
    RocksDB.loadLibrary();
    Options options =
        new Options()
            .setCreateIfMissing(true)
            .setWriteBufferSize(config.writeBufferBytes())
            .setInfoLogLevel(InfoLogLevel.WARN_LEVEL)
            .setKeepLogFileNum(LOG_FILES);
    WriteOptions writeOptions = new WriteOptions().setSync(config.syncWrites());
    RocksDB database;
    try {
      database = RocksDB.open(options, directory.toString());
    } catch (RocksDBException e) {
      writeOptions.close();
      options.close();
      throw openFailure(directory, e);
    }
    RocksDbStore store = new RocksDbStore(directory, options, writeOptions, database);
    try {
      store.begin(isNew, config.kind());
      return store;
    } catch (RuntimeException | Error e) {
      store.close();
      throw e;
    }
  }

  /** Whether there is no database yet. Other files are left alone: they are somebody's. */
  private static boolean prepare(Path directory) {
    try {
      Files.createDirectories(directory);
      if (Files.exists(directory.resolve(CURRENT))) {
        return false;
      }
      try (Stream<Path> files = Files.list(directory)) {
        // an open that was cut off leaves RocksDB's own files, and no CURRENT
        boolean strange =
            files
                .map(file -> String.valueOf(file.getFileName()))
                .anyMatch(
                    name -> !name.matches("LOCK|LOG.*|IDENTITY|MANIFEST-.*|OPTIONS-.*|.*dbtmp"));
        if (strange) {
          throw new HtapException(
              ErrorCode.LOG_OPEN_FAILED,
              "'"
                  + directory
                  + "' is not empty and no log of ours; give it a directory of its own");
        }
        return true;
      }
    } catch (IOException e) {
      throw new HtapException(
          ErrorCode.LOG_OPEN_FAILED, "the directory '" + directory + "' cannot be used: " + e, e);
    }
  }

  private void begin(boolean isNew, LogKind kind) {
    try {
      byte[] format = database.get(LogMeta.FORMAT);
      if (format == null) {
        if (!isNew && !isEmpty()) {
          throw new HtapException(
              ErrorCode.LOG_OPEN_FAILED,
              "'" + directory + "' holds a RocksDB database that is no log of ours");
        }
        try (WriteBatch batch = new WriteBatch()) {
          LogMeta.put(batch, LogMeta.FORMAT, FORMAT);
          batch.put(LogMeta.KIND, LogMeta.bytes(kind.stored()));
          batch.put(LogMeta.SOURCE_ID, LogMeta.bytes(UUID.randomUUID().toString()));
          database.write(writeOptions, batch);
        }
      } else if (LogMeta.number(format) > FORMAT) {
        throw new HtapException(
            ErrorCode.LOG_OPEN_FAILED,
            "the log in '"
                + directory
                + "' was written by a newer version of Rhei (format "
                + LogMeta.number(format)
                + ", this version knows "
                + FORMAT
                + "); use that version, or another directory");
      } else if (!kind.stored().equals(text(LogMeta.KIND))) {
        throw new HtapException(
            ErrorCode.LOG_OPEN_FAILED,
            "the log in '"
                + directory
                + "' is a "
                + text(LogMeta.KIND)
                + " log, not a "
                + kind.stored()
                + " log; open it as what it is, or use another directory");
      }
    } catch (RocksDBException e) {
      throw openFailure(directory, e);
    }
  }

  private boolean isEmpty() {
    try (RocksIterator iterator = database.newIterator()) {
      iterator.seekToFirst();
      return !iterator.isValid();
    }
  }

  void requireOpen() {
    enter();
    leave();
  }

  private void enter() {
    life.readLock().lock();
    if (closed) {
      life.readLock().unlock();
      throw new HtapException(ErrorCode.ENGINE_CLOSED, "the log in '" + directory + "' is closed");
    }
  }

  private void leave() {
    life.readLock().unlock();
  }

  void write(WriteBatch batch, String what) {
    enter();
    try {
      database.write(writeOptions, batch);
    } catch (RocksDBException e) {
      throw failure(what, e);
    } finally {
      leave();
    }
  }

  /** Goes through the keys from one on; what it is given is valid inside of it only. */
  void iterate(byte[] from, Consumer<RocksIterator> reader) {
    enter();
    try (RocksIterator iterator = database.newIterator()) {
      iterator.seek(from);
      reader.accept(iterator);
      iterator.status();
    } catch (RocksDBException e) {
      throw failure("reading", e);
    } finally {
      leave();
    }
  }

  /** A stored number; 0 if there is none. */
  long number(byte[] key) {
    byte[] bytes = get(key);
    return bytes == null ? 0 : LogMeta.number(bytes);
  }

  String text(byte[] key) {
    byte[] bytes = get(key);
    return bytes == null ? "" : LogMeta.text(bytes);
  }

  /** Deletes every event from a key on. */
  void deleteFrom(byte[] key) {
    try (WriteBatch batch = new WriteBatch()) {
      batch.deleteRange(key, CdcKeys.key(Long.MAX_VALUE));
      write(batch, "deleting what was not appended");
    } catch (RocksDBException e) {
      throw failure("preparing to delete what was not appended", e);
    }
  }

  void flush() {
    enter();
    try {
      database.flushWal(true);
    } catch (RocksDBException e) {
      throw failure("flushing", e);
    } finally {
      leave();
    }
  }

  byte @Nullable [] get(byte[] key) {
    enter();
    try {
      return database.get(key);
    } catch (RocksDBException e) {
      throw failure("reading", e);
    } finally {
      leave();
    }
  }

  HtapException failure(String what, RocksDBException e) {
    Status status = e.getStatus();
    boolean full = status != null && status.getSubCode() == Status.SubCode.NoSpace;
    return new HtapException(
        ErrorCode.LOG_FAILED,
        what
            + " failed in the log in '"
            + directory
            + "': "
            + e.getMessage()
            + (full ? ". The disk is full; make room and open the log again" : ""),
        e);
  }

  private static HtapException openFailure(Path directory, RocksDBException e) {
    String message = String.valueOf(e.getMessage());
    if (message.toLowerCase(Locale.ROOT).contains("lock")) {
      return new HtapException(
          ErrorCode.LOG_LOCKED,
          "the log in '" + directory + "' is open in another engine or process: " + message,
          e);
    }
    return new HtapException(
        ErrorCode.LOG_OPEN_FAILED,
        "the log in '" + directory + "' cannot be opened: " + message,
        e);
  }

  @Override
  public void close() {
    life.writeLock().lock();
    try {
      if (!closed) {
        closed = true;
        database.close();
        writeOptions.close();
        options.close();
      }
    } finally {
      life.writeLock().unlock();
    }
  }
}
