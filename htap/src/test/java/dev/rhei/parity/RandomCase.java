package dev.rhei.parity;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A database and a query on it. */
record RandomCase(List<Relation> tables, Fragment query, List<Object> parameters) {
  private static final Pattern PARAMETER = Pattern.compile("\\?([0-9]+)");

  RandomCase {
    tables = List.copyOf(tables);
    parameters = Collections.unmodifiableList(new ArrayList<>(parameters));
  }

  /** The query with the parameters that it still has. */
  Step.Ask ask() {
    String sql = query.sql();
    int used = 0;
    Matcher matcher = PARAMETER.matcher(sql);
    while (matcher.find()) {
      used = Math.max(used, Integer.parseInt(matcher.group(1)));
    }
    return new Step.Ask(sql, parameters.subList(0, used), 0);
  }

  List<RandomCase> withSmallerQuery() {
    return query.smaller().stream().map(q -> new RandomCase(tables, q, parameters)).toList();
  }

  List<RandomCase> withSmallerTables() {
    List<RandomCase> results = new ArrayList<>();
    for (int i = 0; i < tables.size(); i++) {
      List<Relation> fewer = new ArrayList<>(tables);
      fewer.remove(i);
      results.add(new RandomCase(fewer, query, parameters));
      for (Relation smaller : tables.get(i).smaller()) {
        List<Relation> changed = new ArrayList<>(tables);
        changed.set(i, smaller);
        results.add(new RandomCase(changed, query, parameters));
      }
    }
    return results;
  }

  /** As a case to be kept, in the format of {@link SqlFile}. */
  String script() {
    StringBuilder text = new StringBuilder();
    tables.forEach(table -> table.sql().forEach(sql -> text.append(sql).append(";\n")));
    Step.Ask ask = ask();
    if (!ask.parameters().isEmpty()) {
      text.append("-- bind: ")
          .append(String.join(", ", ask.parameters().stream().map(Literals::sql).toList()))
          .append('\n');
    }
    return text.append(ask.sql()).append(";\n").toString();
  }
}
