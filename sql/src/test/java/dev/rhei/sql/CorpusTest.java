package dev.rhei.sql;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Of queries that others wrote all those are read that SQLite reads, and grouped as the tree says
 * they have the same answer.
 */
class CorpusTest {
  /** The query in a statement that writes. */
  private static final Pattern INNER =
      Pattern.compile(
          "(?:INSERT|CREATE).*?\\b((?:SELECT|VALUES|WITH)\\b.*)",
          Pattern.CASE_INSENSITIVE | Pattern.DOTALL);

  @Test
  void sqlitesOwnTests() throws Exception {
    run("sqlite-tests", 1);
  }

  @Test
  void aSampleOfSqlLogicTest() throws Exception {
    run("sqllogictest", 23);
  }

  @Tag("long")
  @Test
  void sqlLogicTest() throws Exception {
    run("sqllogictest", 1);
  }

  /** Each script, and of the queries one in that many. */
  private static void run(String folder, int oneIn) throws Exception {
    Comparison comparison = new Comparison();
    for (Path script : Corpus.scripts(folder)) {
      run(script, oneIn, comparison);
    }
    comparison.report(folder);
    assertThat(comparison.count("query, PREPARED, read")).isGreaterThan(2_000);
  }

  private static void run(Path script, int oneIn, Comparison comparison) throws Exception {
    Sqlite sqlite = new Sqlite();
    try {
      boolean reset = false;
      int queries = 0;
      for (Corpus.Step step : Corpus.read(script)) {
        if (step.query()) {
          if (++queries % oneIn == 0) {
            comparison.check(sqlite, "query", step.sql());
          }
        } else if (step.sql().startsWith("--RESET")) {
          reset = true;
        } else {
          String error = sqlite.run(step.sql());
          if (reset && error.contains("already exists")) {
            sqlite.close();
            sqlite = new Sqlite(step.sql());
          }
          reset &= error.isEmpty();
          Matcher inner = INNER.matcher(step.sql());
          if (inner.lookingAt()) {
            comparison.check(sqlite, "inside a statement", inner.group(1));
          }
        }
      }
    } finally {
      sqlite.close();
    }
  }
}
