package dev.rhei.benchmarks;

import dev.rhei.HtapConfig;
import dev.rhei.HtapEngine;
import dev.rhei.Query;
import dev.rhei.core.engine.QueryResult;
import dev.rhei.core.route.QueryHint;
import dev.rhei.core.sync.Freshness;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
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
import org.sqlite.JDBC;

/** One query at a time: a look-up by key and an aggregate, through the engine and raw. */
@SuppressWarnings("NullAway.Init") // JMH calls open() first
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 5, time = 2)
@Fork(1)
public class QueryBenchmark {
  private static final int ROWS = 200_000;
  private static final String POINT = "SELECT total FROM orders WHERE id = ?";
  private static final String AGGREGATE =
      "SELECT status, count(*), max(total) FROM orders GROUP BY status";

  private final Random random = new Random(1);
  private Path file = Path.of("");
  private HtapEngine engine;
  private Connection raw;
  private PreparedStatement rawPoint;
  private PreparedStatement rawAggregate;

  /** Makes the table and its copy. */
  @Setup
  public void open() throws IOException, SQLException {
    file = Files.createTempDirectory("rhei-benchmark").resolve("app.db");
    engine = HtapEngine.open(HtapConfig.at(file));
    engine.execute(SampleTable.CREATE);
    SampleTable.insert(engine, 1, ROWS, random);
    engine.registerTable("orders");
    raw = JDBC.createConnection("jdbc:sqlite:" + file, new Properties());
    rawPoint = raw.prepareStatement(POINT);
    rawAggregate = raw.prepareStatement(AGGREGATE);
  }

  /** Closes both. */
  @TearDown
  public void close() throws SQLException {
    raw.close();
    engine.close();
  }

  /** The raw driver, by key. */
  @Benchmark
  public double pointRaw() throws SQLException {
    rawPoint.setLong(1, 1 + random.nextInt(ROWS));
    try (ResultSet rows = rawPoint.executeQuery()) {
      rows.next();
      return rows.getDouble(1);
    }
  }

  /** The engine, by key: routed to SQLite. */
  @Benchmark
  public double pointEngine() {
    try (QueryResult result = engine.query(POINT, 1 + random.nextInt(ROWS))) {
      return result.iterator().next().getDouble(0);
    }
  }

  /** The raw driver, grouped. */
  @Benchmark
  public long aggregateRaw() throws SQLException {
    long count = 0;
    try (ResultSet rows = rawAggregate.executeQuery()) {
      while (rows.next()) {
        count += rows.getLong(2);
      }
    }
    return count;
  }

  /** The engine, grouped, with the latest state: routed to the copy. */
  @Benchmark
  public long aggregateEngineLatest() {
    return count(Query.of(AGGREGATE));
  }

  /** The engine, grouped, with what the copy has. */
  @Benchmark
  public long aggregateEngineEventual() {
    return count(Query.of(AGGREGATE).freshness(Freshness.EVENTUAL).hint(QueryHint.OLAP));
  }

  /** A write, then the grouped query, which must see it. */
  @Benchmark
  public long writeThenAggregateEngine() {
    engine.execute(SampleTable.UPDATE, SampleTable.status(random), 1.5, 1 + random.nextInt(ROWS));
    return count(Query.of(AGGREGATE));
  }

  private long count(Query query) {
    long count = 0;
    for (long each : engine.query(query).toList(row -> row.getLong(1))) {
      count += each;
    }
    return count;
  }
}
