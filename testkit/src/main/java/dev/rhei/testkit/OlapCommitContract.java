package dev.rhei.testkit;

import static dev.rhei.testkit.OlapFixtures.EVERYTHING;
import static dev.rhei.testkit.OlapFixtures.ID;
import static dev.rhei.testkit.OlapFixtures.ITEMS;
import static dev.rhei.testkit.OlapFixtures.await;
import static dev.rhei.testkit.OlapFixtures.commit;
import static dev.rhei.testkit.OlapFixtures.createTable;
import static dev.rhei.testkit.OlapFixtures.field;
import static dev.rhei.testkit.OlapFixtures.items;
import static dev.rhei.testkit.OlapFixtures.key;
import static dev.rhei.testkit.OlapFixtures.keys;
import static dev.rhei.testkit.OlapFixtures.listOf;
import static dev.rhei.testkit.OlapFixtures.live;
import static dev.rhei.testkit.OlapFixtures.numbered;
import static dev.rhei.testkit.OlapFixtures.query;
import static dev.rhei.testkit.OlapFixtures.refused;
import static dev.rhei.testkit.OlapFixtures.row;
import static dev.rhei.testkit.OlapFixtures.rows;
import static dev.rhei.testkit.OlapFixtures.start;
import static dev.rhei.testkit.OlapFixtures.table;
import static dev.rhei.testkit.OlapFixtures.upserts;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.rhei.core.engine.MirrorTable;
import dev.rhei.core.engine.OlapBackend;
import dev.rhei.core.engine.OlapCursor;
import dev.rhei.core.engine.OlapWrite;
import dev.rhei.core.engine.QueryOptions;
import dev.rhei.core.engine.TableChanges;
import dev.rhei.core.engine.ValueKind;
import dev.rhei.core.error.ErrorCode;
import dev.rhei.core.error.HtapException;
import dev.rhei.core.schema.SqliteField;
import dev.rhei.core.schema.TableAlteration;
import dev.rhei.core.schema.TableSchema;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;

/** What a commit is. Part of {@link OlapBackendContract}. */
interface OlapCommitContract extends OlapContract {

  @Test
  default void aNewCopyIsEmptyAndAtPositionZero() {
    try (OlapBackend olap = open(dir())) {
      assertThat(olap.appliedThrough()).isZero();
      assertThat(olap.tables()).isEmpty();
      assertThat(olap.property("anything")).isEmpty();
      assertThat(olap.name()).isNotBlank();
    }
  }

  @Test
  default void aWriteIsInvisibleUntilItsCommit() {
    try (OlapBackend olap = open(dir())) {
      createTable(olap, 1, ITEMS);
      try (OlapWrite write = olap.beginWrite()) {
        write.apply(upserts(ITEMS, row(1L, "one")));
        assertThat(rows(olap, "SELECT count(*) FROM items", ValueKind.INTEGER)).isEqualTo("[[0]]");
        assertThat(olap.appliedThrough()).isEqualTo(1);
        write.commit(2);
      }
      assertThat(rows(olap, "SELECT count(*) FROM items", ValueKind.INTEGER)).isEqualTo("[[1]]");
      assertThat(olap.appliedThrough()).isEqualTo(2);
    }
  }

  @Test
  default void aRollbackChangesNothing() {
    try (OlapBackend olap = open(dir())) {
      createTable(olap, 1, ITEMS);
      commit(olap, 2, write -> write.apply(upserts(ITEMS, row(5L, "five"))));
      long version = olap.tablesVersion();
      try (OlapWrite write = olap.beginWrite()) {
        write.apply(new TableChanges(ITEMS, keys(key(5L)), listOf(row(900L, "gone"))));
        write.dropTable("items");
        write.createTable(MirrorTable.loading(EVERYTHING));
        write.putProperty("p", "v");
      }
      assertThat(items(olap)).isEqualTo("[[5, five]]");
      assertThat(olap.appliedThrough()).isEqualTo(2);
      assertThat(olap.tablesVersion()).isEqualTo(version);
      assertThat(olap.tables()).extracting(table -> table.schema().name()).containsExactly("items");
      assertThat(olap.property("p")).isEmpty();
      commit(olap, 3, write -> write.apply(upserts(ITEMS, row(6L, "six"), row(900L, "new"))));
      assertThat(items(olap)).isEqualTo("[[5, five], [6, six], [900, new]]");
    }
  }

