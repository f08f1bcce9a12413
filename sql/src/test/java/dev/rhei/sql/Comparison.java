package dev.rhei.sql;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rhei.sql.Sqlite.Answer;
import dev.rhei.sql.Sqlite.Verdict;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;

/** Holds what the parser makes of statements against what SQLite does, and counts. */
final class Comparison {
  /** Hints that leave no trace in a tree, but in which rows come first if nothing orders them. */
  private static final Pattern HINT =
      Pattern.compile("\\b(CROSS|INDEXED|MATERIALIZED)\\b", Pattern.CASE_INSENSITIVE);

  private static final Pattern CHANGING =
      Pattern.compile("random|now|current_|julianday|changes", Pattern.CASE_INSENSITIVE);

  private static final Pattern QUERY =
      Pattern.compile(
          "(\\s|;|\uFEFF|--.*\n|/\\*.*?\\*/)*(SELECT|VALUES|WITH)\\b", Pattern.CASE_INSENSITIVE);

  private static final Pattern ANOTHER_STATEMENT = Pattern.compile(";\\s*\\S");

  /** More are not listed. */
  private static final int MAX_PROBLEMS = 20;

  private final Map<String, Integer> counts = new TreeMap<>();
  private final List<String> problems = new ArrayList<>();

  /** Whether SQLite reads it, and so do we, or neither, and in the same way. */
  void check(Sqlite sqlite, String kind, String sql) {
    Verdict verdict = sqlite.verdict(sql);
    Reading reading = Reading.of(sql);
    boolean read = reading.query() != null;
    counts.merge(kind + ", " + verdict + (read ? ", read" : ", not read"), 1, Integer::sum);
    if (verdict == Verdict.SYNTAX_ERROR && read) {
      problem("read, though an error of syntax: " + sql);
    } else if (verdict == Verdict.PREPARED && !read && !isExpected(reading, sql)) {
      problem("not read, " + reading.error() + ": " + sql);
    } else if (verdict != Verdict.TOO_LARGE && read && !CHANGING.matcher(sql).find()) {
      checkAnswer(sqlite, sql, SqlText.of(reading.query()));
    }
  }

  /**
   * SQLite reads the first of several statements, and does not look at the common tables that are
   * never used.
   */
  private static boolean isExpected(Reading reading, String sql) {
    return !QUERY.matcher(sql).lookingAt()
        || reading.error().equals("VALUES of different width")
        || ANOTHER_STATEMENT.matcher(sql).find();
  }

  /**
   * The text has the offset behind the limit: of two errors SQLite may find the other one first.
   */
  private void checkAnswer(Sqlite sqlite, String sql, String text) {
    Answer expected = sqlite.answer(sql);
    Answer answer = sqlite.answer(text);
    if (answer.equals(expected)) {
      counts.merge("same answer", 1, Integer::sum);
    } else if (HINT.matcher(sql).find()) {
      counts.merge("another answer without a hint", 1, Integer::sum);
    } else if (expected.error() != null && answer.error() != null && sql.contains("LIMIT")) {
      counts.merge("two errors, one on each side of a comma", 1, Integer::sum);
    } else {
      problem(sql + "\n    " + text + "\n    " + expected + "\n    " + answer);
    }
  }

  private void problem(String problem) {
    if (problems.size() < MAX_PROBLEMS) {
      problems.add(problem);
    }
  }

  int count(String what) {
    return counts.getOrDefault(what, 0);
  }

  void report(String title) {
    System.out.println("Parser, " + title + ": " + counts);
    assertNone();
  }

  void assertNone() {
    assertThat(problems).isEmpty();
  }
}
