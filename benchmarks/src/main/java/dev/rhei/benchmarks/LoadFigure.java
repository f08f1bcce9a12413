package dev.rhei.benchmarks;

import dev.rhei.HtapConfig;
import dev.rhei.HtapEngine;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Random;

/** How fast a table that is already there gets into the copy. */
final class LoadFigure {
  private static final int ROWS = 1_000_000;
  private static final int ROUNDS = 4;

  private LoadFigure() {}

  static void print(Path directory) {
    HtapConfig config = HtapConfig.at(directory.resolve("load.db")).manualSync();
    try (HtapEngine engine = HtapEngine.open(config)) {
      engine.execute(SampleTable.CREATE);
      SampleTable.insert(engine, 1, ROWS, new Random(1));
      for (int round = 1; round <= ROUNDS; round++) {
        long started = System.nanoTime();
        engine.registerTable("orders");
        double seconds = (System.nanoTime() - started) / 1e9;
        System.out.printf(
            Locale.ROOT,
            "initial load, %,d rows of 5 columns, file: %,.0f rows/s (%.2f s, round %d)%n",
            ROWS,
            ROWS / seconds,
            seconds,
            round);
        engine.unregisterTable("orders");
      }
    }
  }
}
