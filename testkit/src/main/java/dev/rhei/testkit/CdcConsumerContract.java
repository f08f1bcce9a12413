package dev.rhei.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.rhei.core.cdc.CdcChunk;
import dev.rhei.core.cdc.CdcConsumer;
import dev.rhei.core.cdc.CdcEvent;
import dev.rhei.core.cdc.CdcPosition;
import dev.rhei.core.cdc.CdcSnapshot;
import dev.rhei.core.cdc.TableCapture;
import dev.rhei.core.engine.OltpEngine;
import dev.rhei.core.error.ErrorCode;
import dev.rhei.core.error.HtapException;
import dev.rhei.core.schema.SqliteField;
import dev.rhei.core.schema.StorageClass;
import dev.rhei.core.schema.TableSchema;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.arrow.vector.types.pojo.Schema;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What every {@link CdcConsumer} has to do, whatever fills its log. Implementations extend it with
 * a way to open a source.
 */
@SuppressWarnings("NullAway") // a test's fields are set before it runs
public abstract class CdcConsumerContract {
  private static final long LIMIT_SECONDS = 60;

  /** The one table: an integer key and a column of any type. */
  protected static final TableSchema ITEM =
      new TableSchema(
          "item",
          new Schema(
              List.of(
                  SqliteField.of("id", "INTEGER", StorageClass.INTEGER, false, "BINARY"),
                  SqliteField.of("v", "", StorageClass.BLOB, true, "BINARY"))),
          List.of("id"));

  @TempDir Path dir;

  /** A database with the table {@code item (id INTEGER PRIMARY KEY, v)}, and its log. */
  protected interface Source extends AutoCloseable {
    /** The log. */
    CdcConsumer log();

    /** Commits changes as one transaction, and has the log told of them. Thread-safe. */
    void commit(List<Change> changes);

    /** Closes the log, then the database. */
    @Override
    void close();
  }

  /**
   * A change: a row that is put in the place of what had its key, or a key that is deleted.
   *
   * @param id the key
   * @param v the value; not looked at if the row is deleted
   * @param isDelete whether the row is deleted
   */
  protected record Change(long id, @Nullable Object v, boolean isDelete) {}

  /** Opens the source in that directory, which exists, with all that it held before. */
  protected abstract Source open(Path directory);

  /** Makes and captures the table if the database is new. */
  protected static void create(OltpEngine database, TableCapture capture) {
    if (capture.captured().isEmpty()) {
      database.execute("CREATE TABLE item (id INTEGER PRIMARY KEY, v)");
      capture.capture("item");
    }
  }

  /** Writes the changes as one transaction. */
  protected static void write(OltpEngine database, List<Change> changes) {
    database.transaction(
        tx -> {
          for (Change change : changes) {
            if (change.isDelete()) {
              tx.execute("DELETE FROM item WHERE id = ?", change.id());
            } else {
              tx.execute("REPLACE INTO item VALUES (?, ?)", change.id(), change.v());
            }
          }
          return true;
        });
  }

  private static Change put(long id, @Nullable Object v) {
    return new Change(id, v, false);
  }

  private static Change delete(long id) {
    return new Change(id, null, true);
  }

  /** What a reader of the log holds. */
  private static final class Copy {
    private final Map<Long, String> rows = new TreeMap<>();
    private long through;

    /** Reads all that a new snapshot has. */
    void follow(Source source, int max) {
      try (CdcSnapshot snapshot = source.log().open()) {
        follow(snapshot, max);
      }
    }

    void follow(CdcSnapshot snapshot, int max) {
      while (through < snapshot.position().sequence()) {
        CdcChunk chunk = snapshot.changes(through, max, List.of(ITEM));
        assertThat(chunk.through()).isGreaterThan(through);
        assertThat(chunk.through()).isLessThanOrEqualTo(snapshot.position().sequence());
        chunk.events().forEach(this::apply);
        through = chunk.through();
      }
    }

    private void apply(CdcEvent event) {
      assertThat(event.table()).isEqualTo("item");
      @Nullable Object[] row = event.row();
      @Nullable Object[] key = event.key();
      if (row != null) {
        rows.put((Long) row[0], text(row[1]));
      } else if (key != null) {
        rows.remove((Long) key[0]);
      }
    }

    @Override
    public String toString() {
      return rows.toString();
    }
  }

