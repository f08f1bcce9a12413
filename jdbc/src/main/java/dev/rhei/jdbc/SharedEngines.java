package dev.rhei.jdbc;

import dev.rhei.HtapEngine;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * One engine for each file that this process reaches by URL, whatever the path is written like.
 * Thread-safe.
 */
final class SharedEngines {
  static final SharedEngines OF_PROCESS = new SharedEngines();

  private final Map<Path, SharedEngine> byFile = new ConcurrentHashMap<>();

  private SharedEngines() {}

  /** A share of the file's engine, to be released. */
  Engines share(RheiUrl url) throws SQLException {
    Path file = real(url.path());
    while (true) {
      SharedEngine engine = byFile.computeIfAbsent(file, f -> new SharedEngine(f, url));
      boolean joined = false;
      try {
        joined = engine.join(url);
      } finally {
        if (!joined && engine.isRetired()) {
          byFile.remove(file, engine);
        }
      }
      if (joined) {
        return new Share(file, engine);
      }
    }
  }

  private static Path real(Path path) {
    Path absolute = path.toAbsolutePath().normalize();
    try {
      if (Files.exists(absolute)) {
        return absolute.toRealPath();
      }
      Path folder = absolute.getParent();
      Path name = absolute.getFileName();
      return folder == null || name == null ? absolute : folder.toRealPath().resolve(name);
    } catch (IOException e) {
      return absolute; // opening it says what is wrong
    }
  }

  /** One user's. */
  private final class Share implements Engines {
    private final Path file;
    private final SharedEngine engine;

    Share(Path file, SharedEngine engine) {
      this.file = file;
      this.engine = engine;
    }

    @Override
    public @Nullable HtapEngine current() {
      return engine.current();
    }

    @Override
    public HtapEngine require() throws SQLException {
      return engine.require();
    }

    @Override
    public void schemaChanged() {
      engine.schemaChanged();
    }

    @Override
    public void release() throws SQLException {
      try {
        engine.leave();
      } finally {
        if (engine.isRetired()) {
          byFile.remove(file, engine);
        }
      }
    }
  }
}
