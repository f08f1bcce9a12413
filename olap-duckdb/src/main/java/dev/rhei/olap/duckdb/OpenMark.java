package dev.rhei.olap.duckdb;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A file beside the copy, with {@code .open} behind its name, that is there while commits are left
 * to the system to write (docs/decisions/0011): who finds it from before the system was started
 * anew does not know what reached the disk, and must build the copy again. The end of a process
 * alone loses nothing.
 *
 * <p>The file is locked, so that nobody judges a copy that somebody has open.
 */
final class OpenMark implements AutoCloseable {
  private static final Path BOOT = Path.of("/proc/sys/kernel/random/boot_id");

  private final @Nullable Path copy;
  private @Nullable FileChannel channel; // locked while it is there
  private boolean flushes = true;
  private boolean needed; // there are writes that perhaps did not reach the disk

  private OpenMark(@Nullable Path copy) {
    this.copy = copy;
  }

  /** For a copy in memory. */
  static OpenMark none() {
    return new OpenMark(null);
  }

  /**
   * Makes the mark, before the copy is opened. There is none where the system does not tell one
   * start from the next, or where the file cannot be locked: then commits must be flushed.
   *
   * @param flush whether commits are to be flushed in any case
   * @throws DamagedFileException if the copy was open when the system stopped
   */
  static OpenMark make(Path copy, boolean flush) {
    return make(copy, flush, boot());
  }

  /** As {@link #make(Path, boolean)}, in a system whose last start has that name. */
  static OpenMark make(Path copy, boolean flush, @Nullable String boot) {
    OpenMark mark = new OpenMark(copy);
    Path file = path(copy);
    try {
      if (Files.exists(file) || (!flush && boot != null)) {
        mark.lock(file, flush, boot);
      }
    } catch (IOException e) {
      mark.unlock(); // a directory that cannot be written will be named when the copy is opened
    } catch (RuntimeException | Error e) {
      mark.unlock();
      throw e;
    }
    return mark;
  }

  private void lock(Path file, boolean flush, @Nullable String boot) throws IOException {
    FileChannel mark =
        FileChannel.open(
            file, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
    channel = mark;
    if (mark.tryLock() == null || !Files.exists(file)) {
      unlock(); // who has the copy open, or had it until now, is found when it is opened
      return;
    }
    String found = read(mark);
    needed = !found.isEmpty() && Files.exists(Objects.requireNonNull(copy));
    if (needed && !found.equals(boot)) {
      throw new DamagedFileException(
          "DuckDB file "
              + copy
              + " was open when the system stopped, and its commits were not flushed",
          null);
    }
    if (boot != null && !found.equals(boot)) {
      mark.truncate(0);
      mark.write(ByteBuffer.wrap(boot.getBytes(StandardCharsets.US_ASCII)), 0);
      force(mark);
      force(file.toAbsolutePath().getParent());
    }
    flushes = flush || boot == null;
  }

  /** Whether each commit must reach the disk before it returns. */
  boolean flushes() {
    return flushes;
  }

  /** The copy is open, and may have been written to. */
  void opened() {
    needed |= !flushes;
  }

  /** The copy is closed: what the system has of it is written now. */
  void closed() {
    if (copy == null || !needed || channel == null) {
      return;
    }
    try {
      for (Path file : List.of(copy, copy.resolveSibling(copy.getFileName() + ".wal"))) {
        if (Files.exists(file)) {
          force(file);
        }
      }
      needed = false;
    } catch (IOException e) {
      // The mark stays, which says just that.
    }
  }

  private static void force(@Nullable Path file) throws IOException {
    if (file != null) {
      try (FileChannel opened = FileChannel.open(file, StandardOpenOption.READ)) {
        force(opened);
      }
    }
  }

  private static void force(FileChannel opened) throws IOException {
    opened.force(true);
  }

  private static String read(FileChannel mark) throws IOException {
    ByteBuffer content = ByteBuffer.allocate(100);
    int length = mark.read(content, 0);
    return new String(content.array(), 0, Math.max(0, length), StandardCharsets.US_ASCII);
  }

  private static @Nullable String boot() {
    try {
      return Files.isReadable(BOOT) ? Files.readString(BOOT).strip() : null;
    } catch (IOException e) {
      return null;
    }
  }

  /** Where the mark of a copy is. */
  static Path path(Path copy) {
    return copy.resolveSibling(copy.getFileName() + ".open");
  }

  /** Removes the mark, unless there are writes that perhaps did not reach the disk. */
  @Override
  public void close() {
    try {
      if (copy != null && channel != null && !needed) {
        Files.deleteIfExists(path(copy));
      }
    } catch (IOException e) {
      // It stays: the copy will be built again after the next start of the system.
    } finally {
      unlock();
    }
  }

  private void unlock() {
    FileChannel locked = channel;
    channel = null;
    if (locked != null) {
      try {
        locked.close();
      } catch (IOException e) {
        // The lock ends with the process.
      }
    }
  }
}
