package dev.rhei.cdc.rocksdb;

import dev.rhei.core.cdc.CdcEvent;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/**
 * The process that {@link RocksDbCrashTest} kills: appends and prunes as fast as it can, and says
 * what the log has acknowledged.
 */
final class CrashingAppender {
  private CrashingAppender() {}

  public static void main(String[] arguments) {
    Random random = new Random(Long.parseLong(arguments[1]));
    RocksDbCdcConfig config = RocksDbCdcConfig.at(Path.of(arguments[0])).syncWrites(false).build();
    try (RocksDbCdcLog log = RocksDbCdcLog.open(config)) {
      say("open " + log.latest());
      while (true) {
        int size = 1 + random.nextInt(5);
        long first = log.latest() + 1;
        List<CdcEvent> transaction = new ArrayList<>();
        for (int i = 0; i < size; i++) {
          transaction.add(CdcEvent.insert(1, "t", first, new Object[] {first + i, (long) size}));
        }
        say("appended " + log.appendAndSetBridgeWatermark(List.of(transaction), 10 * first));
        if (random.nextInt(20) == 0) {
          log.prune(first - 1 - random.nextInt(50));
          say("pruned " + log.prunedThrough());
        }
      }
    }
  }

  private static void say(String line) {
    System.out.println(line);
    System.out.flush();
  }
}
