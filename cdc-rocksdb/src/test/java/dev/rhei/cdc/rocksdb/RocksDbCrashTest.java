package dev.rhei.cdc.rocksdb;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rhei.core.cdc.CdcEvent;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A process that appends and prunes is killed at any moment. */
class RocksDbCrashTest {
  private static final int KILLS = Integer.getInteger("rhei.kills", 10);

  @TempDir Path dir;

  @ParameterizedTest
  @ValueSource(strings = {"bridge", "standalone"})
  void whatWasAcknowledgedIsThereAndNothingIsHalf(String kind) throws Exception {
    Path directory = dir.resolve("log");
    for (int kill = 0; kill < KILLS; kill++) {
      Acknowledged acknowledged = runAndKill(kind, directory, kill);
      RocksDbCdcConfig config = CrashingAppender.config(kind, directory);
      try (RocksDbCdcLog log = RocksDbCdcLog.open(config)) {
        assertThat(log.latest()).as("kill %s", kill).isGreaterThanOrEqualTo(acknowledged.appended);
        assertThat(log.prunedThrough()).isGreaterThanOrEqualTo(acknowledged.pruned);
        assertThat(log.prunedThrough()).isLessThan(log.latest());
        check(log, kind);
      }
    }
  }

  /** The last positions that it said were safe. */
  private record Acknowledged(long appended, long pruned) {}

  private static Acknowledged runAndKill(String kind, Path directory, int kill)
      throws IOException, InterruptedException {
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Djava.io.tmpdir=" + directory.getParent(), // for RocksDB's library
                "-cp",
                System.getProperty(
                    "surefire.test.class.path", System.getProperty("java.class.path")),
                CrashingAppender.class.getName(),
                directory.toString(),
                Integer.toString(kill),
                kind)
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start();
    long appended = 0;
    long pruned = 0;
    int lines = 0;
    try (BufferedReader output = process.inputReader(StandardCharsets.UTF_8)) {
      String line;
      while (lines < 50 + 37 * (kill % 50) && (line = output.readLine()) != null) {
        lines++;
        if (line.startsWith("appended ")) {
          appended = Long.parseLong(line.substring(9));
        } else if (line.startsWith("pruned ")) {
          pruned = Long.parseLong(line.substring(7));
        }
      }
      process.destroyForcibly();
    }
    assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
    assertThat(appended).as("it ran").isPositive();
    return new Acknowledged(appended, pruned);
  }

  private static void check(RocksDbCdcLog log, String kind) {
    long after = log.prunedThrough();
    long lastFirst = 0;
    boolean begun = false;
    while (after < log.latest()) {
      List<CdcEvent> events = log.poll(after, 1);
      assertThat(events).isNotEmpty();
      for (CdcEvent event : events) {
        assertThat(event.sequence()).isEqualTo(++after);
        assertThat(event.row()[0]).isEqualTo(event.sequence());
      }
      if (begun) { // the first may have been pruned in part
        assertThat(events).hasSize(((Long) events.get(0).row()[1]).intValue());
      }
      begun = true;
      lastFirst = events.get(0).schemaVersion();
    }
    if (kind.equals("bridge")) {
      assertThat(log.bridgeWatermark()).isEqualTo(log.latest());
      assertThat(log.epoch()).isEqualTo("epoch of " + lastFirst);
    }
  }
}
