package dev.rhei.sql;

import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Of random statements, good and spoilt, those are read that SQLite's grammar knows. */
class GrammarTest {
  private static final String[] SCHEMA = {
    "CREATE TABLE t(a INTEGER PRIMARY KEY, b TEXT, c)",
    "CREATE TABLE u(a, d)",
    "CREATE INDEX i ON t(b)",
    "INSERT INTO t VALUES (1, 'x', 2), (2, 'y', NULL), (3, 'X', 1.5)",
    "INSERT INTO u VALUES (1, 'x'), (3, NULL), (3, 2)"
  };

  @Test
  void readsWhatSqliteReads() throws Exception {
    run(1, 6_000);
  }

  @Tag("long")
  @Test
  void readsWhatSqliteReadsForLong() throws Exception {
    run(System.nanoTime(), 200_000);
  }

  private void run(long seed, int cases) throws Exception {
    try (Sqlite sqlite = new Sqlite(SCHEMA)) {
      Comparison comparison = new Comparison();
      Random random = new Random(seed);
      for (int i = 0; i < cases; i++) {
        List<String> tokens = RandomQuery.of(random);
        comparison.check(sqlite, "good", String.join(" ", tokens));
        comparison.check(sqlite, "spoilt", String.join(" ", RandomQuery.spoilt(random, tokens)));
        comparison.check(sqlite, "soup", String.join(" ", RandomQuery.soup(random)));
      }
      comparison.report("random statements, seed " + seed);
    }
  }
}
