package dev.rhei.testkit;

import static dev.rhei.testkit.OlapFixtures.ITEMS;
import static dev.rhei.testkit.OlapFixtures.bytes;
import static dev.rhei.testkit.OlapFixtures.commit;
import static dev.rhei.testkit.OlapFixtures.createTable;
import static dev.rhei.testkit.OlapFixtures.field;
import static dev.rhei.testkit.OlapFixtures.items;
import static dev.rhei.testkit.OlapFixtures.key;
import static dev.rhei.testkit.OlapFixtures.keys;
import static dev.rhei.testkit.OlapFixtures.listOf;
import static dev.rhei.testkit.OlapFixtures.live;
import static dev.rhei.testkit.OlapFixtures.row;
import static dev.rhei.testkit.OlapFixtures.rows;
import static dev.rhei.testkit.OlapFixtures.table;
import static dev.rhei.testkit.OlapFixtures.upserts;
import static org.assertj.core.api.Assertions.assertThat;

import dev.rhei.core.engine.OlapBackend;
import dev.rhei.core.engine.TableChanges;
import dev.rhei.core.engine.ValueKind;
import dev.rhei.core.schema.RowKey;
import dev.rhei.core.schema.SqliteField;
import dev.rhei.core.schema.TableSchema;
import java.util.ArrayList;
import java.util.List;
import org.apache.arrow.vector.types.pojo.Schema;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Changes of rows. Part of {@link OlapBackendContract}. */
interface OlapChangesContract extends OlapContract {

  @Test
  default void anUpsertReplaces() {
    try (OlapBackend olap = open(dir())) {
      createTable(olap, 1, ITEMS);
      commit(olap, 2, write -> write.apply(upserts(ITEMS, row(1L, "one"), row(2L, "two"))));
      commit(olap, 3, write -> write.apply(upserts(ITEMS, row(2L, "zwei"), row(3L, "drei"))));
      assertThat(items(olap)).isEqualTo("[[1, one], [2, zwei], [3, drei]]");
    }
  }

  @Test
  default void changesOfOneWriteBuildOnEachOther() {
    try (OlapBackend olap = open(dir())) {
      createTable(olap, 1, ITEMS);
      commit(
          olap,
          2,
          write -> {
            write.append(live(ITEMS), listOf(row(10L, "ten")));
            write.apply(upserts(ITEMS, row(10L, "zehn"), row(20L, "zwanzig")));
            write.apply(upserts(ITEMS, row(20L, "twenty"), row(15L, "fifteen")));
            write.apply(new TableChanges(ITEMS, keys(key(10L)), List.of()));
            write.apply(upserts(ITEMS, row(10L, "again")));
          });
      assertThat(items(olap)).isEqualTo("[[10, again], [15, fifteen], [20, twenty]]");
    }
  }

  @Test
  default void repeatingChangesChangesNothing() {
    try (OlapBackend olap = open(dir())) {
      createTable(olap, 1, ITEMS);
      for (int i = 0; i < 3; i++) {
        commit(
            olap,
            2,
            write ->
                write.apply(
                    new TableChanges(
                        ITEMS, keys(key(7L)), listOf(row(1L, "one"), row(9L, "nine")))));
        assertThat(items(olap)).isEqualTo("[[1, one], [9, nine]]");
      }
    }
  }

  @Test
  default void deletingWhatIsNotThereIsFine() {
    try (OlapBackend olap = open(dir())) {
      createTable(olap, 1, ITEMS);
      commit(
          olap,
          2,
          write -> write.apply(new TableChanges(ITEMS, keys(key(1L), key(-5L)), List.of())));
      assertThat(items(olap)).isEqualTo("[]");
    }
  }

  @Test
  default void anyNumberOfKeysIsDeleted() {
    try (OlapBackend olap = open(dir())) {
      for (long count = 1; count <= 40; count++) {
        createTable(olap, 2 * count, ITEMS);
        List<@Nullable Object[]> rows = new ArrayList<>();
        List<@Nullable Object[]> keys = new ArrayList<>();
        for (long id = 0; id < 50; id++) {
          rows.add(row(id, "item"));
          if (id * 7 % 50 < count) { // every key once, in an order of their own
            keys.add(key(id));
          }
        }
        commit(
            olap,
            2 * count + 1,
            write -> {
              write.append(live(ITEMS), rows);
              write.apply(new TableChanges(ITEMS, keys, List.of()));
            });
        assertThat(
                rows(
                    olap,
                    "SELECT count(*) FROM items WHERE id * 7 % 50 < " + count,
                    ValueKind.INTEGER))
            .isEqualTo("[[0]]");
        assertThat(rows(olap, "SELECT count(*) FROM items", ValueKind.INTEGER))
            .isEqualTo("[[" + (50 - count) + "]]");
      }
    }
  }

