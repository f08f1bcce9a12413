package dev.rhei.examples;

import dev.rhei.HtapConfig;
import dev.rhei.HtapEngine;
import dev.rhei.core.error.HtapException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;

/** SQL on an SQLite file: registers its tables, runs what was given or asks. */
final class FileRun {
  private final Arguments.SqliteFile options;
  private final Screen screen;

  FileRun(Arguments.SqliteFile options, Screen screen) {
    this.options = options;
    this.screen = screen;
  }

  /** Whether every statement worked. */
  boolean run() throws IOException {
    if (options.inPlace()) {
      return work(options.file());
    }
    Path folder = Files.createTempDirectory("rhei-");
    try {
      return work(copied(folder));
    } finally {
      delete(folder);
    }
  }

  /** The database without what another process may just be writing. */
  private Path copied(Path folder) throws IOException {
    String name = options.file().getFileName().toString();
    Path log = options.file().resolveSibling(name + "-wal");
    if (Files.exists(log)) {
      Files.copy(log, folder.resolve(name + "-wal"));
    }
    return Files.copy(options.file(), folder.resolve(name));
  }

  private boolean work(Path database) throws IOException {
    try (HtapEngine engine = HtapEngine.open(HtapConfig.at(database).olapInMemory())) {
      register(engine);
      if (options.statements().isEmpty()) {
        new Prompt(engine, screen).run();
        return true;
      }
      StatementRunner statements = new StatementRunner(engine, screen);
      boolean good = true;
      for (String sql : options.statements()) {
        good &= statements.run(sql);
      }
      return good;
    }
  }

  private void register(HtapEngine engine) {
    List<String> tables =
        engine
            .query(
                "SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite\\_%'"
                    + " ESCAPE '\\' AND name NOT LIKE '\\_rhei\\_%' ESCAPE '\\' ORDER BY name")
            .toList(row -> Objects.toString(row.get(0)));
    int registered = 0;
    for (String table : tables) {
      try {
        engine.registerTable(table);
        registered++;
      } catch (HtapException e) {
        screen.line("not registered: " + e.getMessage());
      }
    }
    screen.line(registered + " of " + tables.size() + " tables registered");
  }

  private static void delete(Path folder) throws IOException {
    try (var files = Files.list(folder)) {
      for (Path file : files.toList()) {
        Files.delete(file);
      }
    }
    Files.delete(folder);
  }
}
