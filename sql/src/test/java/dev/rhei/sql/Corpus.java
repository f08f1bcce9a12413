package dev.rhei.sql;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;

/** Scripts in the format of sqllogictest, without what they expect. */
final class Corpus {
  private Corpus() {}

  /** A statement, or a query to be compared. */
  record Step(boolean query, String sql) {}

  /** The scripts of a folder, where there is one on this machine; or the test is skipped. */
  static List<Path> scripts(String folder) throws IOException {
    Path directory =
        Path.of(System.getProperty("rhei.shared", "missing")).resolve("parity/corpus/" + folder);
    Assumptions.assumeTrue(Files.isDirectory(directory), "there is no " + directory);
    try (Stream<Path> files = Files.walk(directory)) {
      return files.filter(file -> file.toString().endsWith(".test")).sorted().toList();
    }
  }

  static List<Step> read(Path script) throws IOException {
    List<String> lines = Files.readAllLines(script);
    List<Step> steps = new ArrayList<>();
    boolean skipped = false;
    for (int i = 0; i < lines.size(); i++) {
      String line = lines.get(i);
      if (line.startsWith("onlyif")) {
        skipped |= !line.endsWith("sqlite");
      } else if (line.startsWith("skipif")) {
        skipped |= line.endsWith("sqlite");
      } else if (line.startsWith("statement") || line.startsWith("query")) {
        StringBuilder sql = new StringBuilder();
        for (i++; i < lines.size() && !ends(lines.get(i)); i++) {
          sql.append(sql.isEmpty() ? "" : "\n").append(lines.get(i));
        }
        while (i < lines.size() && !lines.get(i).isEmpty()) {
          i++;
        }
        if (!skipped) {
          steps.add(new Step(line.startsWith("query"), sql.toString()));
        }
        skipped = false;
      }
    }
    return steps;
  }

  private static boolean ends(String line) {
    return line.isEmpty() || line.equals("----");
  }
}
