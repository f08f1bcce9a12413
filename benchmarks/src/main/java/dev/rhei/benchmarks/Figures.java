package dev.rhei.benchmarks;

import dev.rhei.benchmarks.cdc.LogFigure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/**
 * Prints the figures of README: {@code load}, {@code replay}, {@code writes}, {@code backlog},
 * {@code verify}, {@code log}, or all of them without an argument. Files go to a temporary folder
 * and are removed.
 */
public final class Figures {
  private static final List<String> ALL =
      List.of("writes", "load", "replay", "backlog", "verify", "log");

  private Figures() {}

  /** Runs the figures named, or all. */
  public static void main(String[] names) throws Exception {
    System.out.printf(
        Locale.ROOT,
        "Java %s, %d cores, %d MiB heap at most%n",
        System.getProperty("java.version"),
        Runtime.getRuntime().availableProcessors(),
        Runtime.getRuntime().maxMemory() >> 20);
    for (String name : names.length == 0 ? ALL : List.of(names)) {
      Path directory = Files.createTempDirectory("rhei-figures");
      try {
        run(name, directory);
      } finally {
        delete(directory);
      }
    }
  }

  private static void run(String name, Path directory) throws Exception {
    switch (name) {
      case "load" -> LoadFigure.print(directory);
      case "replay" -> ReplayFigure.print(directory);
      case "writes" -> WriteFigure.print(directory);
      case "backlog" -> BacklogFigure.print(directory);
      case "verify" -> VerifyFigure.print(directory);
      case "log" -> LogFigure.print(directory);
      default -> throw new IllegalArgumentException(name + " is not one of " + ALL);
    }
  }

  private static void delete(Path directory) throws IOException {
    try (var files = Files.list(directory)) {
      for (Path file : files.toList()) {
        if (Files.isDirectory(file)) {
          delete(file);
        } else {
          Files.deleteIfExists(file);
        }
      }
    }
    Files.deleteIfExists(directory);
  }
}
