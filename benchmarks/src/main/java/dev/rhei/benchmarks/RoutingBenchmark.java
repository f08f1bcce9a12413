package dev.rhei.benchmarks;

import dev.rhei.Explanation;
import dev.rhei.HtapConfig;
import dev.rhei.HtapEngine;
import dev.rhei.Query;
import dev.rhei.core.engine.QueryResult;
import dev.rhei.core.engine.Row;
import dev.rhei.core.route.QueryHint;
import dev.rhei.core.sync.Freshness;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Properties;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/**
 * What the engine adds to the driver that answers, for texts it has seen and for one it has not.
 * The drivers run the same statements, prepared once, on the same rows: SQLite's file itself, and a
 * copy of DuckDB's file, as two may not have that open.
 */
@SuppressWarnings("NullAway.Init") // JMH calls open() first
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 5, time = 2)
@Fork(1)
public class RoutingBenchmark {
  private static final int ROWS = 2_000; // few, so that the engine's part shows

  private static final String POINT = "SELECT total FROM orders WHERE id = ?";
  private static final String GROUPS =
      "SELECT status, count(*), max(total) FROM orders GROUP BY status";

  /** Twenty lines; its number makes it a text never seen before. */
  private static final String LONG =
      """
      WITH months (month, status, orders, revenue) AS (
        SELECT substr(placed, 1, 7), status, count(*), sum(total)
        FROM orders
        WHERE placed >= '2026-01-01' AND total > -12345
        GROUP BY substr(placed, 1, 7), status),
      best (customer, revenue) AS (
        SELECT customer, sum(total)
        FROM orders
        GROUP BY customer
        HAVING count(*) > 3)
      SELECT m.month, m.status, m.orders, m.revenue,
             CASE WHEN m.revenue > 1000 THEN 'large' ELSE 'small' END AS size,
             (SELECT max(b.revenue) FROM best b) AS best,
             rank() OVER (PARTITION BY m.month ORDER BY m.revenue DESC) AS place
      FROM months m
        LEFT JOIN orders o ON o.id = m.orders
      WHERE m.status IN ('new', 'paid', 'packed', 'sent')
        AND EXISTS (SELECT 1 FROM orders x
                    WHERE x.status = m.status AND x.total BETWEEN 10 AND 900)
      ORDER BY m.month, place, m.status""";

  private final Random random = new Random(1);
  private HtapEngine engine;
  private Connection sqlite;
  private PreparedStatement sqlitePoint;
  private Connection duckDb;
  private PreparedStatement duckDbGroups;
  private Query point;
  private Query groups;
  private int unseen;

  /** Makes the table, its copy, and a copy of that. */
  @Setup
  public void open() throws IOException, SQLException {
    Path directory = Files.createTempDirectory("rhei-benchmark");
    Path file = directory.resolve("app.db");
    Path copy = directory.resolve("app.duckdb");
    HtapConfig config = HtapConfig.at(file).olap(copy);
    try (HtapEngine first = HtapEngine.open(config)) {
      first.execute(SampleTable.CREATE);
      SampleTable.insert(first, 1, ROWS, random);
      first.registerTable("orders");
    }
    Path second = Files.copy(copy, directory.resolve("driver.duckdb"));
    engine = HtapEngine.open(config);
    point = Query.of(POINT, 7);
    groups = Query.of(GROUPS).hint(QueryHint.OLAP);
    String translated = engine.explain(groups).olapSql().orElseThrow();
    sqlite = DriverManager.getConnection("jdbc:sqlite:" + file);
    sqlitePoint = sqlite.prepareStatement(POINT);
    Properties options = new Properties();
    options.setProperty("integer_division", "true");
    options.setProperty("default_null_order", "sqlite");
    duckDb = DriverManager.getConnection("jdbc:duckdb:" + second, options);
    duckDbGroups = duckDb.prepareStatement(translated);
    if (engine.explain(unseen()).olapSql().isEmpty()) {
      System.out.println("firstSight: not translated: " + engine.explain(unseen()).reason());
    }
  }

  /** Closes all. */
  @TearDown
  public void close() throws SQLException {
    duckDb.close();
    sqlite.close();
    engine.close();
  }

  /** A look-up by key: SQLite's driver. */
  @Benchmark
  public double pointDriver() throws SQLException {
    sqlitePoint.setLong(1, 1 + random.nextInt(ROWS));
    try (ResultSet rows = sqlitePoint.executeQuery()) {
      rows.next();
      return rows.getDouble(1);
    }
  }

  /** A look-up by key: the engine, which sends it to SQLite. */
  @Benchmark
  public double pointEngine() {
    try (QueryResult result = engine.query(POINT, 1 + random.nextInt(ROWS))) {
      return result.iterator().next().getDouble(0);
    }
  }

  /** Of that, the decision. */
  @Benchmark
  public Explanation pointDecision() {
    return engine.explain(point);
  }

  /** Groups: DuckDB's driver. */
  @Benchmark
  public double groupsDriver() throws SQLException {
    double sum = 0;
    try (ResultSet rows = duckDbGroups.executeQuery()) {
      while (rows.next()) {
        sum += rows.getString(1).length() + rows.getLong(2) + rows.getDouble(3);
      }
    }
    return sum;
  }

  /** Groups: the engine's copy, with the latest state. */
  @Benchmark
  public double groupsEngineLatest() {
    return groups(groups);
  }

  /** Groups: the engine's copy, as it is. */
  @Benchmark
  public double groupsEngineEventual() {
    return groups(groups.freshness(Freshness.EVENTUAL));
  }

  /** Of that, the decision and the translation. */
  @Benchmark
  public Explanation groupsDecision() {
    return engine.explain(groups);
  }

  private double groups(Query query) {
    double sum = 0;
    try (QueryResult result = engine.query(query)) {
      for (Row row : result) {
        sum += String.valueOf(row.get(0)).length() + row.getLong(1) + row.getDouble(2);
      }
    }
    return sum;
  }

  /** Route, translation and plan of twenty lines never seen before; the median counts. */
  @Benchmark
  @BenchmarkMode(Mode.SampleTime)
  @OutputTimeUnit(TimeUnit.MICROSECONDS)
  public Explanation firstSight() {
    return engine.explain(unseen());
  }

  private String unseen() {
    return LONG.replace("12345", Integer.toString(unseen++));
  }
}
