package dev.rhei.jdbc;

import dev.rhei.HtapConfig;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.sqlite.SQLiteConfig;

/**
 * A URL taken apart: {@code jdbc:rhei:<path>?<option>=<value>&...}. Options are the engine's, by
 * the names of {@link HtapConfig#fromOptions}, or those of the SQLite driver, which are each
 * connection's own. Values are taken as they stand, nothing is decoded.
 *
 * @param text the whole URL
 * @param path the SQLite file
 * @param engine what was said of the engine
 * @param sqlite what was said of the connection
 */
record RheiUrl(String text, Path path, Map<String, String> engine, Map<String, String> sqlite) {
  static final String PREFIX = "jdbc:rhei:";

  /** Of the engine; they cannot come from a URL, whose path it is. */
  private static final String PATH = "path";

  /** What every pool passes, and a SQLite file has none of. */
  private static final Set<String> CREDENTIALS = Set.of("user", "password");

  /** Of no option but ours; the rest of what frameworks put into properties is not for us. */
  private static final List<String> FAMILIES =
      List.of("olap", "sqlite.", "sync.", "freshness", "route.", "audit.", "cdc", "tables");

  private static final Set<String> OF_ENGINE =
      HtapConfig.optionNames().stream()
          .filter(name -> !name.equals(PATH))
          .collect(Collectors.toUnmodifiableSet());

  private static final Set<String> OF_SQLITE =
      Arrays.stream(SQLiteConfig.Pragma.values())
          .map(SQLiteConfig.Pragma::getPragmaName)
          .collect(Collectors.toUnmodifiableSet());

  RheiUrl {
    engine = Map.copyOf(engine);
    sqlite = Map.copyOf(sqlite);
  }

  static boolean isOurs(@Nullable String url) {
    return url != null && url.regionMatches(true, 0, PREFIX, 0, PREFIX.length());
  }

  /** Names that a URL may have, the engine's first. */
  static List<String> optionNames() {
    List<String> names = new ArrayList<>(HtapConfig.optionNames());
    names.remove(PATH);
    OF_SQLITE.stream().sorted().forEach(names::add);
    return names;
  }

  /**
   * Reads a URL.
   *
   * @param info more options; one that is in the URL too counts there. Names that could be none of
   *     ours are left alone: frameworks pass what is meant for others
   * @throws SQLException naming everything that is wrong with it
   */
  static RheiUrl parse(String url, Properties info) throws SQLException {
    String rest = url.strip().substring(PREFIX.length());
    int mark = rest.indexOf('?');
    Map<String, String> given = new TreeMap<>();
    for (String name : info.stringPropertyNames()) {
      if (isKnown(name) || FAMILIES.stream().anyMatch(name::startsWith)) {
        given.put(name, info.getProperty(name));
      }
    }
    List<String> problems = new ArrayList<>();
    if (mark >= 0) {
      readOptions(rest.substring(mark + 1), given, problems);
    }
    Path path = path(mark < 0 ? rest : rest.substring(0, mark), problems);
    Map<String, String> engine = new TreeMap<>();
    Map<String, String> sqlite = new TreeMap<>();
    given.forEach((name, value) -> sort(name, value, engine, sqlite, problems));
    if (!problems.isEmpty()) {
      throw JdbcErrors.invalidUrl(url, problems);
    }
    return new RheiUrl(url.strip(), path, engine, sqlite);
  }

  private static void readOptions(String text, Map<String, String> given, List<String> problems) {
    for (String part : text.split("&", -1)) {
      int equals = part.indexOf('=');
      if (equals > 0) {
        given.put(part.substring(0, equals).strip(), part.substring(equals + 1).strip());
      } else if (!part.isBlank()) {
        problems.add("'" + part + "' is not of the form option=value");
      }
    }
  }

  private static Path path(String text, List<String> problems) {
    String path = text.strip();
    if (path.isEmpty() || path.startsWith(":") || path.startsWith("file:")) {
      problems.add(
          "'"
              + path
              + "' is no path of a file; databases in memory, :resource: and file: URIs are for"
              + " jdbc:sqlite:");
      return Path.of("");
    }
    try {
      return Path.of(path);
    } catch (InvalidPathException e) {
      problems.add("'" + path + "' is no path: " + e.getReason());
      return Path.of("");
    }
  }

  private static boolean isKnown(String name) {
    String lower = name.toLowerCase(Locale.ROOT);
    return OF_ENGINE.contains(name) || OF_SQLITE.contains(lower) || CREDENTIALS.contains(lower);
  }

  private static void sort(
      String name,
      String value,
      Map<String, String> engine,
      Map<String, String> sqlite,
      List<String> problems) {
    String lower = name.toLowerCase(Locale.ROOT);
    if (OF_ENGINE.contains(name)) {
      engine.put(name, value);
    } else if (OF_SQLITE.contains(lower) || CREDENTIALS.contains(lower)) {
      sqlite.put(lower, value);
      problems.addAll(unfit(lower, value));
    } else {
      problems.add("'" + name + "' is no option; there are " + String.join(", ", optionNames()));
    }
  }

  /** The replay reads while others write, from connections of its own. */
  private static List<String> unfit(String name, String value) {
    if (name.equals("journal_mode") && !value.equalsIgnoreCase("wal")) {
      return List.of("journal_mode=" + value + " cannot be had; the file is kept in WAL mode");
    }
    if (name.equals("locking_mode") && !value.equalsIgnoreCase("normal")) {
      return List.of("locking_mode=" + value + " would lock out the replay");
    }
    return List.of();
  }

  /** The engine's configuration. All tables are mirrored unless the URL says otherwise. */
  HtapConfig config() {
    Map<String, String> options = new TreeMap<>(engine);
    options.putIfAbsent("tables", "all");
    options.put(PATH, path.toString());
    return HtapConfig.fromOptions(options);
  }

  /** What the SQLite driver is told. */
  Properties sqliteProperties() {
    Properties properties = new Properties();
    sqlite.forEach(properties::setProperty);
    return properties;
  }
}
