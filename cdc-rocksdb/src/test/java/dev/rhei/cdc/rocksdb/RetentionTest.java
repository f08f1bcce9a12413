package dev.rhei.cdc.rocksdb;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rhei.core.cdc.CdcEvent;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RetentionTest {
  @TempDir Path dir;
  private Instant now = Instant.parse("2026-01-01T00:00:00Z");

  @Test
  void withoutOptionsNothingIsKept() {
    try (RocksDbCdcLog log = open(config -> config)) {
      append(log, 10);
      log.writer().pruneExpired(7);
      assertThat(log.prunedThrough()).isEqualTo(7);
    }
  }

  @Test
  void eventsAreKeptForATimeAlsoOverARestart() {
    UnaryOperator<RocksDbCdcConfig> hour = config -> config.retainFor(Duration.ofHours(1));
    try (RocksDbCdcLog log = open(hour)) {
      append(log, 10);
      now = now.plus(Duration.ofMinutes(40));
      append(log, 10);
      log.writer().pruneExpired(20);
      assertThat(log.prunedThrough()).isZero();
    }
    now = now.plus(Duration.ofMinutes(30));
    try (RocksDbCdcLog log = open(hour)) {
      append(log, 10);
      log.writer().pruneExpired(5);
      assertThat(log.prunedThrough()).as("not beyond what the copy has").isEqualTo(5);
      log.writer().pruneExpired(30);
      assertThat(log.prunedThrough()).as("those of 70 minutes ago").isEqualTo(10);
      now = now.plus(Duration.ofMinutes(59));
      log.writer().pruneExpired(30);
      assertThat(log.prunedThrough()).isEqualTo(20);
      now = now.plus(Duration.ofMinutes(2));
      log.writer().pruneExpired(30);
      assertThat(log.prunedThrough()).isEqualTo(30);
    }
  }

  @Test
  void aClockThatIsPutBackLosesNothing() {
    try (RocksDbCdcLog log = open(config -> config.retainFor(Duration.ofHours(1)))) {
      append(log, 1);
      now = now.plus(Duration.ofHours(-5));
      append(log, 1);
      log.writer().pruneExpired(2);
      assertThat(log.prunedThrough()).isZero();
      now = now.plus(Duration.ofHours(7));
      append(log, 1);
      log.writer().pruneExpired(3);
      assertThat(log.prunedThrough()).isEqualTo(2);
    }
  }

  @Test
  void eventsAreKeptUpToASize() {
    try (RocksDbCdcLog log = open(config -> config.retainBytes(10_000))) {
      for (int i = 0; i < 1_000; i++) {
        append(log, 1);
      }
      log.writer().pruneExpired(1_000);
      long kept = 1_000 - log.prunedThrough();
      long each = CdcEventCodec.encode(event(), true).length;
      assertThat(kept * each).isBetween(9_000L, 12_000L);
    }
  }

  @Test
  void ofTwoLimitsTheNearerOneHolds() {
    try (RocksDbCdcLog log =
        open(config -> config.retainFor(Duration.ofHours(1)).retainBytes(1_000_000))) {
      append(log, 10);
      now = now.plus(Duration.ofHours(2));
      append(log, 10);
      log.writer().pruneExpired(20);
      assertThat(log.prunedThrough()).isEqualTo(10);
    }
  }

  private RocksDbCdcLog open(UnaryOperator<RocksDbCdcConfig> options) {
    RocksDbCdcConfig config = RocksDbCdcConfig.standalone(dir.resolve("log")).syncWrites(false);
    return RocksDbCdcLog.open(options.apply(config), () -> now);
  }

  private static void append(RocksDbCdcLog log, int events) {
    for (int i = 0; i < events; i++) {
      log.append(List.of(event()));
    }
  }

  private static CdcEvent event() {
    return CdcEvent.insert(1, "table", 1, new Object[] {"a value of some length"});
  }
}
