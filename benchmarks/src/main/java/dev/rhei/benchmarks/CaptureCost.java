package dev.rhei.benchmarks;

import dev.rhei.core.cdc.CdcChunk;
import dev.rhei.core.cdc.CdcSnapshot;
import dev.rhei.core.schema.TableSchema;
import dev.rhei.oltp.sqlite.LogForm;
import dev.rhei.oltp.sqlite.SqliteConfig;
import dev.rhei.oltp.sqlite.SqliteOltpEngine;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.sqlite.JDBC;
import org.sqlite.SQLiteConfig;

/**
 * The two forms of log rows against each other and against no capture at all: what a write costs on
 * a raw connection, and how fast the log is read. Rates are of the working thread's processor time,
 * which others on the same machine disturb least; the variants take turns in every round, and
 * ratios are of the medians.
 */
public final class CaptureCost {
  private static final int ROUNDS = 7;
  private static final int SINGLES = 20_000;
  private static final int IN_THOUSANDS = 200_000;
  private static final int EVENTS = 1_000_000;
  private static final int CHUNK = 50_000;

  private CaptureCost() {}

  /** Prints both tables; {@code writes} or {@code reads} prints one. */
  public static void main(String[] parts) throws Exception {
    List<String> wanted = parts.length == 0 ? List.of("writes", "reads") : List.of(parts);
    Path directory = Files.createTempDirectory("rhei-capture-cost");
    try {
      if (wanted.contains("writes")) {
        writes(directory, "", SampleTable.CREATE);
        writes(
            directory,
            ", with a UNIQUE column",
            SampleTable.CREATE.replace("customer INTEGER", "customer INTEGER UNIQUE"));
      }
      if (wanted.contains("reads")) {
        for (LogForm form : LogForm.values()) {
          reads(directory, form);
        }
      }
    } finally {
      try (var files = Files.list(directory)) {
        for (Path file : files.toList()) {
          Files.delete(file);
        }
      }
      Files.delete(directory);
    }
  }

  private static void writes(Path directory, String table, String create) throws Exception {
    Map<String, double[]> rates = new TreeMap<>();
    @Nullable LogForm[] variants = {null, LogForm.KEY, LogForm.ROW};
    for (int round = 0; round < ROUNDS; round++) {
      for (LogForm form : variants) {
        Path file = directory.resolve("writes.db");
        prepare(file, create, form);
        try (Writer writer = new Writer(file)) {
          put(rates, "1 insert by 1", form, round, SINGLES, () -> writer.inserts(SINGLES, 1));
          put(rates, "2 update by 1", form, round, SINGLES, () -> writer.updates(SINGLES, 1));
          put(
              rates,
              "3 insert by 1,000",
              form,
              round,
              IN_THOUSANDS,
              () -> writer.inserts(IN_THOUSANDS, 1_000));
          put(
              rates,
              "4 update by 1,000",
              form,
              round,
              IN_THOUSANDS,
              () -> writer.updates(IN_THOUSANDS, 1_000));
        }
        delete(file);
      }
    }
    System.out.printf(
        Locale.ROOT,
        "%n| writes/s on a raw connection%s | no capture | KEY | ROW |%n|---|---|---|---|%n",
        table);
    for (String what :
        List.of("1 insert by 1", "2 update by 1", "3 insert by 1,000", "4 update by 1,000")) {
      double none = median(rates, what, null);
      double key = median(rates, what, LogForm.KEY);
      double row = median(rates, what, LogForm.ROW);
      System.out.printf(
          Locale.ROOT,
          "| %s | %,.0f | %,.0f (%.2f) | %,.0f (%.2f) |%n",
          what.substring(2),
          none,
          key,
          key / none,
          row,
          row / none);
    }
  }

  private static void prepare(Path file, String create, @Nullable LogForm form) {
    SqliteConfig config = SqliteConfig.at(file).logForm(form == null ? LogForm.KEY : form).build();
    try (SqliteOltpEngine engine = SqliteOltpEngine.open(config)) {
      engine.execute(create);
      if (form != null) {
        engine.capture().capture("orders");
      }
    }
  }

  private static long processorTime() {
    return ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
  }

  private static void put(
      Map<String, double[]> rates,
      String what,
      @Nullable LogForm form,
      int round,
      int rows,
      Work work)
      throws SQLException {
    long started = processorTime();
    work.run();
    double seconds = (processorTime() - started) / 1e9;
    rates.computeIfAbsent(what + form, key -> new double[ROUNDS])[round] = rows / seconds;
  }

  private static double median(Map<String, double[]> rates, String what, @Nullable LogForm form) {
    double[] sorted = rates.getOrDefault(what + form, new double[1]).clone();
    Arrays.sort(sorted);
    return sorted[sorted.length / 2];
  }

