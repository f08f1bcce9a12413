package dev.rhei.parity;

import java.sql.SQLException;
import java.util.List;
import java.util.regex.Pattern;

/** How an answer compares with SQLite's. */
enum Verdict {
  /** Labels, rows, values, Java types, and the order where the query orders. */
  SAME,
  /** Differs in the order of equal rows, or in which of them a LIMIT lets through. */
  TIES,
  /**
   * SQLite itself answers otherwise when it visits the rows backwards; or of 0.0 and -0.0, which
   * are equal, min() or max() took the other; or it raised an integer overflow that we did not, of
   * a value that the answer does without: when such a value is computed, its plan decides.
   */
  UNDETERMINED,
  /** Asks for chance, the time, or what the connection did last. */
  VOLATILE,
  /** Anything else. */
  WRONG;

  private static final Pattern CHANCE =
      Pattern.compile(
          "(?i)\\brandom(blob)?\\s*\\(|'now'|\\bchanges\\s*\\(|last_insert_rowid|\\bcurrent_(time|date)"
              + "|\\b(date|time|datetime|julianday|unixepoch)\\s*\\(\\s*\\)");

  private static final Pattern MIN_MAX = Pattern.compile("(?i)\\b(min|max)\\s*\\(");

  static Verdict of(
      Oracle oracle, String sql, List<Object> parameters, Answer expected, Answer actual) {
    Outermost query = Outermost.of(sql);
    boolean ordered = query.ordered();
    if (ordered ? expected.sameInOrder(actual) : expected.sameInAnyOrder(actual)) {
      return SAME;
    }
    if (CHANCE.matcher(sql).find()) {
      return VOLATILE;
    }
    if ((ordered || query.limited()) && new Ties(oracle, sql, parameters).allow(expected, actual)) {
      return TIES;
    }
    if (MIN_MAX.matcher(sql).find() && sameButForSignsOfZero(ordered, expected, actual)) {
      return UNDETERMINED;
    }
    try {
      if (isOpen(oracle, query.limited() ? query.unlimited() : sql, parameters)) {
        return UNDETERMINED;
      }
      return ordered
              && expected.sameInAnyOrder(actual)
              && !expected.sameInOrder(oracle.askReversed(sql, parameters))
          ? TIES // by terms that could not be looked at
          : WRONG;
    } catch (SQLException e) {
      return WRONG;
    }
  }

  /** Of an answer where SQLite gave an error. */
  static Verdict ofRefused(SQLException refusal) {
    return String.valueOf(refusal.getMessage()).contains("integer overflow") ? UNDETERMINED : WRONG;
  }

  private static boolean sameButForSignsOfZero(boolean ordered, Answer expected, Answer actual) {
    Answer one = expected.withoutSignsOfZero();
    Answer other = actual.withoutSignsOfZero();
    return ordered ? one.sameInOrder(other) : one.sameInAnyOrder(other);
  }

  private static boolean isOpen(Oracle oracle, String sql, List<Object> parameters)
      throws SQLException {
    return !oracle.ask(sql, parameters).sameInAnyOrder(oracle.askReversed(sql, parameters));
  }
}
