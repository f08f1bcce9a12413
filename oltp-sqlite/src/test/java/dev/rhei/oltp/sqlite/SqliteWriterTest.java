package dev.rhei.oltp.sqlite;

import static dev.rhei.oltp.sqlite.Database.fails;
import static org.assertj.core.api.Assertions.assertThat;

import dev.rhei.core.error.ErrorCode;
import dev.rhei.testkit.LeakGuard;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** Several threads at one engine. */
@ExtendWith(LeakGuard.class)
@Timeout(60)
final class SqliteWriterTest {
  private static final int WRITERS = 4;
  private static final int WRITES = 50;

  @TempDir private Path dir;
  private final ExecutorService threads = Executors.newCachedThreadPool();

  @AfterEach
  void stopThreads() {
    threads.shutdownNow();
  }

  private CompletableFuture<Void> start(Runnable work) {
    return CompletableFuture.runAsync(work, threads);
  }

  @Test
  void writersTakeTurnsAndNoWriteIsLost() {
    try (SqliteOltpEngine engine = Database.open(dir)) {
      engine.execute("CREATE TABLE account (id INTEGER PRIMARY KEY, balance INTEGER)");
      engine.execute("INSERT INTO account VALUES (1, 0)");
      List<CompletableFuture<Void>> writers = new ArrayList<>();
      CountDownLatch together = new CountDownLatch(WRITERS);
      for (int writer = 0; writer < WRITERS; writer++) {
        writers.add(
            start(
                () -> {
                  together.countDown();
                  await(together);
                  for (int i = 0; i < WRITES; i++) {
                    engine.transaction(
                        tx -> {
                          long balance =
                              tx.query("SELECT balance FROM account")
                                  .toList(row -> row.getLong(0))
                                  .get(0);
                          return tx.execute("UPDATE account SET balance = ?", balance + 1);
                        });
                  }
                }));
      }
      writers.forEach(CompletableFuture::join);
      assertThat(Database.value(engine, "SELECT balance FROM account")).isEqualTo(WRITERS * WRITES);
    }
  }

  @Test
  void aWriteWaitsItsTurnNoLongerThanItsLimit() throws Exception {
    SqliteConfig config =
        SqliteConfig.at(Database.file(dir)).writeWait(Duration.ofMillis(20)).build();
    try (SqliteOltpEngine engine = SqliteOltpEngine.open(config)) {
      engine.execute("CREATE TABLE item (id INTEGER PRIMARY KEY)");
      CountDownLatch inside = new CountDownLatch(1);
      CountDownLatch tried = new CountDownLatch(1);
      CompletableFuture<Void> other =
          start(
              () ->
                  engine.transaction(
                      tx -> {
                        inside.countDown();
                        await(tried);
                        return tx.execute("INSERT INTO item VALUES (1)");
                      }));
      await(inside);
      fails(ErrorCode.OLTP_BUSY, () -> engine.execute("INSERT INTO item VALUES (2)"))
          .hasMessageContaining("a write waited 20 ms")
          .hasMessageContaining("raise writeWait");
      Thread.currentThread().interrupt();
      fails(ErrorCode.INTERRUPTED, () -> engine.execute("INSERT INTO item VALUES (2)"));
      assertThat(Thread.interrupted()).isTrue();
      tried.countDown();
      other.join();
      Thread.currentThread().interrupt();
      assertThat(engine.execute("INSERT INTO item VALUES (2)")).isEqualTo(1);
      assertThat(Thread.interrupted()).isTrue();
    }
  }

  @Test
  void readsDoNotWaitForAWriter() {
    try (SqliteOltpEngine engine = Database.open(dir)) {
      engine.execute("CREATE TABLE item (id INTEGER PRIMARY KEY)");
      CountDownLatch written = new CountDownLatch(1);
      CountDownLatch finish = new CountDownLatch(1);
      CompletableFuture<Void> writer =
          start(
              () ->
                  engine.transaction(
                      tx -> {
                        tx.execute("INSERT INTO item VALUES (1)");
                        written.countDown();
                        return await(finish);
                      }));
      await(written);
      assertThat(Database.value(engine, "SELECT count(*) FROM item")).isEqualTo(0);
      assertThat(engine.changes().latest().sequence()).isZero();
      finish.countDown();
      writer.join();
      assertThat(Database.value(engine, "SELECT count(*) FROM item")).isEqualTo(1);
    }
  }

