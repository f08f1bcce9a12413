package dev.rhei.parity;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;

/** Where scripts come from. What is not on this machine skips the test that asks for it. */
final class Corpora {
  private Corpora() {}

  /** The cases of this repository that need nothing else. */
  static List<Script> own() {
    return resources().stream().filter(script -> script.database().isEmpty()).toList();
  }

  /** The cases of this repository that begin with a shared database. */
  static List<Script> ownOnSharedDatabases() {
    List<Script> scripts =
        resources().stream().filter(script -> !script.database().isEmpty()).toList();
    scripts.forEach(script -> shared(script.database()));
    return scripts;
  }

  private static List<Script> resources() {
    try {
      Path directory =
          Path.of(Objects.requireNonNull(Corpora.class.getResource("/parity")).toURI());
      try (Stream<Path> files = Files.list(directory)) {
        return files
            .map(file -> file.getFileName().toString())
            .filter(name -> name.endsWith(".sql") && !name.equals("catalogue.sql"))
            .sorted()
            .map(SqlFile::resource)
            .toList();
      }
    } catch (URISyntaxException e) {
      throw new IllegalStateException(e);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** 338 queries of which it is known how the engines differ. */
  static List<Script> catalogue() {
    return List.of(Catalogue.read(shared("parity/DIFFERENCES.md")));
  }

  /** Queries from SQLite's own tests. */
  static List<Script> sqliteTests() {
    return CorpusFile.readAll("sqlite-tests", shared("parity/corpus/sqlite-tests"));
  }

  /** A part of sqllogictest. */
  static List<Script> sqlLogicTest() {
    return CorpusFile.readAll("sqllogictest", shared("parity/corpus/sqllogictest"));
  }

  static Path shared(String name) {
    Path path = Path.of(System.getProperty("rhei.shared", "missing")).resolve(name);
    Assumptions.assumeTrue(Files.exists(path), "there is no " + path);
    return path;
  }
}
