package dev.rhei.sync;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.rhei.core.error.ErrorCode;
import dev.rhei.core.error.HtapException;
import java.time.Duration;
import java.time.InstantSource;
import org.junit.jupiter.api.Test;

class SyncConfigTest {
  @Test
  void defaults() {
    SyncConfig config = SyncConfig.defaults();
    assertThat(config.chunkEvents()).isEqualTo(50_000);
    assertThat(config.loadRows()).isEqualTo(20_000);
    assertThat(config.loadSlice()).isEqualTo(Duration.ofMillis(250));
    assertThat(config.pruneLog()).isTrue();
    assertThat(config.pruneEvents()).isEqualTo(10_000);
    assertThat(config.logWarnBytes()).isEqualTo(256L << 20);
    assertThat(config.logLimitBytes()).isEqualTo(4L << 30);
    assertThat(config.pacing()).isEqualTo(Duration.ofMillis(20));
    assertThat(config.gateWait()).isEqualTo(Duration.ofSeconds(60));
    assertThat(config.clock()).isEqualTo(InstantSource.system());
  }

  @Test
  void everyOptionIsKept() {
    HandClock clock = new HandClock();
    SyncConfig config =
        SyncConfig.builder()
            .chunkEvents(1)
            .loadRows(2)
            .loadSlice(Duration.ofMillis(3))
            .pruneLog(false)
            .pruneEvents(4)
            .logWarnBytes(6)
            .logLimitBytes(7)
            .pacing(Duration.ZERO)
            .gateWait(Duration.ofMillis(5))
            .clock(clock)
            .build();
    assertThat(config.chunkEvents()).isEqualTo(1);
    assertThat(config.loadRows()).isEqualTo(2);
    assertThat(config.loadSlice()).isEqualTo(Duration.ofMillis(3));
    assertThat(config.pruneLog()).isFalse();
    assertThat(config.pruneEvents()).isEqualTo(4);
    assertThat(config.logWarnBytes()).isEqualTo(6);
    assertThat(config.logLimitBytes()).isEqualTo(7);
    assertThat(config.pacing()).isZero();
    assertThat(config.gateWait()).isEqualTo(Duration.ofMillis(5));
    assertThat(config.clock()).isSameAs(clock);
  }

  @Test
  void theGreatestValuesAreAllowed() {
    Duration day = Duration.ofHours(24);
    assertThat(
            SyncConfig.builder()
                .chunkEvents(1_000_000)
                .loadRows(1_000_000)
                .loadSlice(day)
                .pacing(day)
                .gateWait(day)
                .build()
                .loadSlice())
        .isEqualTo(day);
  }

  @Test
  void oneMessageNamesEveryProblem() {
    Duration tooLong = Duration.ofHours(24).plusMillis(1);
    assertThatExceptionOfType(HtapException.class)
        .isThrownBy(
            () ->
                SyncConfig.builder()
                    .chunkEvents(0)
                    .loadRows(1_000_001)
                    .loadSlice(Duration.ZERO)
                    .pruneEvents(0)
                    .pacing(Duration.ofMillis(-1))
                    .gateWait(tooLong)
                    .build())
        .satisfies(e -> assertThat(e.code()).isEqualTo(ErrorCode.CONFIG_INVALID))
        .withMessage(
            "CONFIG_INVALID: SyncConfig: chunkEvents=0 must be 1..1000000; a chunk is held in"
                + " memory; loadRows=1000001 must be 1..1000000; a piece is held in memory;"
                + " loadSlice=PT0S must be 1 ms..24 h; pruneEvents=0 must be at least 1;"
                + " pacing=PT-0.001S must be 0..24 h; gateWait=PT24H0.001S must be 1 ms..24 h");
  }
}
