package dev.rhei.benchmarks.jdbc;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Comparator;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/**
 * A look-up by key, an INSERT in auto-commit and a transaction of 1,000, through either driver, on
 * a file in WAL mode with {@code synchronous=NORMAL}, one thread.
 */
@SuppressWarnings("NullAway.Init")
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 3)
@Measurement(iterations = 5, time = 4)
@Fork(1)
public class JdbcBenchmark {
  private static final int ROWS = 100_000;
  private static final int BATCH = 1_000;

  /** SQLite's driver; ours without mirrored tables, with them, and with them replayed meanwhile. */
  @Param({"sqlite", "none", "captured", "replayed"})
  public String driver = "sqlite";

  private Path folder = Path.of("");
  private Connection connection; // this and both below: set before the first run
  private PreparedStatement point;
  private PreparedStatement insert;
  private long next;

  /** Opens the database with its rows. */
  @Setup(Level.Trial)
  public void open() throws IOException, SQLException {
    folder = Files.createTempDirectory("rhei-jdbc");
    String file = folder.resolve("app.db") + "?synchronous=NORMAL&busy_timeout=10000";
    String url =
        switch (driver) {
          case "sqlite" -> "jdbc:sqlite:" + file + "&journal_mode=WAL";
          case "none" -> "jdbc:rhei:" + file + "&tables=none";
          case "captured" -> "jdbc:rhei:" + file + "&sync.intervalMillis=off";
          default -> "jdbc:rhei:" + file;
        };
    connection = DriverManager.getConnection(url);
    try (Statement statement = connection.createStatement()) {
      statement.executeUpdate(
          "CREATE TABLE read (id INTEGER PRIMARY KEY, a TEXT NOT NULL, b REAL, c INTEGER)");
      statement.executeUpdate(
          "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n LIMIT "
              + ROWS
              + ") INSERT INTO read SELECT i, 'name ' || i, i * 0.5, i % 100 FROM n");
      statement.executeUpdate(
          "CREATE TABLE written (id INTEGER PRIMARY KEY, a TEXT NOT NULL, b REAL, c INTEGER)");
    }
    point = connection.prepareStatement("SELECT a, b, c FROM read WHERE id = ?");
    insert = connection.prepareStatement("INSERT INTO written (a, b, c) VALUES (?, ?, ?)");
  }

  /** Closes and deletes it. */
  @TearDown(Level.Trial)
  public void close() throws IOException, SQLException {
    connection.close();
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
  }

  /** A row by its key. */
  @Benchmark
  public double pointSelect() throws SQLException {
    next = next * 6364136223846793005L + 1442695040888963407L;
    point.setLong(1, 1 + (next >>> 33) % ROWS);
    try (ResultSet rows = point.executeQuery()) {
      rows.next();
      return rows.getString(1).length() + rows.getDouble(2) + rows.getInt(3);
    }
  }

  /** A row in a transaction of its own. */
  @Benchmark
  public int insert() throws SQLException {
    set();
    return insert.executeUpdate();
  }

  /** A thousand rows in one transaction; time for each row. */
  @Benchmark
  @OperationsPerInvocation(BATCH)
  public void insertInTransaction() throws SQLException {
    connection.setAutoCommit(false);
    for (int i = 0; i < BATCH; i++) {
      set();
      insert.executeUpdate();
    }
    connection.commit();
    connection.setAutoCommit(true);
  }

  private void set() throws SQLException {
    next++;
    insert.setString(1, "name " + next);
    insert.setDouble(2, next * 0.5);
    insert.setLong(3, next % 100);
  }
}
