package dev.rhei.parity;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Objects;

/**
 * Our own cases: SQL as one would write it, each statement ended by a semicolon at the end of a
 * line. What begins with SELECT, WITH, VALUES or a parenthesis is a query. Some comments mean
 * something:
 *
 * <ul>
 *   <li>{@code -- bind: 1, 2.5, 'a', NULL, x'00'} gives the next query its parameters; several ask
 *       it several times
 *   <li>{@code -- bind any} asks the next query, which has one parameter, with a value of each kind
 *   <li>{@code -- reset} asks for a fresh database
 *   <li>{@code -- database: name} begins with a copy of a shared file
 * </ul>
 */
final class SqlFile {
  private static final String BIND = "-- bind:";
  private static final String BIND_ANY = "-- bind any";
  private static final String RESET = "-- reset";
  private static final String DATABASE = "-- database:";

  private static final String ONE_OF_EACH_KIND =
      "1, 0, -3, 9223372036854775807, 2.5, 1.0, -0.0, '1', '2.5', 'two', '', 'B', NULL, x'31', x''";

  private final List<Step> steps = new ArrayList<>();
  private final List<List<Object>> bindings = new ArrayList<>();
  private String database = "";

  private SqlFile() {}

  /** A file beside this class's tests, under {@code parity}. */
  static Script resource(String name) {
    String group = name.replace(".sql", "");
    try (InputStream in = SqlFile.class.getResourceAsStream("/parity/" + name)) {
      Objects.requireNonNull(in, name);
      SqlFile file = new SqlFile().read(new String(in.readAllBytes(), StandardCharsets.UTF_8));
      return new Script("own", group, name, file.database, file.steps);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static List<Step> parse(String text) {
    return new SqlFile().read(text).steps;
  }

  private SqlFile read(String text) {
    StringBuilder statement = new StringBuilder();
    int number = 0;
    int begin = 0;
    for (String line : text.split("\\R", -1)) {
      number++;
      if (statement.isEmpty()) {
        begin = number;
        if (line.isBlank() || line.startsWith("--")) {
          comment(line.strip());
          continue;
        }
      }
      statement.append(line).append('\n');
      if (isComplete(statement.toString())) {
        add(statement.substring(0, statement.lastIndexOf(";")).strip(), begin);
        statement.setLength(0);
      }
    }
    if (!statement.isEmpty()) {
      throw new IllegalArgumentException("line " + begin + ": no semicolon ends " + statement);
    }
    return this;
  }

  /** A semicolon at the end of a line ends a statement, unless a text goes on there. */
  private static boolean isComplete(String statement) {
    List<SqlTokens.Token> tokens = SqlTokens.of(statement);
    return !tokens.isEmpty() && tokens.get(tokens.size() - 1).is(";");
  }

  private void comment(String line) {
    if (line.equals(RESET)) {
      steps.add(new Step.Reset());
    } else if (line.startsWith(BIND)) {
      bindings.add(values(line.substring(BIND.length())));
    } else if (line.equals(BIND_ANY)) {
      values(ONE_OF_EACH_KIND).forEach(value -> bindings.add(Collections.singletonList(value)));
    } else if (line.startsWith(DATABASE)) {
      database = line.substring(DATABASE.length()).strip();
    }
  }

  private void add(String sql, int line) {
    if (!isQuery(sql)) {
      steps.add(new Step.Run(sql));
      return;
    }
    if (bindings.isEmpty()) {
      steps.add(new Step.Ask(sql, List.of(), line));
    }
    bindings.forEach(values -> steps.add(new Step.Ask(sql, values, line)));
    bindings.clear();
  }

  private static boolean isQuery(String sql) {
    String first = SqlTokens.of(sql).get(0).text().toUpperCase(Locale.ROOT);
    return List.of("SELECT", "WITH", "VALUES", "(").contains(first);
  }

  private static List<Object> values(String text) {
    List<Object> values = new ArrayList<>();
    boolean negative = false;
    for (SqlTokens.Token token : SqlTokens.of(text)) {
      if (token.is(",")) {
        continue;
      }
      if (token.is("-")) {
        negative = true;
        continue;
      }
      values.add(Literals.value((negative ? "-" : "") + token.text()));
      negative = false;
    }
    return values;
  }
}
