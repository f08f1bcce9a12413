package dev.rhei.oltp.sqlite;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * The parts of a CREATE INDEX statement that SQLite's catalogue does not tell apart.
 *
 * @param terms what the index is on, in order, without ASC and DESC
 * @param predicate what follows WHERE; empty for an index of all rows
 */
record IndexText(List<String> terms, String predicate) {
  private static final Pattern DIRECTION =
      Pattern.compile("\\s+(ASC|DESC)\\s*$", Pattern.CASE_INSENSITIVE);

  /** Splits a statement that SQLite has accepted. */
  static IndexText of(String createIndex) {
    List<String> terms = new ArrayList<>();
    int depth = 0;
    int from = 0;
    int i = 0;
    while (i < createIndex.length()) {
      char c = createIndex.charAt(i);
      if (c == '(' && depth++ == 0) {
        from = i + 1;
      } else if (c == ',' && depth == 1) {
        terms.add(term(createIndex.substring(from, i)));
        from = i + 1;
      } else if (c == ')' && --depth == 0) {
        terms.add(term(createIndex.substring(from, i)));
        return new IndexText(List.copyOf(terms), predicate(createIndex, i + 1));
      }
      i = SqlText.skipBlank(createIndex, SqlText.skipToken(createIndex, i));
    }
    throw new IllegalArgumentException("not a CREATE INDEX statement: " + createIndex);
  }

  private static String term(String text) {
    return DIRECTION.matcher(text).replaceFirst("").strip();
  }

  private static String predicate(String createIndex, int from) {
    int where = SqlText.skipBlank(createIndex, from);
    return where + 5 > createIndex.length() ? "" : createIndex.substring(where + 5).strip();
  }
}
