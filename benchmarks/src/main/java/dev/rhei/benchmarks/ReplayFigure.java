package dev.rhei.benchmarks;

import dev.rhei.HtapConfig;
import dev.rhei.HtapEngine;
import dev.rhei.core.sync.SyncResult;
import dev.rhei.oltp.sqlite.LogForm;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Random;

/** How fast a backlog of a million events gets into the copy, in one cycle. */
final class ReplayFigure {
  private static final int EVENTS = 1_000_000;
  private static final int ROUNDS = 3;

  private ReplayFigure() {}

  static void print(Path directory) {
    for (LogForm form : LogForm.values()) {
      for (int round = 1; round <= ROUNDS; round++) {
        Path file = directory.resolve("replay-" + form + round + ".db");
        HtapConfig config = HtapConfig.at(file).manualSync().sqlite(sqlite -> sqlite.logForm(form));
        try (HtapEngine engine = HtapEngine.open(config)) {
          engine.execute(SampleTable.CREATE);
          engine.registerTable("orders");
          Random random = new Random(round);
          SampleTable.insert(engine, 1, EVENTS, random);
          print(form, "insert-only", engine, round);
          mix(engine, random);
          print(form, "mixed: 40 % insert, 40 % update, 20 % delete of random keys", engine, round);
        }
      }
    }
  }

  private static void print(LogForm form, String what, HtapEngine engine, int round) {
    long started = System.nanoTime();
    SyncResult result = engine.syncNow();
    double seconds = (System.nanoTime() - started) / 1e9;
    System.out.printf(
        Locale.ROOT,
        "replay, %,d events, 5 columns, file, %s, log of %s: %,.0f events/s (%.2f s, round %d)%n",
        result.events(),
        what,
        form,
        result.events() / seconds,
        seconds,
        round);
  }

  private static void mix(HtapEngine engine, Random random) {
    long[] next = {EVENTS + 1L};
    for (int done = 0; done < EVENTS; done += 1_000) {
      engine.transaction(
          tx -> {
            int changed = 0;
            while (changed < 1_000) {
              int choice = random.nextInt(5);
              long key = 1 + random.nextLong(next[0] - 1);
              changed +=
                  (int)
                      (choice < 2
                          ? tx.execute(SampleTable.INSERT, SampleTable.row(next[0]++, random))
                          : choice < 4
                              ? tx.execute(
                                  SampleTable.UPDATE,
                                  SampleTable.status(random),
                                  random.nextDouble(),
                                  key)
                              : tx.execute(SampleTable.DELETE, key));
            }
            return changed;
          });
    }
  }
}
