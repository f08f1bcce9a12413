package dev.rhei.parity;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * The queries of the catalogue of differences, a page of Markdown tables whose first column is a
 * query. Their tables are not on that page: {@code catalogue.sql} has some that give its answers.
 */
final class Catalogue {
  private Catalogue() {}

  static Script read(Path file) {
    List<Step> steps = new ArrayList<>(SqlFile.resource("catalogue.sql").steps());
    try {
      List<String> lines = Files.readAllLines(file);
      for (int i = 0; i < lines.size(); i++) {
        if (lines.get(i).startsWith("| `")) {
          steps.add(new Step.Ask(query(lines.get(i)), List.of(), i + 1));
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return new Script("catalogue", "catalogue", file.getFileName().toString(), steps);
  }

  private static String query(String row) {
    String cell = row.split("(?<!\\\\)\\|", 3)[1].strip();
    return cell.substring(1, cell.length() - 1)
        .replace("\\|", "|")
        .replace("ORDER BY i…", "ORDER BY id"); // the one query that the page cuts
  }
}
