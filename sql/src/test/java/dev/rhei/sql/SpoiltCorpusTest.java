package dev.rhei.sql;

import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Of queries that are cut off, or have a character changed, those are read that SQLite reads. */
class SpoiltCorpusTest {
  private static final String CHARACTERS = "()'\"[]`,.;:?*+-/=<> x1_%|~!@$#\n";

  @Test
  void spoiltQueries() throws Exception {
    run(1, 7);
  }

  @Tag("long")
  @Test
  void spoiltQueriesForLong() throws Exception {
    for (int i = 0; i < 5; i++) {
      run(System.nanoTime(), 1);
    }
  }

  /** Of the queries one in that many. */
  private static void run(long seed, int oneIn) throws Exception {
    Random random = new Random(seed);
    Comparison comparison = new Comparison();
    for (Path script : Corpus.scripts("sqlite-tests")) {
      try (Sqlite sqlite = new Sqlite()) {
        List<Corpus.Step> steps = Corpus.read(script);
        for (Corpus.Step step : steps) {
          if (!step.query()) {
            sqlite.run(step.sql());
          } else if (random.nextInt(oneIn) == 0) {
            String sql = step.sql();
            int at = random.nextInt(sql.length());
            char other = CHARACTERS.charAt(random.nextInt(CHARACTERS.length()));
            comparison.check(sqlite, "cut off", sql.substring(0, at));
            comparison.check(
                sqlite, "changed", sql.substring(0, at) + other + sql.substring(at + 1));
            comparison.check(sqlite, "more", sql.substring(0, at) + other + sql.substring(at));
            comparison.check(sqlite, "less", sql.substring(0, at) + sql.substring(at + 1));
          }
        }
      }
    }
    comparison.report("spoilt queries, seed " + seed);
  }
}
