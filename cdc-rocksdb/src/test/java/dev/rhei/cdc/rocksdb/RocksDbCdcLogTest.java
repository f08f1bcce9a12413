package dev.rhei.cdc.rocksdb;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.rhei.core.cdc.CdcEvent;
import dev.rhei.core.error.ErrorCode;
import dev.rhei.core.error.HtapException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.rocksdb.Options;
import org.rocksdb.RocksDB;
import org.rocksdb.RocksDBException;

class RocksDbCdcLogTest {
  @TempDir Path dir;
  private RocksDbCdcLog log;

  @BeforeEach
  void open() {
    log = RocksDbCdcLog.open(config());
  }

  @AfterEach
  void close() {
    log.close();
  }

  private RocksDbCdcConfig config() {
    return RocksDbCdcConfig.standalone(dir.resolve("log")).syncWrites(false);
  }

  private void reopen() {
    log.close();
    log = RocksDbCdcLog.open(config());
  }

  @Test
  void aNewLogIsEmpty() {
    assertThat(log.latest()).isZero();
    assertThat(log.bridgeWatermark()).isZero();
    assertThat(log.prunedThrough()).isZero();
    assertThat(log.poll(0, 10)).isEmpty();
    assertThat(log.sourceId()).isNotBlank();
  }

  @Test
  void eventsComeBackInOrderWithPositionsOfTheLog() {
    assertThat(log.append(transaction(1, 3))).isEqualTo(3);
    assertThat(log.append(transaction(4, 1))).isEqualTo(4);
    assertThat(log.latest()).isEqualTo(4);
    assertThat(log.poll(0, 100)).extracting(CdcEvent::sequence).containsExactly(1L, 2L, 3L, 4L);
    assertThat(log.poll(3, 100)).extracting(RocksDbCdcLogTest::value).containsExactly(4L);
    assertThat(log.poll(4, 100)).isEmpty();
  }

  @Test
  void aPollNeverEndsInsideOfATransaction() {
    log.append(transaction(1, 3));
    log.append(transaction(4, 2));
    log.append(transaction(6, 1));
    assertThat(log.poll(0, 1)).hasSize(3);
    assertThat(log.poll(0, 3)).hasSize(3);
    assertThat(log.poll(0, 4)).hasSize(5);
    assertThat(log.poll(3, 2)).hasSize(2);
    assertThat(log.poll(5, 2)).hasSize(1);
  }

  @Test
  void everythingSurvivesReopening() {
    String id = log.sourceId();
    log.append(transaction(1, 3));
    log.append(transaction(4, 2));
    log.append(transaction(6, 1));
    log.prune(3);
    reopen();
    assertThat(log.latest()).isEqualTo(6);
    assertThat(log.prunedThrough()).isEqualTo(3);
    assertThat(log.sourceId()).isEqualTo(id);
    assertThat(log.poll(3, 2)).extracting(RocksDbCdcLogTest::value).containsExactly(4L, 5L);
    assertThat(log.append(transaction(7, 1))).isEqualTo(7);
  }

  @Test
  void whatIsPrunedIsMissedByItsName() {
    log.append(transaction(1, 5));
    log.prune(3);
    log.prune(3);
    log.prune(2);
    assertThat(log.prunedThrough()).isEqualTo(3);
    assertThat(log.poll(3, 10)).extracting(RocksDbCdcLogTest::value).containsExactly(4L, 5L);
    failsWith(ErrorCode.SYNC_GAP, () -> log.poll(2, 10));
    log.prune(1_000);
    assertThat(log.prunedThrough()).isEqualTo(5);
    assertThat(log.poll(5, 10)).isEmpty();
    assertThat(log.append(transaction(6, 1))).as("positions are not used again").isEqualTo(6);
    reopen();
    assertThat(log.poll(5, 10)).extracting(RocksDbCdcLogTest::value).containsExactly(6L);
  }

  @Test
  void pruningGivesTheRoomBack() throws IOException {
    log.close();
    log = RocksDbCdcLog.open(config().writeBufferBytes(1 << 20));
    append(300_000);
    long before = tableFiles();
    assertThat(before).isGreaterThan(3L << 20);
    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
    while (tableFiles() > before / 2) { // RocksDB sorts files in the background first
      assertThat(System.nanoTime() - deadline).isNegative();
      append(10_000);
      log.prune(log.latest() - 10);
    }
    assertThat(log.poll(log.prunedThrough(), 100)).hasSize(10);
    log.close();
    log = RocksDbCdcLog.open(config());
    assertThat(log.poll(log.prunedThrough(), 100)).hasSize(10);
  }

