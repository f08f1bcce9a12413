package dev.rhei.oltp.sqlite;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import org.jspecify.annotations.Nullable;

/**
 * Which file a path named when it was opened. SQLite does not notice that a file was replaced by
 * another of its name: it goes on with one that nobody else can see. Immutable.
 */
final class FileIdentity {
  private final Path path;
  private final @Nullable Object key;

  private FileIdentity(Path path, @Nullable Object key) {
    this.path = path;
    this.key = key;
  }

  static FileIdentity of(Path path) {
    return new FileIdentity(path, key(path));
  }

  /** Whether the path certainly names another file now, or none. Takes some microseconds. */
  boolean isGone() {
    return key != null && !key.equals(key(path));
  }

  /** Null where the system has no such thing, as on Windows, where an open file stays in place. */
  private static @Nullable Object key(Path path) {
    try {
      return Files.readAttributes(path, BasicFileAttributes.class).fileKey();
    } catch (IOException e) {
      return null;
    }
  }
}
