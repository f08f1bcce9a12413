package dev.rhei.examples;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.function.Predicate;

/** What the command line asks for. */
sealed interface Arguments {
  /** How to call the program. */
  String USAGE =
      """
      Usage: [--scale 0.1] [--seconds 10] [--dir target/rhei-tpch]
             TPC-H of that scale: load, write and query at once, then compare the engines.
         or: FILE.db [--in-place] [SQL ...]
             Registers the tables of an SQLite file, then runs the SQL, or asks for it.
             Works on a copy in a temporary folder; with --in-place on the file itself, which
             keeps triggers and a log.""";

  /**
   * The TPC-H run.
   *
   * @param scale 1 is 6 million line items
   * @param mixed how long to write and query at once
   * @param directory where the databases are made, in place of those of the run before
   */
  record Tpch(double scale, Duration mixed, Path directory) implements Arguments {}

  /**
   * SQL on a file.
   *
   * @param file an SQLite database
   * @param inPlace whether to work on the file itself
   * @param statements what to run; empty to ask
   */
  record SqliteFile(Path file, boolean inPlace, List<String> statements) implements Arguments {
    /** Copies the list. */
    public SqliteFile {
      statements = List.copyOf(statements);
    }
  }

  /** Reads the command line. */
  static Arguments parse(String... arguments) throws UsageException {
    List<String> plain = new ArrayList<>();
    double scale = 0.1;
    Duration mixed = Duration.ofSeconds(10);
    Path directory = Path.of("target", "rhei-tpch");
    boolean inPlace = false;
    String tpchOption = "";
    Iterator<String> rest = List.of(arguments).iterator();
    while (rest.hasNext()) {
      String argument = rest.next();
      switch (argument) {
        case "--scale" -> scale = number(argument, rest, n -> n >= 0.01 && n <= 100, "0.01..100");
        case "--seconds" ->
            mixed =
                Duration.ofMillis(
                    (long)
                        (1_000 * number(argument, rest, n -> n >= 0 && n <= 86_400, "0..86400")));
        case "--dir" -> directory = Path.of(value(argument, rest));
        case "--in-place" -> inPlace = true;
        default -> {
          if (argument.startsWith("--")) {
            throw new UsageException("unknown option " + argument);
          }
          plain.add(argument);
        }
      }
      if (argument.startsWith("--") && !argument.equals("--in-place")) {
        tpchOption = argument;
      }
    }
    if (plain.isEmpty()) {
      if (inPlace) {
        throw new UsageException("--in-place needs an SQLite file");
      }
      return new Tpch(scale, mixed, directory);
    }
    if (!tpchOption.isEmpty()) {
      throw new UsageException(tpchOption + " does not go with an SQLite file");
    }
    Path file = Path.of(plain.get(0));
    if (!Files.isRegularFile(file)) {
      throw new UsageException("there is no file " + file.toAbsolutePath());
    }
    return new SqliteFile(file, inPlace, plain.subList(1, plain.size()));
  }

  private static String value(String option, Iterator<String> rest) throws UsageException {
    if (!rest.hasNext()) {
      throw new UsageException(option + " needs a value");
    }
    return rest.next();
  }

  private static double number(
      String option, Iterator<String> rest, Predicate<Double> valid, String range)
      throws UsageException {
    String value = value(option, rest);
    try {
      double number = Double.parseDouble(value);
      if (valid.test(number)) {
        return number;
      }
    } catch (NumberFormatException e) {
      // Told below, together with what is out of range.
    }
    throw new UsageException(option + " " + value + " must be a number in " + range);
  }
}
