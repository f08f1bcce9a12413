package dev.rhei.benchmarks.cdc;

import dev.rhei.HtapConfig;
import dev.rhei.HtapEngine;
import dev.rhei.benchmarks.SampleTable;
import dev.rhei.cdc.rocksdb.RocksDbCdcConfig;
import dev.rhei.cdc.rocksdb.RocksDbCdcLog;
import dev.rhei.core.cdc.CdcEvent;
import dev.rhei.oltp.sqlite.LogForm;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.stream.Stream;

/**
 * How fast a RocksDB log of 10 M events is read and pruned, and how much room an event takes there
 * and in SQLite's log.
 */
public final class LogFigure {
  private static final int EVENTS = 10_000_000;
  private static final int TRANSACTION = 1_000;
  private static final int POLL = 10_000;
  private static final int IN_SQLITE = 1_000_000;

  private LogFigure() {}

  /** Prints the figures. */
  public static void print(Path directory) throws Exception {
    rocksDb(directory.resolve("log"));
    for (LogForm form : LogForm.values()) {
      sqlite(directory.resolve(form + ".db"), form);
    }
  }

  private static void rocksDb(Path directory) throws IOException {
    RocksDbCdcConfig config = RocksDbCdcConfig.standalone(directory).syncWrites(false);
    try (RocksDbCdcLog log = RocksDbCdcLog.open(config)) {
      Random random = new Random(1);
      long started = System.nanoTime();
      for (long id = 1; id <= EVENTS; id += TRANSACTION) {
        List<Object[]> rows = new ArrayList<>();
        for (long i = id; i < id + TRANSACTION; i++) {
          Object[] row = SampleTable.row(i, random);
          row[1] = ((Number) row[1]).longValue();
          rows.add(row);
        }
        log.append(Sinks.events(rows));
      }
      rate("appended, 1,000 to a transaction", started);
      log.flush();
      System.out.printf(
          Locale.ROOT, "%.1f bytes an event on disk%n", (double) size(directory) / EVENTS);
      started = System.nanoTime();
      long after = 0;
      while (after < EVENTS) {
        List<CdcEvent> events = log.poll(after, POLL);
        after = events.get(events.size() - 1).sequence();
      }
      rate("polled, 10,000 at a time", started);
      started = System.nanoTime();
      for (long through = POLL; through <= EVENTS; through += POLL) {
        log.prune(through);
      }
      rate("pruned, 10,000 at a time", started);
      System.out.printf(Locale.ROOT, "%,d bytes on disk afterwards%n", size(directory));
    }
  }

  private static void rate(String what, long started) {
    System.out.printf(
        Locale.ROOT,
        "%,d events %s: %,.0f/s%n",
        EVENTS,
        what,
        EVENTS / ((System.nanoTime() - started) / 1e9));
  }

  private static void sqlite(Path file, LogForm form) throws Exception {
    HtapConfig config = HtapConfig.at(file).manualSync().sqlite(sqlite -> sqlite.logForm(form));
    try (HtapEngine engine = HtapEngine.open(config)) {
      engine.execute(SampleTable.CREATE);
      engine.registerTable("orders");
      SampleTable.insert(engine, 1, IN_SQLITE, new Random(1));
      long pages =
          engine
              .query("/*+ oltp */ SELECT sum(pgsize) FROM dbstat WHERE name = '_rhei_cdc_log'")
              .toList(row -> row.getLong(0))
              .get(0);
      System.out.printf(
          Locale.ROOT, "SQLite's log, %s form: %.1f bytes an event%n", form, pages / 1e6);
    }
  }

  private static long size(Path directory) throws IOException {
    long bytes = 0;
    try (Stream<Path> files = Files.list(directory)) {
      for (Path file : files.toList()) {
        bytes += Files.size(file);
      }
    }
    return bytes;
  }
}
