package dev.rhei.clients;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import dev.rhei.HtapEngine;
import dev.rhei.testkit.LeakGuard;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.sqlite.SQLiteConnection;

/** A pool of ten connections: valid, returned, sharing an engine that ends with the pool. */
@ExtendWith(LeakGuard.class)
class HikariTest {
  private static final int THREADS = 8;
  private static final int ROUNDS = 60;
  private static final String TOTALS =
      "SELECT customer, count(*), sum(amount) FROM orders GROUP BY customer ORDER BY customer";

  @TempDir Path folder;
  private Path file;
  private HikariDataSource pool;

  @BeforeEach
  void open() throws SQLException {
    file = folder.resolve("shop.db");
    HikariConfig config = new HikariConfig();
    config.setJdbcUrl("jdbc:rhei:" + file + "?busy_timeout=20000&freshness.timeoutMillis=60000");
    config.setMaximumPoolSize(10);
    config.setLeakDetectionThreshold(TimeUnit.SECONDS.toMillis(60)); // more than the busy timeout
    pool = new HikariDataSource(config);
    try (Connection connection = pool.getConnection();
        Statement statement = connection.createStatement()) {
      statement.executeUpdate(
          "CREATE TABLE orders (id INTEGER PRIMARY KEY, customer INTEGER, amount INTEGER)");
    }
  }

  @AfterEach
  void close() {
    pool.close();
  }

  @Test
  void manyThreadsWriteAndAskAndTheAnswersAreThoseOfSqlite() throws Exception {
    PrintStream console = System.err;
    ByteArrayOutputStream log = new ByteArrayOutputStream();
    System.setErr(new PrintStream(log, true, StandardCharsets.UTF_8));
    try {
      runAll();
    } finally {
      System.setErr(console);
    }
    assertThat(log.toString(StandardCharsets.UTF_8)).doesNotContain("com.zaxxer"); // nor of leaks
    assertThat(pool.getHikariPoolMXBean().getActiveConnections()).isZero();
    assertThat(pool.getHikariPoolMXBean().getThreadsAwaitingConnection()).isZero();

    List<List<Object>> answer = onCopy(TOTALS);
    assertThat(answer).hasSize(THREADS);
    HtapEngine engine;
    try (Connection connection = pool.getConnection()) {
      engine = connection.unwrap(HtapEngine.class);
    }
    assertThat(engine.status().queries().onOlap()).isGreaterThanOrEqualTo(THREADS * ROUNDS + 1);
    pool.close();
    assertThatThrownBy(engine::status).hasMessageContaining("closed");
    assertThat(answer).isEqualTo(SqliteFile.query(file, TOTALS));
  }

  private void runAll() throws InterruptedException, ExecutionException, TimeoutException {
    ExecutorService threads = Executors.newFixedThreadPool(THREADS);
    try {
      List<Future<?>> running = new ArrayList<>();
      for (int i = 0; i < THREADS; i++) {
        int customer = i;
        running.add(threads.submit(() -> sell(customer)));
      }
      for (Future<?> one : running) {
        one.get(120, TimeUnit.SECONDS);
      }
    } finally {
      threads.shutdownNow();
    }
  }

  /** Each order is seen by the next question, whichever connections the pool hands out. */
  private Void sell(int customer) throws SQLException {
    for (int round = 1; round <= ROUNDS; round++) {
      try (Connection connection = pool.getConnection();
          PreparedStatement insert =
              connection.prepareStatement("INSERT INTO orders (customer, amount) VALUES (?, ?)")) {
        connection.setAutoCommit(round % 2 == 0);
        insert.setInt(1, customer);
        insert.setInt(2, round);
        insert.executeUpdate();
        if (!connection.getAutoCommit()) {
          connection.commit();
        }
      }
      assertThat(onCopy("SELECT sum(amount) FROM orders WHERE customer = " + customer))
          .containsExactly(List.of(round * (round + 1) / 2));
    }
    return null;
  }

  @Test
  void everyConnectionIsTestedBeforeItIsHandedOut() throws SQLException {
    System.setProperty("com.zaxxer.hikari.aliveBypassWindowMs", "-1"); // none
    try (HikariDataSource careful = new HikariDataSource(config())) {
      try (Connection connection = careful.getConnection()) {
        assertThat(connection.isValid(1)).isTrue();
        connection.unwrap(SQLiteConnection.class).close();
        assertThat(connection.isValid(1)).isFalse();
      }
      try (Connection another = careful.getConnection()) {
        assertThat(another.isValid(1)).isTrue();
      }
    } finally {
      System.clearProperty("com.zaxxer.hikari.aliveBypassWindowMs");
    }
  }

  private HikariConfig config() {
    HikariConfig config = new HikariConfig();
    config.setJdbcUrl("jdbc:rhei:" + file);
    config.setMaximumPoolSize(1);
    return config;
  }

  private List<List<Object>> onCopy(String sql) throws SQLException {
    try (Connection connection = pool.getConnection();
        Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery("/*+ olap */ " + sql)) {
      return SqliteFile.rows(rows);
    }
  }
}
