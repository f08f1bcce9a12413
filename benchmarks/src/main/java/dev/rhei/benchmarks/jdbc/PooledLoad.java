package dev.rhei.benchmarks.jdbc;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import dev.rhei.HtapEngine;
import dev.rhei.benchmarks.report.Arguments;
import dev.rhei.benchmarks.report.Machine;
import dev.rhei.benchmarks.report.Percentiles;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;

/**
 * A service's load on a pool: eight threads that look up, insert, move in transactions and now and
 * then aggregate, over either driver in turn, on the same rows. Arguments: {@code seconds=60
 * rows=1000000 threads=8}.
 */
public final class PooledLoad {
  private PooledLoad() {}

  /** Runs and prints. */
  public static void main(String[] arguments) throws Exception {
    Arguments given = Arguments.of(arguments);
    int seconds = Integer.parseInt(given.take("seconds", "60"));
    int rows = Integer.parseInt(given.take("rows", "1000000"));
    int threads = Integer.parseInt(given.take("threads", "8"));
    given.requireAllTaken();
    System.out.printf(
        Locale.ROOT,
        "%s%n%d threads on a pool of %d, %,d rows, %d s with each driver%n%n",
        Machine.line(PooledLoad.class),
        threads,
        threads,
        rows,
        seconds);
    System.out.println(
        "| driver | | operations/s | p50 ms | p99 ms | max ms |\n|---|---|---:|---:|---:|---:|");
    for (String driver : List.of("sqlite", "rhei")) {
      run(driver, rows, threads, Duration.ofSeconds(seconds));
    }
  }

  private static void run(String driver, int rows, int threads, Duration time) throws Exception {
    Path folder = Files.createTempDirectory("rhei-load");
    Path file = folder.resolve("app.db");
    fill(file, rows);
    HikariConfig config = new HikariConfig();
    config.setJdbcUrl(
        "jdbc:"
            + driver
            + ":"
            + file
            + "?synchronous=NORMAL&busy_timeout=30000&transaction_mode=IMMEDIATE"
            + (driver.equals("sqlite") ? "&journal_mode=WAL" : ""));
    config.setMaximumPoolSize(threads);
    List<Client> clients = new ArrayList<>();
    try (HikariDataSource pool = new HikariDataSource(config)) {
      warmUp(pool, rows);
      long end = System.nanoTime() + time.toNanos();
      ExecutorService pooled = Executors.newFixedThreadPool(threads);
      List<Future<?>> running = new ArrayList<>();
      for (int t = 0; t < threads; t++) {
        Client client = new Client(pool, rows, t, end);
        clients.add(client);
        running.add(pooled.submit(client));
      }
      for (Future<?> one : running) {
        one.get();
      }
      pooled.shutdown();
    }
    print(driver, clients, time);
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path old : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(old);
      }
    }
  }

  /** A second of it, which also waits for the copy to be loaded. */
  private static void warmUp(HikariDataSource pool, int rows) throws Exception {
    try (Connection connection = pool.getConnection()) {
      if (connection.isWrapperFor(HtapEngine.class)) {
        connection.unwrap(HtapEngine.class).syncNow();
      }
    }
    new Client(pool, rows, -1, System.nanoTime() + Duration.ofSeconds(3).toNanos()).call();
  }

  private static void fill(Path file, int rows) throws SQLException {
    try (Connection connection =
            DriverManager.getConnection("jdbc:sqlite:" + file + "?journal_mode=WAL");
        Statement statement = connection.createStatement()) {
      statement.executeUpdate(
          "CREATE TABLE account (id INTEGER PRIMARY KEY, branch INTEGER NOT NULL, name TEXT NOT"
              + " NULL, balance INTEGER NOT NULL)");
      statement.executeUpdate(
          "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n LIMIT "
              + rows
              + ") INSERT INTO account SELECT i, i % 200, 'account ' || i, 1000 FROM n");
      statement.executeUpdate(
          "CREATE TABLE entry (id INTEGER PRIMARY KEY, account INTEGER NOT NULL, amount INTEGER"
              + " NOT NULL, at TEXT NOT NULL)");
      statement.executeUpdate("ANALYZE");
    }
  }

  private static void print(String driver, List<Client> clients, Duration time) {
    Map<Client.Operation, List<Long>> all = new EnumMap<>(Client.Operation.class);
    for (Client client : clients) {
      client
          .times()
          .forEach((op, nanos) -> all.computeIfAbsent(op, o -> new ArrayList<>()).addAll(nanos));
    }
    all.forEach(
        (operation, nanos) -> {
          Percentiles took = new Percentiles(nanos.stream().mapToLong(Long::longValue).toArray());
          System.out.printf(
              Locale.ROOT,
              "| %s | %s | %,.0f | %.3f | %.3f | %.1f |%n",
              driver,
              operation.words(),
              took.count() / (time.toMillis() / 1e3),
              took.median(),
              took.at(0.99),
              took.max());
        });
  }
}