  @Test
  default void anAlteredTableKeepsItsRows() {
    TableSchema added =
        table(
            "items",
            List.of("id"),
            ID,
            field("name", SqliteField.UTF8),
            field("n", SqliteField.INT64));
    TableSchema renamed =
        table(
            "items",
            List.of("id"),
            ID,
            field("the name", SqliteField.UTF8),
            field("n", SqliteField.INT64));
    TableSchema things = table("some things", List.of("id"), ID, field("n", SqliteField.INT64));
    try (OlapBackend olap = open(dir())) {
      createTable(olap, 1, ITEMS);
      commit(olap, 2, write -> write.apply(upserts(ITEMS, row(5L, "five"), row(900L, null))));
      try (OlapWrite write = olap.beginWrite()) {
        boolean altered =
            write.alterTable(
                "items",
                MirrorTable.loading(added).live(),
                new TableAlteration.AddedColumn("n", 7L));
        Assumptions.assumeTrue(altered, "this engine alters no tables");
        write.apply(upserts(added, row(6L, "six", null)));
        write.alterTable(
            "items",
            MirrorTable.loading(renamed).live(),
            new TableAlteration.RenamedColumn("name", "the name"));
        write.commit(3);
      }
      assertThat(
              rows(
                  olap,
                  "SELECT id, \"the name\", n FROM items ORDER BY id",
                  ValueKind.INTEGER,
                  ValueKind.TEXT,
                  ValueKind.INTEGER))
          .isEqualTo("[[5, five, 7], [6, six, null], [900, null, 7]]");
      try (OlapWrite write = olap.beginWrite()) { // not committed
        write.alterTable(
            "items",
            MirrorTable.loading(things).live(),
            new TableAlteration.DroppedColumn("the name"));
      }
      assertThat(olap.tables()).extracting(MirrorTable::schema).containsExactly(renamed);
      commit(
          olap,
          4,
          write -> {
            write.alterTable(
                "items",
                MirrorTable.loading(things).live(),
                new TableAlteration.DroppedColumn("the name"));
            write.apply(
                new TableChanges(things, keys(key(5L)), listOf(row(900L, 8L), row(901L, 9L))));
          });
      assertThat(olap.tables()).extracting(MirrorTable::schema).containsExactly(things);
    }
    try (OlapBackend olap = open(dir())) {
      assertThat(olap.tables()).extracting(MirrorTable::schema).containsExactly(things);
      commit(olap, 5, write -> write.apply(upserts(things, row(902L, 10L))));
      assertThat(
              rows(
                  olap,
                  "SELECT id, n FROM \"some things\" ORDER BY id",
                  ValueKind.INTEGER,
                  ValueKind.INTEGER))
          .isEqualTo("[[6, null], [900, 8], [901, 9], [902, 10]]");
    }
  }

  @Test
  default void aCommitMayOnlyMoveThePosition() {
    try (OlapBackend olap = open(dir())) {
      commit(olap, 41, write -> {});
      commit(olap, 42, write -> {});
      assertThat(olap.appliedThrough()).isEqualTo(42);
    }
  }

  @Test
  default void everythingSurvivesReopening() {
    long version;
    try (OlapBackend olap = open(dir())) {
      createTable(olap, 1, ITEMS);
      commit(
          olap,
          Long.MAX_VALUE,
          write -> {
            write.apply(upserts(ITEMS, row(1L, "one")));
            write.putProperty("source", "a'b");
            write.createTable(MirrorTable.loading(EVERYTHING).loadedTo("[7]", 7));
          });
      version = olap.tablesVersion();
    }
    try (OlapBackend olap = open(dir())) {
      assertThat(olap.appliedThrough()).isEqualTo(Long.MAX_VALUE);
      assertThat(olap.tablesVersion()).isEqualTo(version);
      assertThat(olap.property("source")).contains("a'b");
      assertThat(olap.tables())
          .containsExactlyInAnyOrder(
              MirrorTable.loading(ITEMS).live(),
              MirrorTable.loading(EVERYTHING).loadedTo("[7]", 7));
      assertThat(items(olap)).isEqualTo("[[1, one]]");
      commit(olap, 2, write -> write.apply(upserts(ITEMS, row(1L, "uno"))));
      assertThat(items(olap)).isEqualTo("[[1, uno]]");
    }
  }