  private void append(int events) {
    Random random = new Random(1);
    for (int i = 0; i < events; i += 1_000) {
      List<CdcEvent> transaction = new ArrayList<>();
      for (int j = 0; j < 1_000; j++) {
        transaction.add(CdcEvent.insert(1, "t", 1, new Object[] {random.nextLong()}));
      }
      log.append(transaction);
    }
  }

  private long tableFiles() throws IOException {
    try (Stream<Path> files = Files.list(dir.resolve("log"))) {
      return files
          .filter(file -> file.toString().endsWith(".sst"))
          .mapToLong(file -> file.toFile().length())
          .sum();
    }
  }

  @Test
  void anEventThatCannotBeEncodedAppendsNothing() {
    List<CdcEvent> broken = new ArrayList<>(transaction(1, 2));
    broken.add(CdcEvent.insert(1, "t", 0, new Object[] {1}));
    failsWith(ErrorCode.PARAMETER_INVALID, () -> log.append(broken));
    assertThat(log.latest()).isZero();
    assertThat(log.append(transaction(1, 1))).isEqualTo(1);
  }

  @Test
  void aTransactionWithoutEventsIsRefused() {
    failsWith(ErrorCode.PARAMETER_INVALID, () -> log.append(List.of()));
  }

  // Opening what is not ours.

  @Test
  void aLogOfAnotherKindIsRefused() {
    failsWith(ErrorCode.CONFIG_INVALID, () -> log.appendAndSetBridgeWatermark(List.of(), 1));
    log.close();
    RocksDbCdcConfig bridge = RocksDbCdcConfig.bridge(dir.resolve("log"));
    assertThatExceptionOfType(HtapException.class)
        .isThrownBy(() -> RocksDbCdcLog.open(bridge))
        .withMessageContaining("is a standalone log, not a bridge log")
        .satisfies(e -> assertThat(e.code()).isEqualTo(ErrorCode.LOG_OPEN_FAILED));
  }

  @Test
  void allThatIsWrongWithOptionsIsSaidAtOnce() {
    assertThatExceptionOfType(HtapException.class)
        .isThrownBy(
            () ->
                RocksDbCdcLog.open(
                    RocksDbCdcConfig.bridge(dir.resolve("none"))
                        .writeBufferBytes(1)
                        .retainFor(Duration.ofSeconds(-1))
                        .retainBytes(-1)))
        .withMessageContainingAll("writeBufferBytes=1", "retainFor=PT-1S", "retainBytes=-1");
    assertThat(dir.resolve("none")).doesNotExist();
  }

  @Test
  void aLogIsOpenOnce() {
    failsWith(ErrorCode.LOG_LOCKED, () -> RocksDbCdcLog.open(config()));
    log.append(transaction(1, 1));
  }

  @Test
  void aDirectoryWithOtherFilesIsLeftAlone() throws IOException {
    Path other = Files.createDirectories(dir.resolve("other"));
    Files.writeString(other.resolve("letter.txt"), "dear");
    failsWith(
        ErrorCode.LOG_OPEN_FAILED, () -> RocksDbCdcLog.open(RocksDbCdcConfig.standalone(other)));
    assertThat(other.toFile().list()).containsExactly("letter.txt");
    Path file = Files.writeString(dir.resolve("file"), "");
    failsWith(
        ErrorCode.LOG_OPEN_FAILED, () -> RocksDbCdcLog.open(RocksDbCdcConfig.standalone(file)));
  }

  @Test
  void anotherDatabaseIsLeftAlone() throws RocksDBException {
    Path other = dir.resolve("other");
    write(other, "key".getBytes(StandardCharsets.US_ASCII), new byte[] {1});
    failsWith(
        ErrorCode.LOG_OPEN_FAILED, () -> RocksDbCdcLog.open(RocksDbCdcConfig.standalone(other)));
  }

  @Test
  void aNewerFormatIsRefused() throws RocksDBException {
    log.append(transaction(1, 1));
    log.close();
    write(dir.resolve("log"), LogMeta.FORMAT, LogMeta.bytes(2));
    assertThatExceptionOfType(HtapException.class)
        .isThrownBy(() -> RocksDbCdcLog.open(config()))
        .withMessageContainingAll("newer version", "format 2", "knows 1")
        .satisfies(e -> assertThat(e.code()).isEqualTo(ErrorCode.LOG_OPEN_FAILED));
  }

