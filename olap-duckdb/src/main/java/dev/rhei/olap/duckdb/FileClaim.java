package dev.rhei.olap.duckdb;

import dev.rhei.core.error.ErrorCode;
import dev.rhei.core.error.HtapException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Keeps a second engine of this JVM away from a file before it so much as looks at it. A POSIX lock
 * belongs to the process and ends when any descriptor of the file is closed: merely reading the
 * file's first bytes would free it for other processes while the first engine still writes.
 */
final class FileClaim implements AutoCloseable {
  private static final Set<Path> CLAIMED = ConcurrentHashMap.newKeySet();

  private final Path file;

  private FileClaim(Path file) {
    this.file = file;
  }

  /**
   * Claims the file, which need not exist.
   *
   * @throws HtapException OLAP_LOCKED if an engine of this JVM has it
   */
  static FileClaim of(Path path) {
    Path file = canonical(path);
    if (!CLAIMED.add(file)) {
      throw new HtapException(
          ErrorCode.OLAP_LOCKED,
          "DuckDB file "
              + path
              + " is already open by another engine of this process (PID "
              + ProcessHandle.current().pid()
              + "); share that engine, or give this one a file of its own");
    }
    return new FileClaim(file);
  }

  private static Path canonical(Path path) {
    Path absolute = path.toAbsolutePath().normalize();
    Path directory = absolute.getParent();
    try {
      if (Files.exists(absolute) || directory == null) {
        return absolute.toRealPath();
      }
      return directory.toRealPath().resolve(absolute.getFileName());
    } catch (IOException e) {
      return absolute; // there is no such directory: opening will say so
    }
  }

  @Override
  public void close() {
    CLAIMED.remove(file);
  }
}