  private static void reads(Path directory, LogForm form) throws Exception {
    for (Backlog backlog : Backlog.values()) {
      Path file = directory.resolve("reads.db");
      prepare(file, SampleTable.CREATE, form);
      try (Writer writer = new Writer(file)) {
        backlog.write(writer);
      }
      try (SqliteOltpEngine engine =
          SqliteOltpEngine.open(SqliteConfig.at(file).logForm(form).build())) {
        double[] seconds = new double[5];
        long from = backlog == Backlog.INSERTS ? 0 : EVENTS;
        long events = 0;
        for (int round = 0; round < seconds.length; round++) {
          long started = processorTime();
          events = read(engine, from);
          seconds[round] = (processorTime() - started) / 1e9;
        }
        Arrays.sort(seconds);
        double middle = seconds[seconds.length / 2];
        long logged = engine.changes().latest().sequence() - from;
        System.out.printf(
            Locale.ROOT,
            "%s form, %s: %,d log rows -> %,d events in %.2f s, %,.0f log rows/s%n",
            form,
            backlog.title,
            logged,
            events,
            middle,
            logged / middle);
      }
      delete(file);
    }
  }

  private static long read(SqliteOltpEngine engine, long from) {
    long events = 0;
    try (CdcSnapshot snapshot = engine.changes().open()) {
      List<TableSchema> tables = List.of(snapshot.tables().orElseThrow().describe("orders", false));
      long after = from;
      while (after < snapshot.position().sequence()) {
        CdcChunk chunk = snapshot.changes(after, CHUNK, tables);
        events += chunk.events().size();
        after = chunk.through();
      }
    }
    return events;
  }

  private static void delete(Path file) throws IOException {
    for (String suffix : List.of("", "-wal", "-shm")) {
      Files.deleteIfExists(Path.of(file + suffix));
    }
  }

  /** What has piled up in the log before it is read. */
  private enum Backlog {
    INSERTS("inserts") {
      @Override
      void write(Writer writer) throws SQLException {
        writer.inserts(EVENTS, 1_000);
      }
    },
    RANDOM_UPDATES("updates of random rows out of 1 M") {
      @Override
      void write(Writer writer) throws SQLException {
        writer.inserts(EVENTS, 1_000);
        writer.updates(EVENTS, 1_000);
      }
    },
    MIXED("a third inserts, random updates, random deletes each") {
      @Override
      void write(Writer writer) throws SQLException {
        writer.inserts(EVENTS, 1_000);
        writer.mixed(EVENTS);
      }
    };

    private final String title;

    Backlog(String title) {
      this.title = title;
    }

    abstract void write(Writer writer) throws SQLException;
  }

  /** Part of a measurement. */
  private interface Work {
    void run() throws SQLException;
  }

  /** Writes on a connection of its own, as an application without the engine would. */
  private static final class Writer implements AutoCloseable {
    private final Random random = new Random(1);
    private final Connection connection;
    private final Statement control;
    private final PreparedStatement insert;
    private final PreparedStatement update;
    private final PreparedStatement remove;
    private int rows;

    Writer(Path file) throws SQLException {
      SQLiteConfig options = new SQLiteConfig();
      options.setSynchronous(SQLiteConfig.SynchronousMode.NORMAL);
      connection = JDBC.createConnection("jdbc:sqlite:" + file, options.toProperties());
      control = connection.createStatement();
      insert = connection.prepareStatement(SampleTable.INSERT);
      update = connection.prepareStatement(SampleTable.UPDATE);
      remove = connection.prepareStatement(SampleTable.DELETE);
    }

    void inserts(int count, int transaction) throws SQLException {
      for (int i = 0; i < count; i++) {
        begin(i, transaction);
        insert();
        commit(i, transaction);
      }
    }

    void updates(int count, int transaction) throws SQLException {
      for (int i = 0; i < count; i++) {
        begin(i, transaction);
        update();
        commit(i, transaction);
      }
    }

    /** As many of each as there are log rows of all; deletes of rows that are gone log nothing. */
    void mixed(int count) throws SQLException {
      for (int i = 0; i < count; i++) {
        begin(i, 1_000);
        if (i % 3 == 0) {
          insert();
        } else if (i % 3 == 1) {
          update();
        } else {
          remove.setLong(1, 1 + random.nextInt(rows));
          remove.executeUpdate();
        }
        commit(i, 1_000);
      }
    }

    private void insert() throws SQLException {
      Object[] row = SampleTable.row(++rows, random);
      row[1] = rows; // distinct, for the table where it must be
      for (int column = 0; column < row.length; column++) {
        insert.setObject(column + 1, row[column]);
      }
      insert.executeUpdate();
    }

    private void update() throws SQLException {
      update.setString(1, SampleTable.status(random));
      update.setDouble(2, random.nextInt(1_000_000) / 100.0);
      update.setLong(3, 1 + random.nextInt(rows));
      update.executeUpdate();
    }

    private void begin(int i, int transaction) throws SQLException {
      if (transaction > 1 && i % transaction == 0) {
        control.executeUpdate("BEGIN IMMEDIATE");
      }
    }

    private void commit(int i, int transaction) throws SQLException {
      if (transaction > 1 && (i + 1) % transaction == 0) {
        control.executeUpdate("COMMIT");
      }
    }

    @Override
    public void close() throws SQLException {
      connection.close();
    }
  }
}