  private static String text(@Nullable Object value) {
    if (value instanceof byte[] bytes) {
      return "bytes " + Arrays.toString(bytes);
    }
    return value == null ? "NULL" : value.getClass().getSimpleName() + " " + value;
  }

  // Positions.

  @Test
  void aNewLogIsEmpty() {
    try (Source source = open(dir)) {
      assertThat(source.log().latest().sequence()).isZero();
      assertThat(source.log().bytesAfter(0)).isZero();
      assertThat(source.log().largestAfter(0)).isEmpty();
      try (CdcSnapshot snapshot = source.log().open()) {
        assertThat(snapshot.position()).isEqualTo(source.log().latest());
        assertThat(snapshot.prunedThrough()).isZero();
        assertThat(snapshot.changes(0, 10, List.of(ITEM)).events()).isEmpty();
      }
    }
  }

  @Test
  void whoFollowsTheLogHoldsWhatTheSourceHolds() {
    try (Source source = open(dir)) {
      Copy copy = new Copy();
      source.commit(List.of(put(1, "a"), put(2, "b"), put(3, "c")));
      copy.follow(source, 100);
      assertThat(copy).hasToString("{1=String a, 2=String b, 3=String c}");
      source.commit(List.of(delete(2), put(1, "A")));
      source.commit(List.of(put(2, "again"), delete(3), put(3, "too"), delete(3)));
      copy.follow(source, 100);
      assertThat(copy).hasToString("{1=String A, 2=String again}");
    }
  }

  @Test
  void everyCommitMovesThePosition() {
    try (Source source = open(dir)) {
      long before = 0;
      for (long id = 1; id <= 5; id++) {
        source.commit(List.of(put(id, id)));
        CdcPosition now = source.log().latest();
        assertThat(now.sequence()).isGreaterThan(before);
        before = now.sequence();
      }
    }
  }

  @Test
  void aLogIsReadInPieces() {
    try (Source source = open(dir)) {
      List<Change> changes = new ArrayList<>();
      for (long id = 1; id <= 100; id++) {
        changes.add(put(id, id));
      }
      source.commit(changes);
      for (int max : new int[] {1, 3, 7, 99, 100, 1_000}) {
        Copy copy = new Copy();
        copy.follow(source, max);
        assertThat(copy.rows).as("pieces of %d", max).hasSize(100);
      }
    }
  }

  @Test
  void tablesThatAreNotWantedGiveNoEvents() {
    try (Source source = open(dir)) {
      source.commit(List.of(put(1, "a")));
      try (CdcSnapshot snapshot = source.log().open()) {
        CdcChunk chunk = snapshot.changes(0, 10, List.of());
        assertThat(chunk.events()).isEmpty();
        assertThat(chunk.through()).isEqualTo(snapshot.position().sequence());
      }
    }
  }

  // Values.

  @Test
  void valuesComeBackAsTheyWere() {
    List<@Nullable Object> values =
        Arrays.asList(
            null,
            0L,
            Long.MAX_VALUE,
            Long.MIN_VALUE,
            (1L << 53) + 1,
            0.5,
            1e300,
            -1.0,
            Double.MIN_VALUE,
            Double.POSITIVE_INFINITY,
            Double.NEGATIVE_INFINITY,
            "",
            "text",
            "it's \"quoted\" \\ and\nbroken",
            "\u0000 in \u0001 between",
            "Grüße, 世界, \uD83D\uDE00",
            new byte[0],
            new byte[] {0, -1, 127, -128});
    try (Source source = open(dir)) {
      List<Change> changes = new ArrayList<>();
      for (int i = 0; i < values.size(); i++) {
        changes.add(put(i, values.get(i)));
      }
      changes.add(put(Long.MAX_VALUE, "last"));
      changes.add(put(Long.MIN_VALUE, "first"));
      source.commit(changes);
      Copy copy = new Copy();
      copy.follow(source, 5);
      for (int i = 0; i < values.size(); i++) {
        assertThat(copy.rows.get((long) i)).isEqualTo(text(values.get(i)));
      }
      assertThat(copy.rows).containsEntry(Long.MAX_VALUE, "String last");
      assertThat(copy.rows).containsEntry(Long.MIN_VALUE, "String first");
    }
  }

  @Test
  void aValueOfAMebibyteComesBack() {
    String large = "0123456789abcdef".repeat(65_536);
    try (Source source = open(dir)) {
      source.commit(List.of(put(1, large)));
      Copy copy = new Copy();
      copy.follow(source, 10);
      assertThat(copy.rows.get(1L)).isEqualTo("String " + large);
    }
  }

