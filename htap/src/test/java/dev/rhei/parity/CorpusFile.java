package dev.rhei.parity;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * A file in the format of sqllogictest. Expected values are passed over: plain SQLite says what is
 * right. A statement {@code --RESET} asks for a fresh database.
 */
final class CorpusFile {
  private final List<String> lines;
  private final List<Step> steps = new ArrayList<>();
  private int next;
  private boolean skipped;

  private CorpusFile(List<String> lines) {
    this.lines = lines;
  }

  /** All files under a directory; a group is a folder, or a file that stands in none. */
  static List<Script> readAll(String corpus, Path directory) {
    try (Stream<Path> files = Files.walk(directory)) {
      return files
          .filter(file -> file.toString().endsWith(".test"))
          .sorted()
          .map(file -> read(corpus, directory, file))
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Script read(String corpus, Path directory, Path file) {
    Path name = directory.relativize(file);
    Path group = name.getNameCount() == 1 ? name : name.getParent();
    try {
      return new Script(
          corpus,
          group.toString().replace('\\', '/'),
          name.toString().replace('\\', '/'),
          new CorpusFile(Files.readAllLines(file)).parse());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static List<Step> parse(List<String> lines) {
    return new CorpusFile(lines).parse();
  }

  private List<Step> parse() {
    while (next < lines.size()) {
      String line = lines.get(next++).strip();
      String[] words = line.split("\\s+", -1);
      switch (words[0]) {
        case "onlyif" -> skipped |= !words[1].equals("sqlite");
        case "skipif" -> skipped |= words[1].equals("sqlite");
        case "statement" -> add(statement());
        case "query" -> add(query());
        case "halt" -> next = skipped ? next : lines.size();
        default -> {} // blank, a comment, hash-threshold
      }
    }
    return steps;
  }

  private void add(Step step) {
    if (!skipped) {
      steps.add(step);
    }
    skipped = false;
  }

  private Step statement() {
    String sql = text("");
    return sql.startsWith("--RESET") ? new Step.Reset() : new Step.Run(sql);
  }

  private Step query() {
    int line = next + 1;
    String sql = text("----");
    text(""); // what it expects
    return new Step.Ask(sql, List.of(), line);
  }

  /** Up to that line, or a blank one. */
  private String text(String end) {
    List<String> text = new ArrayList<>();
    while (next < lines.size()) {
      String line = lines.get(next++);
      if (line.equals(end) || line.isEmpty()) {
        break;
      }
      text.add(line);
    }
    return String.join("\n", text);
  }
}