  @Test
  default void deletesComeBeforeUpserts() {
    try (OlapBackend olap = open(dir())) {
      createTable(olap, 1, ITEMS);
      commit(olap, 2, write -> write.apply(upserts(ITEMS, row(1L, "a"), row(2L, "b"))));
      commit(
          olap,
          3,
          write ->
              write.apply(
                  new TableChanges(ITEMS, keys(key(1L)), listOf(row(2L, "a"), row(3L, "c")))));
      assertThat(items(olap)).isEqualTo("[[2, a], [3, c]]");
    }
  }

  @Test
  default void keysMayBeCompositeTextBlobAndReal() {
    TableSchema composite =
        table(
            "pairs",
            List.of("t", "i"),
            field("v", SqliteField.INT64),
            field("i", SqliteField.INT64),
            field("t", SqliteField.UTF8));
    TableSchema text = table("texts", List.of("k"), field("k", SqliteField.UTF8));
    TableSchema blob = table("blobs", List.of("k"), field("k", SqliteField.BINARY));
    TableSchema real = table("reals", List.of("k"), field("k", SqliteField.FLOAT64));
    try (OlapBackend olap = open(dir())) {
      for (TableSchema table : List.of(composite, text, blob, real)) {
        createTable(olap, 1, table);
      }
      for (int round = 0; round < 2; round++) {
        long v = round;
        commit(
            olap,
            2,
            write -> {
              write.apply(upserts(composite, row(v, 1L, "x"), row(v, 1L, "y"), row(v, 2L, "x")));
              write.apply(upserts(text, row(""), row("a\0b"), row("A"), row("a"), row("😀")));
              write.apply(upserts(blob, row(bytes("")), row(bytes("00")), row(bytes("ff00fe"))));
              write.apply(upserts(real, row(0.5), row(Double.POSITIVE_INFINITY), row(-1e300)));
            });
      }
      commit(
          olap,
          3,
          write -> {
            write.apply(new TableChanges(composite, keys(key("y", 1L)), List.of()));
            write.apply(new TableChanges(text, keys(key("a\0b"), key("A")), List.of()));
            write.apply(new TableChanges(blob, keys(key(bytes("ff00fe"))), List.of()));
            write.apply(new TableChanges(real, keys(key(0.5)), List.of()));
          });
      assertThat(
              rows(
                  olap,
                  "SELECT t, i, v FROM pairs ORDER BY t, i",
                  ValueKind.TEXT,
                  ValueKind.INTEGER,
                  ValueKind.INTEGER))
          .isEqualTo("[[x, 1, 1], [x, 2, 1]]");
      assertThat(rows(olap, "SELECT k FROM texts ORDER BY k", ValueKind.TEXT))
          .isEqualTo("[[], [a], [😀]]");
      assertThat(rows(olap, "SELECT k FROM blobs ORDER BY k", ValueKind.BLOB))
          .isEqualTo("[[x''], [x'00']]");
      assertThat(rows(olap, "SELECT k FROM reals ORDER BY k", ValueKind.REAL))
          .isEqualTo("[[-1.0E300], [Infinity]]");
    }
  }

  @Test
  default void rowsMayBeToldApartByRowid() {
    TableSchema table =
        new TableSchema(
            "free", new Schema(List.of(field("a", SqliteField.UTF8))), List.of("a"), RowKey.ROWID);
    try (OlapBackend olap = open(dir())) {
      createTable(olap, 1, table);
      commit(
          olap,
          2,
          write -> write.apply(upserts(table, row(null, 1L), row(null, 2L), row("x", 3L))));
      commit(
          olap,
          3,
          write -> write.apply(new TableChanges(table, keys(key(1L)), listOf(row("y", 3L)))));
      assertThat(
              rows(
                  olap,
                  "SELECT a, _rhei_rowid FROM free ORDER BY _rhei_rowid",
                  ValueKind.TEXT,
                  ValueKind.INTEGER))
          .isEqualTo("[[null, 2], [y, 3]]");
    }
  }

  @Test
  default void keysAtTheEdgesOfSixtyFourBitsAreReplacedToo() {
    try (OlapBackend olap = open(dir())) {
      createTable(olap, 1, ITEMS);
      for (String name : List.of("first", "second")) {
        commit(
            olap,
            2,
            write ->
                write.apply(upserts(ITEMS, row(Long.MIN_VALUE, name), row(Long.MAX_VALUE, name))));
      }
      assertThat(items(olap))
          .isEqualTo("[[" + Long.MIN_VALUE + ", second], [" + Long.MAX_VALUE + ", second]]");
    }
  }
}