  // Snapshots.

  @Test
  void aSnapshotDoesNotSeeWhatIsCommittedLater() {
    try (Source source = open(dir)) {
      source.commit(List.of(put(1, "before")));
      Copy copy = new Copy();
      try (CdcSnapshot snapshot = source.log().open()) {
        source.commit(List.of(put(1, "after"), put(2, "after")));
        copy.follow(snapshot, 10);
        assertThat(copy).hasToString("{1=String before}");
        assertThat(source.log().latest().sequence()).isGreaterThan(snapshot.position().sequence());
      }
      copy.follow(source, 10);
      assertThat(copy).hasToString("{1=String after, 2=String after}");
    }
  }

  @Test
  void noTransactionIsSeenInPart() throws Exception {
    ExecutorService thread = Executors.newSingleThreadExecutor();
    AtomicBoolean writing = new AtomicBoolean(true);
    try (Source source = open(dir)) {
      Future<?> writer =
          thread.submit(
              () -> {
                for (long n = 1; n <= 300; n++) {
                  source.commit(List.of(put(1, n), put(2, n), put(3, n), delete(4), put(4, n)));
                }
                writing.set(false);
              });
      Copy copy = new Copy();
      boolean more = true;
      while (more) {
        more = writing.get();
        copy.follow(source, 3);
        assertThat(copy.rows.values().stream().distinct().count()).isLessThanOrEqualTo(1);
      }
      writer.get(LIMIT_SECONDS, TimeUnit.SECONDS);
      assertThat(copy).hasToString("{1=Long 300, 2=Long 300, 3=Long 300, 4=Long 300}");
    } finally {
      thread.shutdownNow();
    }
  }

  @Test
  void onlyOneSnapshotIsOpen() {
    try (Source source = open(dir)) {
      CdcSnapshot first = source.log().open();
      failsWith(ErrorCode.INTERNAL, () -> source.log().open());
      first.close();
      first.close();
      source.log().open().close();
    }
  }

  @Test
  void pinsKeepWhatTheySaw() {
    try (Source source = open(dir)) {
      source.commit(List.of(put(1, "one")));
      try (CdcSnapshot first = source.log().pin()) {
        source.commit(List.of(put(1, "two")));
        try (CdcSnapshot second = source.log().pin();
            CdcSnapshot now = source.log().open()) {
          source.commit(List.of(put(1, "three")));
          assertThat(followed(first)).isEqualTo("{1=String one}");
          assertThat(followed(second)).isEqualTo("{1=String two}");
          assertThat(followed(now)).isEqualTo("{1=String two}");
        }
      }
    }
  }

  private static String followed(CdcSnapshot snapshot) {
    Copy copy = new Copy();
    copy.follow(snapshot, 10);
    return copy.toString();
  }

  // Pruning.

  @Test
  void pruningForgetsWhatWasReadAndNothingElse() {
    try (Source source = open(dir)) {
      Copy copy = new Copy();
      source.commit(List.of(put(1, "a"), put(2, "b")));
      copy.follow(source, 10);
      source.commit(List.of(put(3, "c")));
      source.log().prune(copy.through);
      source.log().prune(copy.through);
      source.log().prune(copy.through - 1);
      source.log().tidy();
      assertThat(prunedThrough(source)).isLessThanOrEqualTo(copy.through);
      copy.follow(source, 10);
      assertThat(copy).hasToString("{1=String a, 2=String b, 3=String c}");
    }
  }

  @Test
  void noPositionIsUsedTwice() {
    long before;
    try (Source source = open(dir)) {
      source.commit(List.of(put(1, "a"), put(2, "b")));
      before = source.log().latest().sequence();
      source.log().prune(before + 1_000);
      source.log().tidy();
      assertThat(prunedThrough(source)).isLessThanOrEqualTo(before);
      assertThat(source.log().latest().sequence()).isEqualTo(before);
    }
    try (Source source = open(dir)) {
      assertThat(source.log().latest().sequence()).isEqualTo(before);
      source.commit(List.of(put(3, "c")));
      assertThat(source.log().latest().sequence()).isGreaterThan(before);
      Copy copy = new Copy();
      copy.through = before;
      copy.follow(source, 10);
      assertThat(copy).hasToString("{3=String c}");
    }
  }

