package dev.rhei.testkit;

import static dev.rhei.testkit.OlapFixtures.EVERYTHING;
import static dev.rhei.testkit.OlapFixtures.ITEMS;
import static dev.rhei.testkit.OlapFixtures.LIMIT_SECONDS;
import static dev.rhei.testkit.OlapFixtures.await;
import static dev.rhei.testkit.OlapFixtures.bytes;
import static dev.rhei.testkit.OlapFixtures.commit;
import static dev.rhei.testkit.OlapFixtures.createTable;
import static dev.rhei.testkit.OlapFixtures.field;
import static dev.rhei.testkit.OlapFixtures.items;
import static dev.rhei.testkit.OlapFixtures.key;
import static dev.rhei.testkit.OlapFixtures.listOf;
import static dev.rhei.testkit.OlapFixtures.live;
import static dev.rhei.testkit.OlapFixtures.numbered;
import static dev.rhei.testkit.OlapFixtures.refused;
import static dev.rhei.testkit.OlapFixtures.row;
import static dev.rhei.testkit.OlapFixtures.start;
import static dev.rhei.testkit.OlapFixtures.table;
import static dev.rhei.testkit.OlapFixtures.upserts;
import static org.assertj.core.api.Assertions.assertThat;

import dev.rhei.core.engine.KeyRange;
import dev.rhei.core.engine.OlapBackend;
import dev.rhei.core.engine.OlapSnapshot;
import dev.rhei.core.error.ErrorCode;
import dev.rhei.core.schema.SqliteField;
import dev.rhei.core.schema.TableSchema;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.apache.arrow.vector.types.DateUnit;
import org.apache.arrow.vector.types.pojo.ArrowType;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** A view that is kept. Part of {@link OlapBackendContract}. */
interface OlapSnapshotContract extends OlapContract {

  @Test
  default void aSnapshotKeepsWhatItSawWhileWritesGoOn() {
    try (OlapBackend olap = open(dir())) {
      createTable(olap, 1, ITEMS);
      commit(olap, 2, write -> write.apply(upserts(ITEMS, row(1L, "one"), row(2L, "two"))));
      try (OlapSnapshot first = olap.pin()) {
        commit(olap, 3, write -> write.apply(upserts(ITEMS, row(2L, "zwei"))));
        try (OlapSnapshot second = olap.pin()) {
          commit(olap, 4, write -> write.dropTable("items"));
          assertThat(first.appliedThrough()).isEqualTo(2);
          assertThat(second.appliedThrough()).isEqualTo(3);
          assertThat(first.tables()).containsExactly(live(ITEMS));
          assertThat(stored(first, ITEMS, KeyRange.ALL)).isEqualTo("[[1, one], [2, two]]");
          assertThat(stored(second, ITEMS, KeyRange.ALL)).isEqualTo("[[1, one], [2, zwei]]");
        }
      }
      assertThat(olap.tables()).isEmpty();
    }
  }

  @Test
  default void aSnapshotGivesTheRowsOfARange() {
    try (OlapBackend olap = open(dir())) {
      createTable(olap, 1, ITEMS);
      commit(olap, 2, write -> write.append(live(ITEMS), numbered(5)));
      try (OlapSnapshot pin = olap.pin()) {
        assertThat(stored(pin, ITEMS, range(key(2L), key(4L))))
            .isEqualTo("[[3, name 3], [4, name 4]]");
        assertThat(stored(pin, ITEMS, range(null, key(1L)))).isEqualTo("[[1, name 1]]");
        assertThat(stored(pin, ITEMS, range(key(4L), null))).isEqualTo("[[5, name 5]]");
        assertThat(stored(pin, ITEMS, range(key(5L), key(5L)))).isEqualTo("[]");
        assertThat(stored(pin, ITEMS, range(key(Long.MIN_VALUE), key(Long.MAX_VALUE))))
            .startsWith("[[1, name 1]");
      }
    }
  }

