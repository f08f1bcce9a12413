package dev.rhei;

import dev.rhei.core.engine.OltpTransaction;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Random;

/**
 * The process that {@link NothingLostPromise1Test} kills: writes and replays as fast as it can, and
 * says on standard output what it has committed. Each transaction leaves exactly three events.
 */
final class CrashingWriter {
  static final int EVENTS_OF_SETUP = 1;
  static final int EVENTS_PER_TRANSACTION = 3;

  private CrashingWriter() {}

  public static void main(String[] arguments) {
    Random random = new Random(Long.parseLong(arguments[1]));
    HtapEngine engine = open(Path.of(arguments[0]), LogChoice.valueOf(arguments[2]));
    say("open");
    while (true) {
      say("committed " + engine.transaction(tx -> write(tx, random)));
      if (random.nextInt(20) == 0) {
        engine.syncNow();
      }
    }
  }

  /** Opens, and sets up what an earlier process may have left half done. */
  private static HtapEngine open(Path file, LogChoice log) {
    HtapEngine engine =
        HtapEngine.open(
            log.on(HtapConfig.at(file))
                .syncInterval(Duration.ofMillis(5))
                .sync(sync -> sync.pacing(Duration.ZERO).chunkEvents(4).pruneEvents(10)));
    engine.execute("CREATE TABLE IF NOT EXISTS counter (id INTEGER PRIMARY KEY, n INTEGER)");
    engine.execute(
        "CREATE TABLE IF NOT EXISTS entry (n INTEGER PRIMARY KEY, note TEXT, touched INTEGER)");
    engine.registerTable("counter");
    engine.registerTable("entry");
    engine.execute("INSERT OR IGNORE INTO counter VALUES (1, 0)");
    return engine;
  }

  private static long write(OltpTransaction tx, Random random) {
    long n = tx.query("SELECT n + 1 FROM counter").toList(row -> row.getLong(0)).get(0);
    tx.execute("INSERT INTO entry VALUES (?, ?, 0)", n, "entry " + n);
    tx.execute("UPDATE counter SET n = ?", n);
    long earlier = 1 + random.nextLong(n);
    tx.execute("UPDATE entry SET touched = touched + 1 WHERE n = ?", earlier);
    return n;
  }

  private static void say(String line) {
    System.out.println(line);
    System.out.flush();
  }
}
