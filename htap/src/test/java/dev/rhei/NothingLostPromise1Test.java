package dev.rhei;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rhei.core.engine.MirrorState;
import dev.rhei.core.engine.OlapBackend;
import dev.rhei.core.engine.OlapCursor;
import dev.rhei.core.engine.OlapQuery;
import dev.rhei.core.engine.QueryOptions;
import dev.rhei.core.engine.Translation;
import dev.rhei.core.engine.ValueKind;
import dev.rhei.core.route.QueryHint;
import dev.rhei.core.sync.TableStatus;
import dev.rhei.testkit.LeakGuard;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Promise 1: nothing is lost, nothing is applied twice; here against SIGKILL. */
@ExtendWith(LeakGuard.class)
class NothingLostPromise1Test {
  private static final int KILLS = Integer.getInteger("rhei.kills", 10);
  private static final int LONGEST_RUN_MILLIS = 400;

  @TempDir Path dir;

  @ParameterizedTest
  @EnumSource(LogChoice.class)
  void promise1NothingIsLostAndNothingAppliedTwiceWhenTheProcessIsKilled(LogChoice log)
      throws Exception {
    long seed = System.nanoTime();
    Random random = new Random(seed);
    Path file = dir.resolve("app.db");
    long committed = 0;
    for (int kill = 1; kill <= KILLS; kill++) {
      String what = "seed " + seed + ", kill " + kill;
      committed = Math.max(committed, runAndKill(file, log, random));
      HtapConfig config = log.on(HtapConfig.at(file)).manualSync();
      checkCopyIsATransactionsState(what, config);
      checkBothSidesAreEqual(what, config, committed);
    }
    assertThat(committed).as("seed %d: nothing was ever committed", seed).isPositive();
  }

  /** Returns the last transaction that the process said it had committed. */
  private static long runAndKill(Path file, LogChoice log, Random random)
      throws IOException, InterruptedException {
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx256m",
                "-cp",
                System.getProperty("java.class.path"),
                CrashingWriter.class.getName(),
                file.toString(),
                Long.toString(random.nextLong()),
                log.name())
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    long last = 0;
    try (BufferedReader output =
        new BufferedReader(
            new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
      // Three in four live until they are open, the others may die on their way there.
      if (random.nextInt(4) > 0) {
        assertThat(output.readLine()).isEqualTo("open");
      }
      if (process.waitFor(random.nextInt(LONGEST_RUN_MILLIS), TimeUnit.MILLISECONDS)) {
        throw new AssertionError("the writer ended by itself with " + process.exitValue());
      }
      process.toHandle().destroyForcibly(); // SIGKILL; what it printed can still be read
      String line;
      while ((line = output.readLine()) != null) {
        if (line.startsWith("committed ")) {
          last = Long.parseLong(line.substring("committed ".length()));
        }
      }
    }
    assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
    return last;
  }

  /** Before anything is applied: rows and position of the copy belong together. */
  private static void checkCopyIsATransactionsState(String what, HtapConfig config) {
    try (HtapEngine engine = HtapEngine.open(config)) {
      if (engine.status().tables().stream().filter(NothingLostPromise1Test::isLive).count() < 2) {
        return; // killed before both tables were loaded
      }
      // Not through the engine's own queries: the first of them would run a cycle.
      OlapBackend copy = engine.olap();
      long applied = copy.appliedThrough();
      long n = value(copy, "SELECT coalesce(max(n), 0) FROM counter");
      assertThat(value(copy, "SELECT count(*) FROM entry")).as(what).isEqualTo(n);
      assertThat(value(copy, "SELECT coalesce(sum(touched), 0) FROM entry")).as(what).isEqualTo(n);
      if (applied > 0) {
        assertThat(applied)
            .as(what)
            .isEqualTo(CrashingWriter.EVENTS_OF_SETUP + CrashingWriter.EVENTS_PER_TRANSACTION * n);
      }
    }
  }

  private static void checkBothSidesAreEqual(String what, HtapConfig config, long committed) {
    try (HtapEngine engine = HtapEngine.open(config)) {
      engine.syncNow();
      if (engine.status().tables().stream().filter(NothingLostPromise1Test::isLive).count() < 2) {
        return; // killed before both tables were registered
      }
      for (String sql :
          List.of("SELECT id, n FROM counter ORDER BY id", "SELECT * FROM entry ORDER BY n")) {
        assertThat(rows(engine, sql, QueryHint.OLAP))
            .as(what)
            .isEqualTo(rows(engine, sql, QueryHint.OLTP));
      }
      assertThat(value(engine.olap(), "SELECT coalesce(max(n), 0) FROM counter"))
          .as("%s: a commit was lost", what)
          .isGreaterThanOrEqualTo(committed);
    }
  }

  private static boolean isLive(TableStatus table) {
    return table.state() == MirrorState.LIVE;
  }

  private static long value(OlapBackend copy, String sql) {
    Translation.Translated query =
        new Translation.Translated(
            sql, List.of(new Translation.OutputColumn("v", ValueKind.INTEGER)), List.of());
    try (OlapCursor cursor =
        copy.query(new OlapQuery(query, List.of(), copy.tablesVersion(), QueryOptions.DEFAULT))) {
      return ((Number) cursor.next()[0]).longValue();
    }
  }

  private static List<List<Object>> rows(HtapEngine engine, String sql, QueryHint hint) {
    return Answers.rows(engine, Query.of(sql).hint(hint));
  }
}
