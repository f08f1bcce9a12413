package dev.rhei.benchmarks;

import dev.rhei.HtapConfig;
import dev.rhei.HtapEngine;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.Locale;
import java.util.Properties;
import java.util.Random;
import org.sqlite.JDBC;
import org.sqlite.SQLiteConfig;

/**
 * Autocommitted single-row writes of one thread: the raw driver with the same pragmas, the engine
 * before the table is registered, with capture, and with capture and background replay. The
 * variants take turns, so that a noisy machine is noisy to all.
 */
final class WriteFigure {
  private static final int WRITES = 20_000;
  private static final int ROUNDS = 7;

  private WriteFigure() {}

  static void print(Path directory) throws SQLException {
    Variant[] variants = {
      new Raw(directory.resolve("raw.db")),
      new Engine("engine, not registered", directory.resolve("plain.db"), false, false),
      new Engine("engine, captured", directory.resolve("captured.db"), true, false),
      new Engine("engine, captured and replayed", directory.resolve("replayed.db"), true, true)
    };
    try {
      for (String what : new String[] {"insert", "update"}) {
        double[][] rates = new double[variants.length][ROUNDS];
        for (int round = 0; round < ROUNDS; round++) {
          for (int i = 0; i < variants.length; i++) {
            long started = System.nanoTime();
            if (what.equals("insert")) {
              variants[i].insert(1L + (long) round * WRITES, WRITES);
            } else {
              variants[i].update((long) ROUNDS * WRITES, WRITES);
            }
            rates[i][round] = WRITES / ((System.nanoTime() - started) / 1e9);
          }
        }
        double raw = median(rates[0]);
        for (int i = 0; i < variants.length; i++) {
          System.out.printf(
              Locale.ROOT,
              "autocommit %s, 1 thread, %s: %,.0f writes/s, ratio to raw %.2f%n",
              what,
              variants[i].name(),
              median(rates[i]),
              median(rates[i]) / raw);
        }
      }
    } finally {
      for (Variant variant : variants) {
        variant.close();
      }
    }
  }

  private static double median(double[] values) {
    double[] sorted = values.clone();
    Arrays.sort(sorted);
    return sorted[sorted.length / 2];
  }

  /** A way to write. */
  private interface Variant {
    String name();

    void insert(long from, int count) throws SQLException;

    void update(long ids, int count) throws SQLException;

    void close() throws SQLException;
  }

  private static final class Raw implements Variant {
    private final Random random = new Random(1);
    private final Connection connection;
    private final PreparedStatement insert;
    private final PreparedStatement update;

    Raw(Path file) throws SQLException {
      SQLiteConfig options = new SQLiteConfig();
      options.setJournalMode(SQLiteConfig.JournalMode.WAL);
      options.setSynchronous(SQLiteConfig.SynchronousMode.NORMAL);
      options.setBusyTimeout(5_000);
      Properties properties = options.toProperties();
      // As the engine does; by default the driver runs a query after each INSERT.
      properties.setProperty(SQLiteConfig.Pragma.JDBC_GET_GENERATED_KEYS.pragmaName, "false");
      connection = JDBC.createConnection("jdbc:sqlite:" + file, properties);
      try (var statement = connection.createStatement()) {
        statement.execute(SampleTable.CREATE);
      }
      insert = connection.prepareStatement(SampleTable.INSERT);
      update = connection.prepareStatement(SampleTable.UPDATE);
    }

    @Override
    public String name() {
      return "raw sqlite-jdbc";
    }

    @Override
    public void insert(long from, int count) throws SQLException {
      for (long id = from; id < from + count; id++) {
        run(insert, SampleTable.row(id, random));
      }
    }

    @Override
    public void update(long ids, int count) throws SQLException {
      for (int i = 0; i < count; i++) {
        run(update, SampleTable.status(random), random.nextDouble(), 1 + random.nextLong(ids));
      }
    }

    private static void run(PreparedStatement statement, Object... values) throws SQLException {
      for (int i = 0; i < values.length; i++) {
        statement.setObject(i + 1, values[i]);
      }
      statement.executeUpdate();
    }

    @Override
    public void close() throws SQLException {
      connection.close();
    }
  }

  private static final class Engine implements Variant {
    private final Random random = new Random(1);
    private final String name;
    private final HtapEngine engine;

    Engine(String name, Path file, boolean registered, boolean replayed) {
      this.name = name;
      HtapConfig config = HtapConfig.at(file);
      engine = HtapEngine.open(replayed ? config : config.manualSync());
      engine.execute(SampleTable.CREATE);
      if (registered) {
        engine.registerTable("orders");
      }
    }

    @Override
    public String name() {
      return name;
    }

    @Override
    public void insert(long from, int count) {
      for (long id = from; id < from + count; id++) {
        engine.execute(SampleTable.INSERT, SampleTable.row(id, random));
      }
    }

    @Override
    public void update(long ids, int count) {
      for (int i = 0; i < count; i++) {
        engine.execute(
            SampleTable.UPDATE,
            SampleTable.status(random),
            random.nextDouble(),
            1 + random.nextLong(ids));
      }
    }

    @Override
    public void close() {
      engine.close();
    }
  }
}
