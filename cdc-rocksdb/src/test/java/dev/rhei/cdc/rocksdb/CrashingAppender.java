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
    RocksDbCdcConfig config = config(arguments[2], Path.of(arguments[0]));
    try (RocksDbCdcLog log = RocksDbCdcLog.open(config)) {
      say("open " + log.latest());
      while (true) {
        int size = 1 + random.nextInt(5);
        long first = log.latest() + 1;
        List<CdcEvent> transaction = new ArrayList<>();
        for (int i = 0; i < size; i++) {
          transaction.add(
              CdcEvent.insert(first + i, "t", first, new Object[] {first + i, (long) size}));
        }
        if (config.kind() == LogKind.BRIDGE) {
          LogTransfer transfer = log.transfer();
          for (CdcEvent event : transaction) {
            transfer.add(List.of(event)); // as if each were a piece
          }
          transfer.commit(first + size - 1, "epoch of " + first);
        } else {
          log.append(transaction);
        }
        say("appended " + log.latest());
        if (random.nextInt(20) == 0) {
          log.prune(first - 1 - random.nextInt(50));
          say("pruned " + log.prunedThrough());
        }
      }
    }
  }

  static RocksDbCdcConfig config(String kind, Path directory) {
    return kind.equals("bridge")
        ? RocksDbCdcConfig.bridge(directory)
        : RocksDbCdcConfig.standalone(directory).syncWrites(false);
  }

  private static void say(String line) {
    System.out.println(line);
    System.out.flush();
  }
}
