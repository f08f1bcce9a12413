package dev.rhei.benchmarks.freshness;

import dev.rhei.HtapEngine;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;

/** Writes as fast as it can, and looks how large SQLite's write-ahead log becomes. */
final class WalWatch {
  private static final int COMMITS_PER_LOOK = 50;

  private WalWatch() {}

  /**
   * What came of it.
   *
   * @param time of writing
   * @param commits made
   * @param highWater bytes of the write-ahead log, at most
   * @param behind events that the copy lacked, at most
   */
  record Growth(Duration time, long commits, long highWater, long behind) {
    @Override
    public String toString() {
      return String.format(
          Locale.ROOT,
          "%d s of updates at full speed: %,.0f commits/s; WAL at most %.1f MiB; the copy at most"
              + " %,d changes behind",
          time.toSeconds(),
          commits / (time.toNanos() / 1e9),
          highWater / (double) (1 << 20),
          behind);
    }
  }

  static Growth write(Shop shop, Duration time) throws IOException {
    HtapEngine engine = shop.engine();
    Path wal = shop.wal();
    long base = engine.status().latestSequence();
    long started = System.nanoTime();
    long commits = 0;
    long highWater = 0;
    long behind = 0;
    while (System.nanoTime() - started < time.toNanos()) {
      for (int i = 0; i < COMMITS_PER_LOOK; i++) {
        shop.update(engine);
      }
      commits += COMMITS_PER_LOOK;
      highWater = Math.max(highWater, Files.size(wal)); // stat: opens nothing
      behind = Math.max(behind, base + commits - engine.olap().appliedThrough());
    }
    return new Growth(Duration.ofNanos(System.nanoTime() - started), commits, highWater, behind);
  }
}
