package dev.rhei.cdc.rocksdb;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.rhei.core.cdc.CdcEvent;
import dev.rhei.core.error.ErrorCode;
import dev.rhei.core.error.HtapException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a log takes over from another one. */
class RocksDbTransferTest {
  @TempDir Path dir;
  private RocksDbCdcLog log;

  @BeforeEach
  void open() {
    log = RocksDbCdcLog.open(RocksDbCdcConfig.bridge(dir.resolve("log")));
  }

  @AfterEach
  void close() {
    log.close();
  }

  @Test
  void eventsKeepThePositionsThatTheyHad() {
    log.appendAndSetBridgeWatermark(List.of(event(17), event(3)), 20);
    log.appendAndSetBridgeWatermark(List.of(event(21)), 21);
    assertThat(positions(0)).containsExactly(3L, 17L, 21L);
    assertThat(log.latest()).isEqualTo(21);
    assertThat(log.bridgeWatermark()).isEqualTo(21);
    close();
    open();
    assertThat(positions(17)).containsExactly(21L);
    assertThat(log.bridgeWatermark()).isEqualTo(21);
  }

  @Test
  void whatIsTakenOverAtOnceIsOneTransaction() {
    log.appendAndSetBridgeWatermark(List.of(event(2), event(1)), 5);
    log.appendAndSetBridgeWatermark(List.of(event(6), event(8), event(7)), 9);
    assertThat(log.poll(0, 1)).hasSize(2);
    assertThat(log.poll(2, 1)).hasSize(3);
  }

  @Test
  void aWatermarkMayMoveWithoutEvents() {
    log.appendAndSetBridgeWatermark(List.of(), 5);
    assertThat(log.bridgeWatermark()).isEqualTo(5);
    assertThat(log.poll(0, 10)).isEmpty();
  }

  @Test
  void theWatermarkDoesNotGoBack() {
    log.appendAndSetBridgeWatermark(List.of(event(4)), 5);
    assertThatExceptionOfType(HtapException.class)
        .isThrownBy(() -> log.appendAndSetBridgeWatermark(List.of(event(3)), 4));
    assertThat(positions(0)).containsExactly(4L);
  }

  @Test
  void anApplicationCannotAppendInBetween() {
    assertThatExceptionOfType(HtapException.class)
        .isThrownBy(() -> log.append(List.of(event(1))))
        .satisfies(e -> assertThat(e.code()).isEqualTo(ErrorCode.CONFIG_INVALID));
  }

  @Test
  void piecesOfATransferAreSeenTogetherOrNotAtAll() {
    LogTransfer transfer = log.transfer();
    transfer.add(List.of(event(1), event(2)));
    transfer.add(List.of(event(4), event(3)));
    transfer.add(List.of());
    assertThat(log.poll(0, 10)).as("before the commit").isEmpty();
    assertThat(log.latest()).isZero();
    transfer.commit(6, "epoch");
    assertThat(positions(0)).containsExactly(1L, 2L, 3L, 4L);
    assertThat(log.poll(0, 1)).as("one transaction").hasSize(4);
    assertThat(log.epoch()).isEqualTo("epoch");
  }

  @Test
  void whatATransferLeftBehindIsCutOff() {
    LogTransfer broken = log.transfer();
    broken.add(List.of(event(1), event(5)));
    broken.add(List.of(event(6)));
    close();
    open();
    log.writer().cutBack();
    log.appendAndSetBridgeWatermark(List.of(event(2)), 9);
    assertThat(positions(0)).containsExactly(2L);
  }

  @Test
  void startingOverForgetsEverythingAndMayGoBack() {
    log.appendAndSetBridgeWatermark(List.of(event(4), event(8)), 9);
    log.writer().startOver(5, "another day");
    assertThat(log.latest()).isEqualTo(5);
    assertThat(log.prunedThrough()).isEqualTo(5);
    assertThat(log.poll(5, 10)).isEmpty();
    log.appendAndSetBridgeWatermark(List.of(event(6)), 10);
    close();
    open();
    assertThat(positions(5)).containsExactly(6L);
    assertThat(log.epoch()).isEqualTo("another day");
  }

  @Test
  void aPartIsSampledAndATableOfItForgotten() {
    List<CdcEvent> events = new ArrayList<>();
    for (long i = 1; i <= 1_000; i++) {
      events.add(CdcEvent.insert(i, i % 4 == 0 ? "rare" : "often", 1, new Object[] {"value " + i}));
    }
    log.appendAndSetBridgeWatermark(events, 1_000);
    long all = log.reader().sampleAfter(0).bytes();
    assertThat(all).isBetween(20_000L, 200_000L);
    assertThat(log.reader().sampleAfter(500).bytes()).isBetween(all / 3, all * 2 / 3);
    assertThat(log.reader().sampleAfter(1_000).bytes()).isZero();
    assertThat(log.reader().sampleAfter(0).largest()).contains("often");
    log.writer().forget("often", 0);
    assertThat(log.reader().sampleAfter(0).largest()).contains("rare");
    assertThat(log.reader().sampleAfter(0).bytes()).isLessThan(all / 2);
    assertThat(positions(0)).hasSize(250);
    assertThat(log.latest()).isEqualTo(1_000);
  }

  private static CdcEvent event(long sequence) {
    return CdcEvent.insert(sequence, "t", 1, new Object[] {sequence});
  }

  private List<Long> positions(long after) {
    return log.poll(after, 1_000).stream().map(CdcEvent::sequence).toList();
  }
}