  @Test
  default void rangesOfTextAreThoseOfItsBytes() {
    TableSchema words = table("words", List.of("word"), field("word", SqliteField.UTF8));
    try (OlapBackend olap = open(dir())) {
      createTable(olap, 1, words);
      commit(
          olap,
          2,
          write ->
              write.apply(
                  upserts(
                      words, row("B"), row("a"), row("a "), row("é"), row("\uFFFC"), row("😀"))));
      try (OlapSnapshot pin = olap.pin()) {
        assertThat(stored(pin, words, range(key("B"), key("a ")))).isEqualTo("[[a ], [a]]");
        assertThat(stored(pin, words, range(key("é"), key("\uFFFC")))).isEqualTo("[[\uFFFC]]");
        assertThat(stored(pin, words, range(key("\uFFFC"), null))).isEqualTo("[[😀]]");
      }
    }
  }

  @Test
  default void rangesOfSeveralColumnsGoColumnByColumn() {
    TableSchema pairs =
        table(
            "pa\"irs",
            List.of("k e y", "b"),
            field("b", SqliteField.BINARY),
            field("k e y", SqliteField.FLOAT64));
    try (OlapBackend olap = open(dir())) {
      createTable(olap, 1, pairs);
      commit(
          olap,
          2,
          write ->
              write.apply(
                  upserts(
                      pairs,
                      row(bytes("00"), -1.5),
                      row(bytes("ff"), -1.5),
                      row(bytes("7f"), 2.0),
                      row(bytes("80"), 2.0),
                      row(bytes(""), 1e300))));
      try (OlapSnapshot pin = olap.pin()) {
        assertThat(stored(pin, pairs, range(key(-1.5, bytes("00")), key(2.0, bytes("7f")))))
            .isEqualTo("[[x'7f', 2.0], [x'ff', -1.5]]");
        assertThat(stored(pin, pairs, range(null, key(-1.5, bytes("80")))))
            .isEqualTo("[[x'00', -1.5]]");
        assertThat(stored(pin, pairs, range(key(2.0, bytes("7f")), null)))
            .isEqualTo("[[x'', 1.0E300], [x'80', 2.0]]");
      }
    }
  }

  @Test
  default void rowsWithoutAKeyBelongToTheFirstRange() {
    TableSchema pairs =
        table(
            "pairs",
            List.of("a", "b"),
            field("a", SqliteField.INT64),
            field("b", SqliteField.INT64));
    try (OlapBackend olap = open(dir())) {
      createTable(olap, 1, pairs);
      commit(olap, 2, write -> write.append(live(pairs), listOf(row(1L, 1L))));
      List<@Nullable Object[]> odd = listOf(row(null, 5L), row(9L, null));
      if (!nullKeys()) {
        refused(
            ErrorCode.OLAP_FAILED, () -> commit(olap, 3, write -> write.append(live(pairs), odd)));
        return;
      }
      commit(olap, 3, write -> write.append(live(pairs), odd));
      try (OlapSnapshot pin = olap.pin()) {
        assertThat(stored(pin, pairs, range(null, key(1L, 1L))))
            .isEqualTo("[[1, 1], [9, null], [null, 5]]");
        assertThat(stored(pin, pairs, range(key(1L, 1L), null))).isEqualTo("[]");
        assertThat(stored(pin, pairs, KeyRange.ALL)).isEqualTo("[[1, 1], [9, null], [null, 5]]");
      }
    }
  }

  @Test
  default void aSnapshotGivesValuesAsTheyWereStored() {
    @Nullable Object[] full = row(1L, Long.MAX_VALUE, 0.1, "emoji 😀 \u0000 end", bytes("00ff"));
    @Nullable Object[] empty = row(2L, null, null, null, null);
    @Nullable Object[] odd = row(3L, 1L, Double.NEGATIVE_INFINITY, "", bytes(""));
    try (OlapBackend olap = open(dir())) {
      createTable(olap, 1, EVERYTHING);
      commit(olap, 2, write -> write.apply(upserts(EVERYTHING, full, empty, odd)));
      try (OlapSnapshot pin = olap.pin()) {
        assertThat(storedRows(pin, EVERYTHING, KeyRange.ALL))
            .usingRecursiveFieldByFieldElementComparator()
            .containsExactlyInAnyOrder(full, empty, odd);
      }
    }
  }

