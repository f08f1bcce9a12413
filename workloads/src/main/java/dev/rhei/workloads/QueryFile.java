package dev.rhei.workloads;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * Queries in a resource. {@code -- name} names the statement that follows, {@code -- name ? 7, 'x'}
 * gives it parameters too, several such lines run the same text with each; {@code ---} is a remark.
 * A semicolon at the end of a line ends a statement and is not part of it.
 */
final class QueryFile {
  private static final String REMARK = "---";
  private static final String HEADER = "-- ";

  private final List<WorkloadQuery> queries = new ArrayList<>();
  private final List<String> headers = new ArrayList<>();
  private final StringBuilder sql = new StringBuilder();

  private QueryFile() {}

  static List<WorkloadQuery> read(String resource) {
    QueryFile file = new QueryFile();
    try (InputStream in = QueryFile.class.getResourceAsStream(resource)) {
      if (in == null) {
        throw new IllegalArgumentException("there is no resource " + resource);
      }
      new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))
          .lines()
          .forEach(file::line);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return file.queries;
  }

  static List<WorkloadQuery> parse(String text) {
    QueryFile file = new QueryFile();
    text.lines().forEach(file::line);
    return file.queries;
  }

  private void line(String line) {
    if (line.startsWith(REMARK) || line.isBlank()) {
      return;
    }
    if (line.startsWith(HEADER)) {
      headers.add(line.substring(HEADER.length()));
    } else if (line.endsWith(";")) {
      sql.append(line, 0, line.length() - 1);
      headers.forEach(header -> queries.add(query(header)));
      headers.clear();
      sql.setLength(0);
    } else {
      sql.append(line).append('\n');
    }
  }

  private WorkloadQuery query(String header) {
    String[] parts = header.split(" \\? ", 2);
    List<Object> parameters =
        parts.length == 1
            ? List.of()
            : Stream.of(parts[1].split(", ")).map(QueryFile::literal).toList();
    return new WorkloadQuery(parts[0], sql.toString(), parameters);
  }

  private static Object literal(String text) {
    if (text.startsWith("'")) {
      return text.substring(1, text.length() - 1);
    }
    return text.contains(".") ? (Object) Double.valueOf(text) : (Object) Long.valueOf(text);
  }
}