  private static long prunedThrough(Source source) {
    try (CdcSnapshot snapshot = source.log().open()) {
      return snapshot.prunedThrough();
    }
  }

  // What a log says of itself.

  @Test
  void everythingSurvivesReopening() {
    String id;
    CdcPosition position;
    try (Source source = open(dir)) {
      source.commit(List.of(put(1, "a"), put(2, "b")));
      source.log().beginEpoch("first");
      source.log().beginEpoch("second");
      id = source.log().sourceId();
      position = source.log().latest();
    }
    try (Source source = open(dir)) {
      assertThat(source.log().sourceId()).isEqualTo(id);
      assertThat(source.log().latest().sequence()).isEqualTo(position.sequence());
      try (CdcSnapshot snapshot = source.log().open()) {
        assertThat(snapshot.epochs()).endsWith("first", "second");
      }
      Copy copy = new Copy();
      copy.follow(source, 10);
      assertThat(copy).hasToString("{1=String a, 2=String b}");
    }
  }

  @Test
  void twoSourcesHaveTwoNames() throws IOException {
    try (Source source = open(Files.createDirectory(dir.resolve("one")));
        Source other = open(Files.createDirectory(dir.resolve("other")))) {
      assertThat(source.log().sourceId()).isNotEqualTo(other.log().sourceId());
    }
  }

  @Test
  void theRoomOfWhatIsNotReadIsKnown() {
    try (Source source = open(dir)) {
      List<Change> changes = new ArrayList<>();
      for (long id = 1; id <= 1_000; id++) {
        changes.add(put(id, "value"));
      }
      source.commit(changes);
      long end = source.log().latest().sequence();
      long all = source.log().bytesAfter(0);
      assertThat(all).isGreaterThan(1_000);
      assertThat(source.log().bytesAfter(end / 2)).isBetween(all / 4, all * 3 / 4);
      assertThat(source.log().bytesAfter(end)).isZero();
    }
  }

  @Test
  void othersMayAskWhileTheLogIsRead() throws Exception {
    ExecutorService threads = Executors.newFixedThreadPool(3);
    AtomicBoolean asking = new AtomicBoolean(true);
    try (Source source = open(dir)) {
      List<Future<?>> others = new ArrayList<>();
      for (int i = 0; i < 3; i++) {
        others.add(
            threads.submit(
                () -> {
                  long last = 0;
                  while (asking.get()) {
                    long now = source.log().latest().sequence();
                    assertThat(now).isGreaterThanOrEqualTo(last);
                    source.log().bytesAfter(now / 2);
                    last = now;
                  }
                }));
      }
      Copy copy = new Copy();
      for (long id = 1; id <= 50; id++) {
        source.commit(List.of(put(id, id)));
        copy.follow(source, 10);
      }
      asking.set(false);
      for (Future<?> other : others) {
        other.get(LIMIT_SECONDS, TimeUnit.SECONDS);
      }
      assertThat(copy.rows).hasSize(50);
    } finally {
      asking.set(false);
      threads.shutdownNow();
    }
  }

  // Closing.

  @Test
  void aClosedLogRefusesEveryCall() {
    Source source = open(dir);
    source.commit(List.of(put(1, "a")));
    CdcSnapshot snapshot = source.log().open();
    CdcSnapshot pin = source.log().pin();
    CdcConsumer log = source.log();
    source.close();
    log.close();
    List<Runnable> calls =
        List.of(
            log::open,
            log::pin,
            log::latest,
            () -> log.bytesAfter(0),
            () -> log.prune(1),
            () -> snapshot.changes(0, 10, List.of(ITEM)),
            () -> pin.changes(0, 10, List.of(ITEM)));
    for (Runnable call : calls) {
      failsWith(ErrorCode.ENGINE_CLOSED, call);
    }
    snapshot.close();
    pin.close();
  }

  @Test
  void aClosedSnapshotGivesNoEvents() {
    try (Source source = open(dir)) {
      source.commit(List.of(put(1, "a")));
      CdcSnapshot snapshot = source.log().open();
      snapshot.close();
      failsWith(ErrorCode.ENGINE_CLOSED, () -> snapshot.changes(0, 10, List.of(ITEM)));
    }
  }

  private static void failsWith(ErrorCode code, Runnable call) {
    assertThatExceptionOfType(HtapException.class)
        .isThrownBy(call::run)
        .satisfies(e -> assertThat(e.code()).as(e.getMessage()).isEqualTo(code));
  }
}
