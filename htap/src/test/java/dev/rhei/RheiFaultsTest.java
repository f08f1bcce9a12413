package dev.rhei;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rhei.core.engine.OlapBackend;
import dev.rhei.core.engine.QueryResult;
import dev.rhei.core.route.QueryHint;
import dev.rhei.core.sync.Freshness;
import dev.rhei.oltp.sqlite.LogForm;
import dev.rhei.testkit.LeakGuard;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Two faults of the crate that this library succeeds. */
@ExtendWith(LeakGuard.class)
class RheiFaultsTest {
  @TempDir Path dir;

  /** There, an event whose columns are not those of the table any more was skipped. */
  @ParameterizedTest
  @EnumSource(LogForm.class)
  void anEventOnAChangedSchemaIsNotSkipped(LogForm form) {
    try (HtapEngine engine = HtapEngine.open(config().sqlite(sqlite -> sqlite.logForm(form)))) {
      engine.execute("CREATE TABLE t (id INTEGER PRIMARY KEY, a TEXT, b TEXT)");
      engine.execute("INSERT INTO t VALUES (1, 'a1', 'b1'), (2, 'a2', 'b2'), (3, 'a3', 'b3')");
      engine.registerTable("t");
      engine.transaction(
          tx -> {
            tx.execute("INSERT INTO t VALUES (4, 'a4', 'b4')");
            tx.execute("UPDATE t SET b = 'before' WHERE id = 1");
            tx.execute("ALTER TABLE t RENAME COLUMN a TO c");
            tx.execute("UPDATE t SET c = 'between' WHERE id = 2");
            tx.execute("ALTER TABLE t ADD COLUMN a INTEGER DEFAULT 7");
            tx.execute("DELETE FROM t WHERE id = 3");
            return tx.execute("INSERT INTO t VALUES (5, 'c5', 'b5', 5)");
          });
      engine.execute("UPDATE t SET a = 70 WHERE id = 4");
      engine.execute("ALTER TABLE t RENAME COLUMN b TO d");
      engine.execute("UPDATE t SET d = 'after' WHERE id = 5");
      engine.syncNow();
      BothSides.assertEqual(engine, "t");
      assertThat(BothSides.inCopy(engine, "SELECT id, c, d, a FROM t"))
          .containsExactly(
              "[1, 'a1', 'before', 7]",
              "[2, 'between', 'b2', 7]",
              "[4, 'a4', 'b4', 70]",
              "[5, 'c5', 'after', 5]");
    }
  }

  /** There, a poll of so many events was applied as it came, and could end inside a transaction. */
  @Test
  void aBatchDoesNotCutATransaction() {
    List<Long> sums = new ArrayList<>();
    try (HtapEngine engine = HtapEngine.open(config().sync(sync -> sync.chunkEvents(1)))) {
      engine.execute("CREATE TABLE t (id INTEGER PRIMARY KEY, n INTEGER)");
      engine.execute("INSERT INTO t VALUES (1, 50), (2, 50)");
      engine.registerTable("t");
      OlapBackend copy = engine.olap();
      for (int i = 1; i <= 20; i++) {
        int amount = i;
        engine.transaction(
            tx -> {
              tx.execute("UPDATE t SET n = n - ? WHERE id = 1", amount);
              tx.execute("INSERT INTO t VALUES (NULL, 0)");
              return tx.execute("UPDATE t SET n = n + ? WHERE id = 2", amount);
            });
        engine.syncNow();
        sums.add(sum(engine));
        assertThat(copy.appliedThrough()).isEqualTo(engine.status().latestSequence());
      }
    }
    assertThat(sums).containsOnly(100L);
  }

  private static long sum(HtapEngine engine) {
    Query query =
        Query.of("SELECT sum(n) FROM t").hint(QueryHint.OLAP).freshness(Freshness.EVENTUAL);
    try (QueryResult result = engine.query(query)) {
      return result.iterator().next().getLong(0);
    }
  }

  private HtapConfig config() {
    return HtapConfig.at(dir.resolve("app.db")).manualSync();
  }
}
