package dev.rhei;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.rhei.RandomWrites.Write;
import dev.rhei.core.engine.MirrorState;
import dev.rhei.core.engine.SqlStatement;
import dev.rhei.core.error.HtapException;
import dev.rhei.testkit.LeakGuard;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Whatever is written, by whom and in whatever order, both sides hold the same, and it is what a
 * plain model holds.
 */
@ExtendWith(LeakGuard.class)
class RandomHistoryTest {
  private static final String[] TABLES = {"numbered", "unkeyed", "named", "paired"};

  @TempDir Path dir;

  @ParameterizedTest
  @EnumSource(LogChoice.class)
  void bothSidesHoldWhatTheModelHolds(LogChoice log) {
    for (int i = 0; i < 4; i++) {
      run(System.nanoTime(), log, 300);
    }
  }

  @Tag("long")
  @ParameterizedTest
  @EnumSource(LogChoice.class)
  void bothSidesHoldWhatTheModelHoldsForLong(LogChoice log) {
    for (int i = 0; i < 6; i++) {
      run(System.nanoTime(), log, 1_500);
    }
  }

  private void run(long seed, LogChoice log, int steps) {
    History history = new History(dir.resolve("history " + seed + ".db"), new Random(seed), log);
    int step = 0;
    try {
      history.open();
      for (; step < steps; step++) {
        history.step();
      }
      history.syncAndCheck();
    } catch (RuntimeException | Error e) {
      throw new AssertionError("seed " + seed + ", " + log + ", step " + step, e);
    } finally {
      history.close();
    }
  }

  private static final class History {
    private final Path file;
    private final Random random;
    private final RandomWrites writes;
    private final HtapConfig config;
    private final LogChoice log;
    private HtapEngine engine;
    private Foreign foreign;

    History(Path file, Random random, LogChoice log) {
      this.file = file;
      this.random = random;
      this.writes = new RandomWrites(random);
      int chunk = 1 + random.nextInt(20);
      int pieces = 2 + random.nextInt(30);
      int prune = 1 + random.nextInt(60);
      this.log = log;
      this.config =
          HtapConfig.at(file)
              .manualSync()
              .sync(
                  sync ->
                      sync.chunkEvents(chunk)
                          .loadRows(pieces)
                          .loadSlice(Duration.ofMillis(1))
                          .pruneEvents(prune));
    }

    void open() {
      engine = HtapEngine.open(log.on(config));
      foreign = new Foreign(file);
      for (String table : TABLES) {
        engine.execute(RandomWrites.CREATE.get(table));
      }
      for (int i = random.nextInt(40); i > 0; i--) {
        execute(writes.next());
      }
      for (String table : TABLES) {
        engine.registerTable(table);
      }
    }

    void step() {
      int dice = random.nextInt(1_000);
      if (dice < 600) {
        execute(writes.next());
      } else if (dice < 720) {
        transaction();
      } else if (dice < 790) {
        Write write = writes.next();
        foreign.execute(write.sql(), write.parameters().toArray());
        write.effect().run();
      } else if (dice < 830) {
        foreignTransaction();
      } else if (dice < 910) {
        syncAndCheck();
      } else if (dice < 945) {
        checkByAQuery();
      } else if (dice < 965) {
        execute(writes.changeOfDefinition(true));
      } else if (dice < 970) {
        Write write = writes.changeOfDefinition(false);
        foreign.execute(write.sql());
        write.effect().run();
      } else if (dice < 985) {
        engine.close();
        if (random.nextBoolean()) {
          foreignTransaction();
        }
        // A copy that follows a bridge can follow the triggers' own log, and the other way round.
        boolean other = log.isBridged() && random.nextInt(4) == 0;
        engine = HtapEngine.open(other ? config : log.on(config));
      } else if (dice < 990) {
        vacuum();
      } else if (dice < 996) {
        engine.resync(table());
      } else {
        quarantineAndRepair();
      }
    }

    private void execute(Write write) {
      engine.execute(write.sql(), write.parameters().toArray());
      write.effect().run();
    }

    private void transaction() {
      Map<String, ModelTable> before = writes.remember();
      boolean rollback = random.nextInt(3) == 0;
      if (!rollback && random.nextBoolean()) {
        List<SqlStatement> batch = new ArrayList<>();
        for (int i = random.nextInt(12); i >= 0; i--) {
          Write write = writes.next();
          batch.add(new SqlStatement(write.sql(), write.parameters()));
          write.effect().run();
        }
        engine.executeBatch(batch);
        return;
      }
      try {
        engine.transaction(
            tx -> {
              for (int i = random.nextInt(12); i >= 0; i--) {
                Write write = writes.next();
                tx.execute(write.sql(), write.parameters().toArray());
                write.effect().run();
              }
              if (rollback) {
                throw new IllegalStateException("rolled back on purpose");
              }
              return 0;
            });
      } catch (IllegalStateException e) {
        writes.goBackTo(before);
      }
    }

    private void foreignTransaction() {
      Map<String, ModelTable> before = writes.remember();
      foreign.execute("BEGIN IMMEDIATE");
      for (int i = random.nextInt(12); i >= 0; i--) {
        Write write = writes.next();
        foreign.execute(write.sql(), write.parameters().toArray());
        write.effect().run();
      }
      if (random.nextInt(3) == 0) {
        foreign.execute("ROLLBACK");
        writes.goBackTo(before);
      } else {
        foreign.execute("COMMIT");
      }
    }

    private void vacuum() {
      if (random.nextBoolean()) {
        engine.execute("VACUUM");
      } else {
        foreign.execute("VACUUM");
      }
    }

    /** Text and blobs in one column: no column of the copy can hold both. */
    private void quarantineAndRepair() {
      engine.execute("INSERT INTO unkeyed (k, v) VALUES (-1, x'00'), (-1, 'text')");
      checkByAQuery("unkeyed", 2);
      engine.syncNow();
      assertThat(BothSides.state(engine, "unkeyed")).isEqualTo(MirrorState.QUARANTINED);
      checkByAQuery("unkeyed", 2);
      assertThatExceptionOfType(HtapException.class).isThrownBy(() -> engine.resync("unkeyed"));
      engine.execute("DELETE FROM unkeyed WHERE k = -1");
      engine.resync("unkeyed");
    }

    private void checkByAQuery() {
      checkByAQuery(table(), 0);
    }

    private void checkByAQuery(String table, int more) {
      assertThat(
              engine
                  .query("/*+ prefer_olap */ SELECT count(*) FROM " + table)
                  .toList(row -> row.getLong(0)))
          .as(table)
          .containsExactly((long) writes.model().get(table).size() + more);
    }

    private String table() {
      return TABLES[random.nextInt(TABLES.length)];
    }

    void syncAndCheck() {
      engine.syncNow();
      for (String table : TABLES) {
        assertThat(BothSides.inSqlite(engine, "SELECT * FROM " + table))
            .as("%s in SQLite", table)
            .isEqualTo(writes.model().get(table).texts());
      }
      BothSides.assertEqual(engine, TABLES);
      BothSides.assertEqualWithRowids(engine, "numbered", "unkeyed", "named");
      assertThat(engine.status().lagEvents()).isZero();
    }

    void close() {
      if (engine != null) {
        engine.close();
      }
      if (foreign != null) {
        foreign.close();
      }
    }
  }
}