  @Test
  void aReaderSeesOneStateWhileOthersCommit() {
    try (SqliteOltpEngine engine = Database.open(dir)) {
      engine.execute("CREATE TABLE item (id INTEGER PRIMARY KEY)");
      engine.execute("INSERT INTO item VALUES (1), (2), (3)");
      try (var rows = Database.query(engine, "SELECT id FROM item ORDER BY id")) {
        assertThat(rows.next()).containsExactly(1);
        engine.execute("DELETE FROM item");
        assertThat(rows.next()).containsExactly(2);
        assertThat(rows.next()).containsExactly(3);
        assertThat(rows.next()).isNull();
      }
    }
  }

  @Test
  void closeWaitsForTheTransactionAndRefusesThoseBehindIt() {
    SqliteOltpEngine engine = Database.open(dir);
    engine.execute("CREATE TABLE item (id INTEGER PRIMARY KEY)");
    CountDownLatch begun = new CountDownLatch(1);
    CountDownLatch finish = new CountDownLatch(1);
    CompletableFuture<Void> writer =
        start(
            () ->
                engine.transaction(
                    tx -> {
                      begun.countDown();
                      await(finish);
                      return tx.execute("INSERT INTO item VALUES (1)");
                    }));
    await(begun);
    CompletableFuture<Void> closing = start(engine::close);
    CompletableFuture<Void> late =
        start(() -> fails(ErrorCode.ENGINE_CLOSED, () -> untilClosed(engine)));
    finish.countDown();
    writer.join();
    closing.join();
    late.join();
    try (SqliteOltpEngine again = Database.open(dir)) {
      assertThat(Database.value(again, "SELECT count(*) FROM item WHERE id = 1")).isEqualTo(1);
    }
  }

  private static void untilClosed(SqliteOltpEngine engine) {
    while (true) {
      engine.execute("INSERT INTO item DEFAULT VALUES");
    }
  }

  @Test
  void aTransactionThatDoesNotEndIsStopped() {
    SqliteConfig config = SqliteConfig.at(Database.file(dir)).build();
    SqliteConnections connections = new SqliteConnections(config);
    SqliteWriter writer =
        new SqliteWriter(connections, Duration.ofSeconds(10), new PeerConnections());
    writer.alone("CREATE", connection -> connection.execute("CREATE TABLE item (id)"));
    CountDownLatch begun = new CountDownLatch(1);
    CountDownLatch closed = new CountDownLatch(1);
    CompletableFuture<Void> stuck =
        start(
            () ->
                fails(
                    ErrorCode.ENGINE_CLOSED,
                    () ->
                        writer.inTransaction(
                            connection -> {
                              connection.execute("INSERT INTO item VALUES (1)");
                              begun.countDown();
                              await(closed);
                              return connection.execute("INSERT INTO item VALUES (2)");
                            })));
    await(begun);
    fails(ErrorCode.CLOSE_FAILED, () -> writer.close(Duration.ofMillis(1)))
        .hasMessageContaining("a transaction was still running after 1 ms")
        .hasMessageContaining("takes no effect");
    connections.close();
    closed.countDown();
    stuck.join();
    try (SqliteOltpEngine again = Database.open(dir)) {
      assertThat(Database.value(again, "SELECT count(*) FROM item")).isEqualTo(0);
    }
  }

  @Test
  void closeInsideATransactionIsRefusedAndHarmless() {
    try (SqliteOltpEngine engine = Database.open(dir)) {
      engine.execute("CREATE TABLE item (id)");
      engine.transaction(
          tx -> {
            fails(ErrorCode.CLOSE_FAILED, engine::close)
                .hasMessageContaining("inside a transaction");
            return tx.execute("INSERT INTO item VALUES (1)");
          });
      assertThat(Database.value(engine, "SELECT count(*) FROM item")).isEqualTo(1);
    }
  }

  private static boolean await(CountDownLatch latch) {
    try {
      assertThat(latch.await(30, TimeUnit.SECONDS)).isTrue();
      return true;
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }
}
