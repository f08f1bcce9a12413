package dev.rhei;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rhei.core.engine.QueryResult;
import dev.rhei.core.error.HtapException;
import dev.rhei.core.route.QueryHint;
import dev.rhei.testkit.LeakGuard;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** Promise 7: safe inside somebody's service. */
@ExtendWith(LeakGuard.class)
class SafeInsidePromise7Test {
  @TempDir Path dir;

  @Test
  void promise7ThreadsAreDaemonsWithOurName() {
    try (HtapEngine engine = busyEngine()) {
      List<Thread> ours =
          Thread.getAllStackTraces().keySet().stream()
              .filter(thread -> thread.getName().startsWith("rhei-"))
              .toList();
      assertThat(engine.status().running()).isTrue();
      assertThat(ours).isNotEmpty().allMatch(Thread::isDaemon);
    }
  }

  @Test
  void promise7SqlReachesNeitherFilesNorNetworkNorSettings() throws Exception {
    Path secret = Files.writeString(dir.resolve("secret.csv"), "a,b\n1,2\n");
    try (HtapEngine engine = busyEngine()) {
      for (String sql :
          List.of(
              "SELECT count(*) FROM read_csv('" + secret + "')",
              "SELECT count(*) FROM '" + secret + "'",
              "SELECT count(*) FROM read_text('" + secret + "')",
              "COPY t TO '" + dir.resolve("out.csv") + "'",
              "INSTALL httpfs",
              "LOAD httpfs",
              "ATTACH '" + dir.resolve("more.duckdb") + "' AS more",
              "SET memory_limit = '100GB'",
              "SELECT count(*) FROM duckdb_settings()")) {
        for (QueryHint hint : QueryHint.values()) {
          assertThatThrownBy(
                  () -> {
                    try (QueryResult result = engine.query(Query.of(sql).hint(hint))) {
                      result.toList(row -> row.get(0));
                    }
                  })
              .as(sql + " " + hint)
              .isInstanceOf(HtapException.class);
        }
      }
      assertThat(dir.resolve("out.csv")).doesNotExist();
    }
  }

  @Test
  @Timeout(120)
  void promise7CloseEndsWhileOthersReadWriteAndReplay() throws Exception {
    HtapEngine engine = busyEngine();
    CountDownLatch started = new CountDownLatch(3);
    Runnable[] users = {
      () -> engine.execute("INSERT INTO t (v) SELECT v FROM t LIMIT 100"),
      () -> engine.query("/*+ prefer_olap */ SELECT sum(v) FROM t").toList(row -> row.get(0)),
      () -> engine.query("SELECT * FROM t WHERE id > 5").toList(row -> row.get(0))
    };
    Thread[] threads = new Thread[users.length];
    for (int i = 0; i < users.length; i++) {
      Runnable user = users[i];
      threads[i] =
          new Thread(
              () -> {
                boolean open = true;
                for (int round = 0; open; round++) {
                  if (round == 3) {
                    started.countDown();
                  }
                  open = worked(user);
                }
              });
      threads[i].start();
    }
    assertThat(started.await(60, TimeUnit.SECONDS)).isTrue();
    engine.close();
    for (Thread thread : threads) {
      thread.join(60_000);
      assertThat(thread.isAlive()).isFalse();
    }
    try (HtapEngine again = HtapEngine.open(HtapConfig.at(dir.resolve("app.db")))) {
      Answers.assertSame(again, "SELECT id, v FROM t ORDER BY id");
    }
  }

  @Test
  void promise7AnExecutorOfTheApplicationStaysOpen() {
    ScheduledExecutorService executor = Executors.newSingleThreadScheduledExecutor();
    try {
      HtapConfig config = HtapConfig.at(dir.resolve("app.db")).syncExecutor(executor);
      try (HtapEngine engine = HtapEngine.open(config)) {
        assertThat(engine.status().running()).isTrue();
      }
      assertThat(executor.isShutdown()).isFalse();
    } finally {
      executor.shutdownNow();
    }
  }

  /** False once the engine is closed; any other failure is the test's. */
  private static boolean worked(Runnable user) {
    try {
      user.run();
      return true;
    } catch (HtapException e) {
      assertThat(e).hasMessageStartingWith("ENGINE_CLOSED");
      return false;
    }
  }

  private HtapEngine busyEngine() {
    HtapEngine engine = HtapEngine.open(HtapConfig.at(dir.resolve("app.db")));
    engine.execute("CREATE TABLE t (id INTEGER PRIMARY KEY, v INTEGER)");
    engine.execute(
        "INSERT INTO t (v) WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i"
            + " < 5000) SELECT i FROM n");
    engine.registerTable("t");
    return engine;
  }
}
