package dev.rhei.benchmarks;

import dev.rhei.HtapConfig;
import dev.rhei.HtapEngine;
import dev.rhei.core.engine.TableChanges;
import dev.rhei.core.sync.TableVerification;
import dev.rhei.core.sync.VerifyReport;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;

/**
 * How long it takes to verify a large table, alone and beside a writer, how far SQLite's
 * write-ahead log grows meanwhile, and what a repair takes. Run it with a small {@code -Xmx} to see
 * that the table does not need the heap.
 */
final class VerifyFigure {
  private static final int ROWS = 10_000_000;

  private VerifyFigure() {}

  static void print(Path directory) throws Exception {
    Path file = directory.resolve("verify.db");
    try (HtapEngine engine = HtapEngine.open(HtapConfig.at(file))) {
      engine.execute(SampleTable.CREATE);
      SampleTable.insert(engine, 1, ROWS, new Random(1));
      engine.registerTable("orders");
      report("alone", engine.verify("orders"));
      besideAWriter(engine, file);
      repair(engine);
    }
  }

  private static void besideAWriter(HtapEngine engine, Path file) throws InterruptedException {
    Path log = file.resolveSibling(file.getFileName() + "-wal");
    AtomicBoolean done = new AtomicBoolean();
    AtomicLong written = new AtomicLong();
    long before = log.toFile().length();
    long started = System.nanoTime();
    Thread writer = new Thread(() -> write(engine, done, written), "verify-writer");
    writer.start();
    VerifyReport report = engine.verify("orders");
    done.set(true);
    writer.join();
    double seconds = (System.nanoTime() - started) / 1e9;
    report("beside a writer", report);
    System.out.printf(
        Locale.ROOT,
        "  updates meanwhile: %,d (%,.0f/s); write-ahead log: %,d MiB before, %,d MiB after; Java"
            + " heap allowed: %d MiB%n",
        written.get(),
        written.get() / seconds,
        before >> 20,
        log.toFile().length() >> 20,
        Runtime.getRuntime().maxMemory() >> 20);
  }

  private static void write(HtapEngine engine, AtomicBoolean done, AtomicLong written) {
    Random random = new Random(2);
    while (!done.get()) {
      engine.execute(
          SampleTable.UPDATE,
          SampleTable.status(random),
          random.nextInt(1_000_000) / 100.0,
          1 + random.nextInt(ROWS));
      written.incrementAndGet();
    }
  }

  private static void repair(HtapEngine engine) {
    engine.stopSync();
    engine.syncNow();
    List<Object[]> keys = new ArrayList<>();
    Random random = new Random(3);
    for (int i = 0; i < 1_000; i++) {
      keys.add(new Object[] {(long) (ROWS / 2 + random.nextInt(ROWS / 20))});
    }
    var schema = engine.olap().tables().iterator().next().schema();
    try (var write = engine.olap().beginWrite()) {
      write.apply(new TableChanges(schema, keys, List.of()));
      write.commit(engine.olap().appliedThrough());
    }
    report("and repaired", engine.repair("orders"));
    report("after that", engine.verify("orders"));
  }

  private static void report(String what, VerifyReport report) {
    TableVerification found = report.tables().get(0);
    double seconds = report.elapsed().toNanos() / 1e9;
    System.out.printf(
        Locale.ROOT,
        "verify %,d rows of 5 columns, %s: %.1f s (%,.0f rows/s), %,d differences in %d parts, %s%n",
        found.rows(),
        what,
        seconds,
        found.rows() / seconds,
        found.differences(),
        found.differingRanges(),
        found.repair());
  }
}