  @Test
  default void aSnapshotGivesTypedValues() {
    if (!typedColumns()) {
      return; // their tables are refused, which another test shows
    }
    TableSchema typed =
        table(
            "typed",
            List.of("d"),
            field("d", new ArrowType.Date(DateUnit.DAY)),
            field("b", ArrowType.Bool.INSTANCE),
            field(
                "t",
                new ArrowType.Timestamp(org.apache.arrow.vector.types.TimeUnit.MICROSECOND, null)),
            field(
                "z",
                new ArrowType.Timestamp(org.apache.arrow.vector.types.TimeUnit.MICROSECOND, "UTC")),
            field("n", new ArrowType.Decimal(20, 3, 128)));
    Instant instant = Instant.parse("1969-12-31T23:59:59.000001Z");
    @Nullable Object[] full =
        row(LocalDate.of(2026, 2, 28), false, instant, instant, new BigDecimal("-12345678901.500"));
    @Nullable Object[] empty = row(LocalDate.of(1, 1, 1), null, null, null, null);
    try (OlapBackend olap = open(dir())) {
      createTable(olap, 1, typed);
      commit(olap, 2, write -> write.apply(upserts(typed, full, empty)));
      try (OlapSnapshot pin = olap.pin()) {
        List<@Nullable Object[]> rows = storedRows(pin, typed, KeyRange.ALL);
        assertThat(rows.stream().map(Arrays::asList))
            .containsExactlyInAnyOrder(Arrays.asList(full), Arrays.asList(empty));
      }
    }
  }

  @Test
  default void aClosedSnapshotRefusesWork() {
    try (OlapBackend olap = open(dir())) {
      createTable(olap, 1, ITEMS);
      OlapSnapshot pin = olap.pin();
      pin.close();
      pin.close();
      refused(ErrorCode.ENGINE_CLOSED, () -> stored(pin, ITEMS, KeyRange.ALL));
      commit(olap, 2, write -> write.apply(upserts(ITEMS, row(1L, "one"))));
      assertThat(items(olap)).isEqualTo("[[1, one]]");
    }
  }

  @Test
  default void closingStopsSnapshotsThatAreRead() throws Exception {
    OlapBackend olap = open(dir());
    createTable(olap, 1, ITEMS);
    commit(olap, 2, write -> write.append(live(ITEMS), numbered(100_000)));
    OlapSnapshot idle = olap.pin();
    CountDownLatch reading = new CountDownLatch(250_000);
    Future<Void> reader =
        start(
            () -> {
              try (OlapSnapshot pin = olap.pin()) {
                refused(
                    ErrorCode.ENGINE_CLOSED,
                    () -> {
                      while (true) {
                        pin.rows(ITEMS, KeyRange.ALL, row -> reading.countDown());
                      }
                    });
              }
            });
    assertThat(reading.await(LIMIT_SECONDS, TimeUnit.SECONDS)).isTrue();
    olap.close();
    await(reader);
    refused(ErrorCode.ENGINE_CLOSED, () -> stored(idle, ITEMS, KeyRange.ALL));
    refused(ErrorCode.ENGINE_CLOSED, olap::pin);
    idle.close();
  }

  private static KeyRange range(
      @Nullable Object @Nullable [] after, @Nullable Object @Nullable [] through) {
    return new KeyRange(
        after == null ? null : List.of(after), through == null ? null : List.of(through));
  }

  private static List<@Nullable Object[]> storedRows(
      OlapSnapshot pin, TableSchema table, KeyRange range) {
    List<@Nullable Object[]> rows = new ArrayList<>();
    pin.rows(table, range, rows::add);
    return rows;
  }

  /** The rows of a range as one text, sorted. */
  private static String stored(OlapSnapshot pin, TableSchema table, KeyRange range) {
    return storedRows(pin, table, range).stream()
        .map(OlapFixtures::text)
        .sorted()
        .toList()
        .toString();
  }
}