  @Test
  default void aWriteThatFailedCannotCommit() {
    try (OlapBackend olap = open(dir())) {
      createTable(olap, 1, ITEMS);
      try (OlapWrite write = olap.beginWrite()) {
        write.apply(upserts(ITEMS, row(1L, "one")));
        assertThatExceptionOfType(HtapException.class)
            .isThrownBy(() -> write.append(MirrorTable.loading(EVERYTHING), listOf(row(1L))));
        assertThatExceptionOfType(HtapException.class).isThrownBy(() -> write.commit(2));
      }
      assertThat(olap.appliedThrough()).isEqualTo(1);
      assertThat(items(olap)).isEqualTo("[]");
    }
  }

  @Test
  default void anEndedWriteRefusesWork() {
    try (OlapBackend olap = open(dir())) {
      createTable(olap, 1, ITEMS);
      OlapWrite committed = olap.beginWrite();
      committed.commit(2);
      refused(ErrorCode.ENGINE_CLOSED, () -> committed.commit(3));
      committed.close();
      committed.close();
      refused(ErrorCode.ENGINE_CLOSED, () -> committed.putProperty("p", "v"));
      assertThat(olap.appliedThrough()).isEqualTo(2);
    }
  }

  @Test
  default void readersSeeWholeCommitsAcrossTables() throws Exception {
    TableSchema left = table("a", List.of("id"), ID, field("v", SqliteField.INT64));
    TableSchema right = table("b", List.of("id"), ID, field("v", SqliteField.INT64));
    try (OlapBackend olap = open(dir())) {
      createTable(olap, 0, left);
      createTable(olap, 0, right);
      commit(olap, 1, write -> bothTo(write, left, right, 1));
      CountDownLatch enough = new CountDownLatch(40);
      Future<Void> reader =
          start(
              () -> {
                while (enough.getCount() > 0) {
                  try (OlapCursor cursor =
                      query(
                          olap,
                          "SELECT (SELECT max(v) FROM a), (SELECT min(v) FROM b), (SELECT count(*)"
                              + " FROM a), (SELECT count(*) FROM b)",
                          QueryOptions.DEFAULT,
                          ValueKind.INTEGER,
                          ValueKind.INTEGER,
                          ValueKind.INTEGER,
                          ValueKind.INTEGER)) {
                    @Nullable Object[] seen = cursor.next();
                    int at = (int) cursor.appliedThrough();
                    assertThat(seen).containsExactly(at, at, 10, 10);
                    enough.countDown();
                  }
                }
              });
      for (int position = 2; enough.getCount() > 0 && !reader.isDone(); position++) {
        int now = position;
        commit(olap, now, write -> bothTo(write, left, right, now));
      }
      await(reader);
    }
  }

  private static void bothTo(OlapWrite write, TableSchema a, TableSchema b, long value) {
    for (TableSchema table : List.of(a, b)) {
      List<@Nullable Object[]> rows = new ArrayList<>();
      for (long id = 0; id < 10; id++) {
        rows.add(row(id, value));
      }
      write.apply(new TableChanges(table, List.of(), rows));
    }
  }

  @Test
  default void anOpenCursorKeepsItsSnapshot() {
    try (OlapBackend olap = open(dir())) {
      createTable(olap, 1, ITEMS);
      commit(olap, 2, write -> write.append(live(ITEMS), numbered(50_000)));
      try (OlapCursor cursor =
          query(
              olap,
              "SELECT id, name FROM items",
              QueryOptions.DEFAULT,
              ValueKind.INTEGER,
              ValueKind.TEXT)) {
        assertThat(cursor.next()).isNotNull();
        commit(olap, 3, write -> write.apply(new TableChanges(ITEMS, keys(key(1L)), List.of())));
        commit(olap, 4, write -> write.dropTable("items"));
        assertThat(cursor.appliedThrough()).isEqualTo(2);
        int left = 0;
        while (cursor.next() != null) {
          left++;
        }
        assertThat(left).isEqualTo(49_999);
      }
    }
  }
}
