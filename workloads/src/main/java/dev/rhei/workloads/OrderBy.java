package dev.rhei.workloads;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/** The outermost ORDER BY of a query. */
final class OrderBy {
  private static final Pattern LAST =
      Pattern.compile("ORDER\\s+BY((?:[^()]|\\([^()]*\\))*?)(LIMIT\\b.*)?", Pattern.DOTALL);

  private OrderBy() {}

  /** Which columns of the answer it names; all, if it orders by something that is none of them. */
  static List<Integer> columns(String sql, List<String> labels) {
    List<String> lower = labels.stream().map(label -> label.toLowerCase(Locale.ROOT)).toList();
    List<Integer> columns = new ArrayList<>();
    for (String term : terms(sql)) {
      String name = term.strip().replaceFirst("(?i)\\s+(ASC|DESC)$", "").toLowerCase(Locale.ROOT);
      int column = lower.indexOf(name.replaceFirst("^\\w+\\.", ""));
      if (column < 0) {
        return IntStream.range(0, labels.size()).boxed().toList();
      }
      columns.add(column);
    }
    return columns;
  }

  private static List<String> terms(String sql) {
    int start = sql.toUpperCase(Locale.ROOT).lastIndexOf("ORDER BY");
    if (start < 0) {
      return List.of();
    }
    Matcher matcher = LAST.matcher(sql.substring(start));
    return matcher.matches() ? List.of(matcher.group(1).split(",")) : List.of();
  }
}