  private static void write(Path directory, byte[] key, byte[] value) throws RocksDBException {
    RocksDB.loadLibrary();
    try (Options options = new Options().setCreateIfMissing(true);
        RocksDB database = RocksDB.open(options, directory.toString())) {
      database.put(key, value);
    }
  }

  // Closing.

  @Test
  void everyCallAfterTheCloseIsRefused() {
    log.append(transaction(1, 1));
    log.close();
    log.close();
    List<Runnable> calls =
        List.of(
            () -> log.append(transaction(1, 1)),
            () -> log.flush(),
            () -> log.poll(0, 1),
            () -> log.latest(),
            () -> log.prune(1),
            () -> log.prunedThrough(),
            () -> log.bridgeWatermark(),
            () -> log.sourceId());
    for (Runnable call : calls) {
      failsWith(ErrorCode.ENGINE_CLOSED, call);
    }
  }

  @Test
  void aCloseUnderLoadEndsEveryCallInOrder() throws Exception {
    ExecutorService threads = Executors.newFixedThreadPool(4);
    try {
      for (int round = 0; round < 20; round++) {
        long before = log.latest();
        List<Future<?>> calls = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
          int kind = i;
          calls.add(threads.submit(() -> untilClosed(kind)));
        }
        while (log.latest() < before + 20) {
          Thread.onSpinWait();
        }
        log.close();
        for (Future<?> call : calls) {
          call.get(60, TimeUnit.SECONDS);
        }
        log = RocksDbCdcLog.open(config());
        assertThat(log.latest() % 2).isZero();
      }
    } finally {
      threads.shutdownNow();
    }
  }

  private void untilClosed(int kind) {
    RocksDbCdcLog own = log;
    try {
      while (true) {
        switch (kind) {
          case 0, 1 -> own.append(transaction(1, 2));
          case 2 -> own.poll(own.prunedThrough(), 10);
          default -> own.prune(own.latest() - 10);
        }
      }
    } catch (HtapException e) {
      assertThat(e.code()).isIn(ErrorCode.ENGINE_CLOSED, ErrorCode.SYNC_GAP);
    }
  }

  // Several threads.

  @Test
  void transactionsOfSeveralThreadsStayWholeForWhoeverReadsMeanwhile() throws Exception {
    ExecutorService threads = Executors.newFixedThreadPool(5);
    AtomicBoolean writing = new AtomicBoolean(true);
    try {
      List<Future<?>> writers = new ArrayList<>();
      for (int i = 0; i < 4; i++) {
        int writer = i;
        writers.add(
            threads.submit(
                () -> {
                  for (int n = 0; n < 200; n++) {
                    log.append(transaction(writer * 1_000L + n, 3, writer * 1_000L + n));
                  }
                }));
      }
      Future<Long> reader =
          threads.submit(
              () -> {
                long after = 0;
                while (writing.get() || after < log.latest()) {
                  List<CdcEvent> events = log.poll(after, 7);
                  assertThat(events.size() % 3).isZero();
                  for (int i = 0; i < events.size(); i++) {
                    assertThat(events.get(i).sequence()).isEqualTo(after + 1 + i);
                    assertThat(value(events.get(i))).isEqualTo(value(events.get(i - i % 3)));
                  }
                  after += events.size();
                }
                return after;
              });
      for (Future<?> writer : writers) {
        writer.get(60, TimeUnit.SECONDS);
      }
      writing.set(false);
      assertThat(reader.get(60, TimeUnit.SECONDS)).isEqualTo(4 * 200 * 3);
    } finally {
      threads.shutdownNow();
    }
  }

  private static List<CdcEvent> transaction(long first, int count) {
    List<CdcEvent> events = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      events.add(CdcEvent.insert(1, "t", 1, new Object[] {first + i, "text"}));
    }
    return events;
  }

  /** All of it with one value. */
  private static List<CdcEvent> transaction(long first, int count, long value) {
    List<CdcEvent> events = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      events.add(CdcEvent.insert(1, "t", first, new Object[] {value}));
    }
    return events;
  }

  private static long value(CdcEvent event) {
    return (Long) event.row()[0];
  }

  private static void failsWith(ErrorCode code, Runnable call) {
    assertThatExceptionOfType(HtapException.class)
        .isThrownBy(call::run)
        .satisfies(e -> assertThat(e.code()).isEqualTo(code));
  }
}
