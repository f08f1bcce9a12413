package dev.rhei.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.fail;

import dev.rhei.core.engine.Column;
import dev.rhei.core.engine.KeyRange;
import dev.rhei.core.engine.MirrorState;
import dev.rhei.core.engine.MirrorTable;
import dev.rhei.core.engine.OlapBackend;
import dev.rhei.core.engine.OlapCursor;
import dev.rhei.core.engine.OlapQuery;
import dev.rhei.core.engine.OlapSnapshot;
import dev.rhei.core.engine.OlapWrite;
import dev.rhei.core.engine.QueryOptions;
import dev.rhei.core.engine.TableChanges;
import dev.rhei.core.engine.Translation;
import dev.rhei.core.engine.Translation.OutputColumn;
import dev.rhei.core.engine.ValueKind;
import dev.rhei.core.error.ErrorCode;
import dev.rhei.core.error.HtapException;
import dev.rhei.core.schema.RowKey;
import dev.rhei.core.schema.SqliteField;
import dev.rhei.core.schema.TableAlteration;
import dev.rhei.core.schema.TableSchema;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import org.apache.arrow.memory.RootAllocator;
import org.apache.arrow.vector.BigIntVector;
import org.apache.arrow.vector.Float8Vector;
import org.apache.arrow.vector.VarBinaryVector;
import org.apache.arrow.vector.VarCharVector;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.apache.arrow.vector.ipc.ArrowStreamReader;
import org.apache.arrow.vector.ipc.ArrowStreamWriter;
import org.apache.arrow.vector.types.DateUnit;
import org.apache.arrow.vector.types.pojo.ArrowType;
import org.apache.arrow.vector.types.pojo.Field;
import org.apache.arrow.vector.types.pojo.Schema;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/**
 * What every {@link OlapBackend} must do. Extend it in the backend's module. Queries are given
 * already translated, in SQL that any engine takes.
 */
@ExtendWith(LeakGuard.class)
public abstract class OlapBackendContract {
  private static final long LIMIT_SECONDS = 60;
  private static final Field ID = field("id", SqliteField.INT64);
  private static final TableSchema ITEMS =
      table("items", List.of("id"), ID, field("name", SqliteField.UTF8));
  private static final TableSchema EVERYTHING =
      table(
          "everything",
          List.of("id"),
          ID,
          field("i", SqliteField.INT64),
          field("r", SqliteField.FLOAT64),
          field("t", SqliteField.UTF8),
          field("b", SqliteField.BINARY));

  /** Where a test keeps its copy. */
  @TempDir protected Path dir;

  /** For the subclass. */
  protected OlapBackendContract() {}

  /** Opens the copy in that directory, or reopens what is there. */
  protected abstract OlapBackend open(Path directory);

  /** Whether Bool, Date, Timestamp and Decimal columns can be stored. */
  protected boolean typedColumns() {
    return true;
  }

  /** Whether rows whose key has a NULL can be stored; no source has such rows. */
  protected boolean nullKeys() {
    return true;
  }

  // What a commit is.

  @Test
  void aNewCopyIsEmptyAndAtPositionZero() {
    try (OlapBackend olap = open(dir)) {
      assertThat(olap.appliedThrough()).isZero();
      assertThat(olap.tables()).isEmpty();
      assertThat(olap.property("anything")).isEmpty();
      assertThat(olap.name()).isNotBlank();
    }
  }

  @Test
  void aWriteIsInvisibleUntilItsCommit() {
    try (OlapBackend olap = open(dir)) {
      create(olap, 1, ITEMS);
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
  void aRollbackChangesNothing() {
    try (OlapBackend olap = open(dir)) {
      create(olap, 1, ITEMS);
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
  void anAlteredTableKeepsItsRows() {
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
    try (OlapBackend olap = open(dir)) {
      create(olap, 1, ITEMS);
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
    try (OlapBackend olap = open(dir)) {
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
  void aCommitMayOnlyMoveThePosition() {
    try (OlapBackend olap = open(dir)) {
      commit(olap, 41, write -> {});
      commit(olap, 42, write -> {});
      assertThat(olap.appliedThrough()).isEqualTo(42);
    }
  }

  @Test
  void everythingSurvivesReopening() {
    long version;
    try (OlapBackend olap = open(dir)) {
      create(olap, 1, ITEMS);
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
    try (OlapBackend olap = open(dir)) {
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
  void aWriteThatFailedCannotCommit() {
    try (OlapBackend olap = open(dir)) {
      create(olap, 1, ITEMS);
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
  void anEndedWriteRefusesWork() {
    try (OlapBackend olap = open(dir)) {
      create(olap, 1, ITEMS);
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
  void readersSeeWholeCommitsAcrossTables() throws Exception {
    TableSchema left = table("a", List.of("id"), ID, field("v", SqliteField.INT64));
    TableSchema right = table("b", List.of("id"), ID, field("v", SqliteField.INT64));
    try (OlapBackend olap = open(dir)) {
      create(olap, 0, left);
      create(olap, 0, right);
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
  void anOpenCursorKeepsItsSnapshot() {
    try (OlapBackend olap = open(dir)) {
      create(olap, 1, ITEMS);
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

  // Changes.

  @Test
  void anUpsertReplaces() {
    try (OlapBackend olap = open(dir)) {
      create(olap, 1, ITEMS);
      commit(olap, 2, write -> write.apply(upserts(ITEMS, row(1L, "one"), row(2L, "two"))));
      commit(olap, 3, write -> write.apply(upserts(ITEMS, row(2L, "zwei"), row(3L, "drei"))));
      assertThat(items(olap)).isEqualTo("[[1, one], [2, zwei], [3, drei]]");
    }
  }

  @Test
  void changesOfOneWriteBuildOnEachOther() {
    try (OlapBackend olap = open(dir)) {
      create(olap, 1, ITEMS);
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
  void repeatingChangesChangesNothing() {
    try (OlapBackend olap = open(dir)) {
      create(olap, 1, ITEMS);
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
  void deletingWhatIsNotThereIsFine() {
    try (OlapBackend olap = open(dir)) {
      create(olap, 1, ITEMS);
      commit(
          olap,
          2,
          write -> write.apply(new TableChanges(ITEMS, keys(key(1L), key(-5L)), List.of())));
      assertThat(items(olap)).isEqualTo("[]");
    }
  }

  @Test
  void anyNumberOfKeysIsDeleted() {
    try (OlapBackend olap = open(dir)) {
      for (long count = 1; count <= 40; count++) {
        create(olap, 2 * count, ITEMS);
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
  void deletesComeBeforeUpserts() {
    try (OlapBackend olap = open(dir)) {
      create(olap, 1, ITEMS);
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
  void keysMayBeCompositeTextBlobAndReal() {
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
    try (OlapBackend olap = open(dir)) {
      for (TableSchema table : List.of(composite, text, blob, real)) {
        create(olap, 1, table);
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
  void rowsMayBeToldApartByRowid() {
    TableSchema table =
        new TableSchema(
            "free", new Schema(List.of(field("a", SqliteField.UTF8))), List.of("a"), RowKey.ROWID);
    try (OlapBackend olap = open(dir)) {
      create(olap, 1, table);
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
  void keysAtTheEdgesOfSixtyFourBitsAreReplacedToo() {
    try (OlapBackend olap = open(dir)) {
      create(olap, 1, ITEMS);
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

  // Values.

  @Test
  void extremesComeBackAsTheyWere() {
    byte[] large = new byte[1 << 20];
    Arrays.fill(large, (byte) 0x5a);
    String wide = "ü😀\0".repeat(100_000);
    List<@Nullable Object[]> written =
        listOf(
            row(1L, Long.MAX_VALUE, Double.MAX_VALUE, "", new byte[0]),
            row(2L, Long.MIN_VALUE, -Double.MAX_VALUE, "a\0b", large),
            row(3L, 0L, Double.POSITIVE_INFINITY, "👩‍👩‍👧 'quoted' \"twice\" \\ \n", bytes("00")),
            row(4L, -1L, Double.NEGATIVE_INFINITY, wide, bytes("deadbeef")),
            row(5L, 2147483647L, -0.0, " ", bytes("27")),
            row(6L, 2147483648L, Double.MIN_VALUE, "\0", bytes("ffff")),
            row(7L, -2147483648L, 0.1, "NULL", bytes("4e554c4c")),
            row(8L, null, null, null, null));
    try (OlapBackend olap = open(dir)) {
      create(olap, 1, EVERYTHING);
      commit(olap, 2, write -> write.append(live(EVERYTHING), written.subList(0, 4)));
      commit(
          olap,
          3,
          write -> write.apply(new TableChanges(EVERYTHING, List.of(), written.subList(4, 8))));
      List<@Nullable Object[]> read =
          list(
              olap,
              "SELECT id, i, r, t, b FROM everything ORDER BY id",
              ValueKind.INTEGER,
              ValueKind.INTEGER,
              ValueKind.REAL,
              ValueKind.TEXT,
              ValueKind.BLOB);
      assertThat(read).hasSize(8);
      for (int i = 0; i < 8; i++) {
        @Nullable Object[] expected = written.get(i).clone();
        for (int column = 0; column < 2; column++) {
          if (expected[column] instanceof Long value && value == value.intValue()) {
            expected[column] = value.intValue();
          }
        }
        assertThat(Arrays.deepEquals(read.get(i), expected)).as("row %d", i + 1).isTrue();
      }
    }
  }

  @Test
  void numericColumnsReadIntegralValuesAsIntegers() {
    try (OlapBackend olap = open(dir)) {
      create(olap, 1, EVERYTHING);
      commit(
          olap,
          2,
          write ->
              write.append(
                  live(EVERYTHING),
                  listOf(
                      row(1L, null, 5.0, null, null),
                      row(2L, null, 2.5, null, null),
                      row(3L, null, 1e15, null, null),
                      row(4L, null, 1e300, null, null),
                      row(5L, null, null, null, null))));
      List<@Nullable Object[]> read =
          list(olap, "SELECT r FROM everything ORDER BY id", ValueKind.NUMERIC);
      assertThat(read)
          .extracting(row -> row[0])
          .containsExactly(5, 2.5, 1_000_000_000_000_000L, 1e300, null);
    }
  }

  @Test
  void columnsHaveTheLabelsAndTypesAnnounced() {
    try (OlapBackend olap = open(dir)) {
      create(olap, 1, EVERYTHING);
      try (OlapCursor cursor =
          olap.query(
              new OlapQuery(
                  new Translation.Translated(
                      "SELECT i, r, t, b, r FROM everything",
                      List.of(
                          new OutputColumn("sum(\"x\")", ValueKind.INTEGER),
                          new OutputColumn("", ValueKind.REAL),
                          new OutputColumn("same", ValueKind.TEXT),
                          new OutputColumn("same", ValueKind.BLOB),
                          new OutputColumn("n", ValueKind.NUMERIC)),
                      List.of()),
                  List.of(),
                  olap.tablesVersion(),
                  QueryOptions.DEFAULT))) {
        assertThat(cursor.columns())
            .containsExactly(
                new Column("sum(\"x\")", SqliteField.INT64),
                new Column("", SqliteField.FLOAT64),
                new Column("same", SqliteField.UTF8),
                new Column("same", SqliteField.BINARY),
                new Column("n", SqliteField.FLOAT64));
        assertThat(cursor.next()).isNull();
        assertThat(cursor.next()).isNull();
      }
    }
  }

  @Test
  void parametersAreBoundByPosition() {
    try (OlapBackend olap = open(dir)) {
      create(olap, 1, EVERYTHING);
      commit(
          olap,
          2,
          write ->
              write.append(
                  live(EVERYTHING),
                  listOf(
                      row(1L, 1L << 40, 0.5, "a\0b", bytes("00ff")), row(2L, 7L, 1.5, "c", null))));
      Translation.Translated translated =
          new Translation.Translated(
              "SELECT id FROM everything WHERE b = ? AND t = ? AND i = ? AND r = ? AND i = ?",
              List.of(new OutputColumn("id", ValueKind.INTEGER)),
              List.of(3, 2, 0, 1, 0));
      for (int run = 0; run < 2; run++) {
        try (OlapCursor cursor =
            olap.query(
                new OlapQuery(
                    translated,
                    Arrays.asList(1L << 40, 0.5, "a\0b", bytes("00ff"), null),
                    olap.tablesVersion(),
                    QueryOptions.DEFAULT))) {
          assertThat(cursor.next()).containsExactly(1);
          assertThat(cursor.next()).isNull();
        }
      }
    }
  }

  @Test
  void aRepeatedQuerySeesWhatWasCommittedMeanwhile() {
    try (OlapBackend olap = open(dir)) {
      create(olap, 1, ITEMS);
      String sql = "SELECT count(*) FROM items WHERE id > 1000 AND name = 'n'";
      for (int i = 0; i < 5; i++) {
        assertThat(rows(olap, sql, ValueKind.INTEGER)).isEqualTo("[[" + i + "]]");
        long id = 1001L + i;
        commit(olap, i + 2L, write -> write.apply(upserts(ITEMS, row(id, "n"))));
      }
    }
  }

  @Test
  void typedColumnsComeBackInTheirTypes() {
    TableSchema typed =
        table(
            "typed",
            List.of("id"),
            ID,
            field("flag", ArrowType.Bool.INSTANCE),
            field("day", new ArrowType.Date(DateUnit.DAY)),
            field(
                "moment",
                new ArrowType.Timestamp(org.apache.arrow.vector.types.TimeUnit.MICROSECOND, null)),
            field(
                "moment_utc",
                new ArrowType.Timestamp(org.apache.arrow.vector.types.TimeUnit.MICROSECOND, "UTC")),
            field("price", new ArrowType.Decimal(12, 2, 128)),
            field("huge", new ArrowType.Decimal(38, 0, 128)));
    try (OlapBackend olap = open(dir)) {
      if (!typedColumns()) {
        try (OlapWrite write = olap.beginWrite()) {
          refused(ErrorCode.TABLE_UNSUPPORTED, () -> write.createTable(MirrorTable.loading(typed)));
        }
        return;
      }
      create(olap, 1, typed);
      Instant instant = Instant.parse("1969-12-31T23:59:59.123456Z");
      List<@Nullable Object[]> written =
          listOf(
              row(
                  1L,
                  true,
                  LocalDate.of(2026, 2, 28),
                  instant,
                  instant,
                  new BigDecimal("-12.50"),
                  new BigDecimal("99999999999999999999999999999999999999")),
              row(
                  2L,
                  false,
                  LocalDate.of(1, 1, 1),
                  Instant.EPOCH,
                  Instant.parse("9999-12-31T23:59:59.999999Z"),
                  new BigDecimal("9999999999.99"),
                  new BigDecimal("-1")),
              row(3L, null, null, null, null, null, null));
      commit(olap, 2, write -> write.append(live(typed), written));
      String sql = "SELECT id, flag, day, moment, moment_utc, price, huge FROM typed ORDER BY id";
      try (OlapCursor cursor =
          query(
              olap,
              sql,
              QueryOptions.DEFAULT,
              ValueKind.INTEGER,
              ValueKind.TYPED,
              ValueKind.TYPED,
              ValueKind.TYPED,
              ValueKind.TYPED,
              ValueKind.TYPED,
              ValueKind.TYPED)) {
        assertThat(cursor.columns().stream().map(Column::type))
            .containsExactlyElementsOf(typed.columns().stream().map(Field::getType).toList());
        for (@Nullable Object[] expected : written) {
          @Nullable Object[] want = expected.clone();
          want[0] = ((Long) Objects.requireNonNull(want[0])).intValue();
          assertThat(cursor.next()).containsExactly(want);
        }
        assertThat(cursor.next()).isNull();
      }
    }
  }

  // Tables.

  @Test
  void namesMayBeAnything() {
    List<String> names =
        List.of(
            "select", "a b", "a.b", "quo\"te", "it's", "😀", "Ünïcode", "É", "é", "rowid", "main",
            "f", "t", "1", "?", "a;b");
    try (OlapBackend olap = open(dir)) {
      for (String name : names) {
        TableSchema table =
            table(
                name,
                List.of("key"),
                field("key", SqliteField.INT64),
                field(name, SqliteField.UTF8));
        create(olap, 1, table);
        commit(olap, 2, write -> write.append(live(table), listOf(row(1L, "a"), row(2L, "b"))));
        commit(
            olap,
            3,
            write -> write.apply(new TableChanges(table, keys(key(1L)), listOf(row(2L, name)))));
        String quoted = '"' + name.replace("\"", "\"\"") + '"';
        assertThat(rows(olap, "SELECT " + quoted + " FROM " + quoted, ValueKind.TEXT))
            .isEqualTo("[[" + name + "]]");
      }
      assertThat(olap.tables()).hasSize(names.size());
    }
  }

  @Test
  void columnsMayDifferInTheCaseOfLettersBeyondAscii() {
    TableSchema table =
        table(
            "accents",
            List.of("É"),
            field("É", SqliteField.INT64),
            field("é", SqliteField.INT64),
            field("ſ", SqliteField.INT64),
            field("s", SqliteField.INT64));
    try (OlapBackend olap = open(dir)) {
      create(olap, 1, table);
      commit(olap, 2, write -> write.append(live(table), listOf(row(1L, 2L, 3L, 4L))));
      commit(olap, 3, write -> write.apply(upserts(table, row(1L, 20L, 30L, 40L))));
      assertThat(
              rows(
                  olap,
                  "SELECT \"é\", \"É\", \"s\", \"ſ\" FROM accents",
                  ValueKind.INTEGER,
                  ValueKind.INTEGER,
                  ValueKind.INTEGER,
                  ValueKind.INTEGER))
          .isEqualTo("[[20, 1, 40, 30]]");
    }
  }

  @Test
  void createTableReplacesOneOfTheSameName() {
    try (OlapBackend olap = open(dir)) {
      create(olap, 1, ITEMS);
      commit(olap, 2, write -> write.apply(upserts(ITEMS, row(99L, "old"))));
      TableSchema other = table("Items", List.of("id"), ID, field("price", SqliteField.FLOAT64));
      commit(
          olap,
          3,
          write -> {
            write.createTable(MirrorTable.loading(other));
            write.append(MirrorTable.loading(other), listOf(row(1L, 2.5)));
            write.apply(upserts(other, row(1L, 3.5), row(2L, 4.5)));
          });
      assertThat(olap.tables()).containsExactly(MirrorTable.loading(other));
      assertThat(
              rows(
                  olap,
                  "SELECT id, price FROM Items ORDER BY id",
                  ValueKind.INTEGER,
                  ValueKind.REAL))
          .isEqualTo("[[1, 3.5], [2, 4.5]]");
    }
  }

  @Test
  void dropTableForgets() {
    try (OlapBackend olap = open(dir)) {
      create(olap, 1, ITEMS);
      commit(
          olap,
          2,
          write -> {
            write.dropTable("ITEMS");
            write.dropTable("never was there");
          });
      assertThat(olap.tables()).isEmpty();
      assertThatExceptionOfType(HtapException.class)
          .isThrownBy(() -> rows(olap, "SELECT id FROM items", ValueKind.INTEGER));
      create(olap, 3, ITEMS);
      assertThat(items(olap)).isEqualTo("[]");
    }
  }

  @Test
  void updateTableChangesWhatIsRemembered() {
    try (OlapBackend olap = open(dir)) {
      commit(olap, 1, write -> write.createTable(MirrorTable.loading(ITEMS)));
      MirrorTable halfway = MirrorTable.loading(ITEMS).loadedTo("[2]", 2);
      commit(
          olap,
          1,
          write -> {
            write.append(halfway, listOf(row(1L, "one"), row(2L, "two")));
            write.updateTable(halfway);
          });
      assertThat(olap.tables()).containsExactly(halfway);
      long version = olap.tablesVersion();
      commit(olap, 1, write -> write.updateTable(halfway.live()));
      assertThat(olap.tables()).containsExactly(halfway.live());
      assertThat(olap.tablesVersion()).isGreaterThan(version);
      commit(olap, 1, write -> write.updateTable(halfway.quarantined("no 'reason'")));
      assertThat(olap.tables().iterator().next().state()).isEqualTo(MirrorState.QUARANTINED);
      assertThat(olap.tables().iterator().next().reason()).isEqualTo("no 'reason'");
      assertThat(items(olap)).isEqualTo("[[1, one], [2, two]]");
    }
  }

  @Test
  void tablesVersionGrowsWithTablesAndNotWithRows() {
    try (OlapBackend olap = open(dir)) {
      long empty = olap.tablesVersion();
      create(olap, 1, ITEMS);
      long created = olap.tablesVersion();
      assertThat(created).isGreaterThan(empty);
      commit(olap, 2, write -> write.apply(upserts(ITEMS, row(1L, "one"))));
      assertThat(olap.tablesVersion()).isEqualTo(created);
      commit(olap, 3, write -> write.dropTable("items"));
      assertThat(olap.tablesVersion()).isGreaterThan(created);
    }
  }

  @Test
  void aQueryForOtherTablesIsSentBack() {
    try (OlapBackend olap = open(dir)) {
      create(olap, 1, ITEMS);
      long stale = olap.tablesVersion();
      create(olap, 2, EVERYTHING);
      Translation.Translated translated =
          new Translation.Translated(
              "SELECT id FROM items",
              List.of(new OutputColumn("id", ValueKind.INTEGER)),
              List.of());
      refused(
          ErrorCode.OLAP_CHANGED,
          () ->
              olap.query(new OlapQuery(translated, List.of(), stale, QueryOptions.DEFAULT))
                  .close());
      assertThat(items(olap)).isEqualTo("[]");
    }
  }

  @Test
  void propertiesCanBeReplaced() {
    try (OlapBackend olap = open(dir)) {
      commit(olap, 1, write -> write.putProperty("p", "one"));
      commit(
          olap,
          1,
          write -> {
            write.putProperty("p", "two");
            write.putProperty("p", "three");
            write.putProperty("q", "");
          });
      assertThat(olap.property("p")).contains("three");
      assertThat(olap.property("q")).contains("");
    }
  }

  // Loads.

  @Test
  void manyRowsCanBeAppended() {
    try (OlapBackend olap = open(dir)) {
      create(olap, 1, ITEMS);
      commit(olap, 2, write -> write.append(live(ITEMS), numbered(300_000)));
      assertThat(
              rows(
                  olap,
                  "SELECT count(*), sum(id), min(name), max(name) FROM items",
                  ValueKind.INTEGER,
                  ValueKind.INTEGER,
                  ValueKind.TEXT,
                  ValueKind.TEXT))
          .isEqualTo("[[300000, 45000150000, name 1, name 99999]]");
      assertThat(list(olap, "SELECT id FROM items", ValueKind.INTEGER)).hasSize(300_000);
    }
  }

  @Test
  void appendingNothingIsFine() {
    try (OlapBackend olap = open(dir)) {
      create(olap, 1, ITEMS);
      commit(
          olap,
          2,
          write -> {
            write.append(live(ITEMS), List.of());
            write.apply(new TableChanges(ITEMS, List.of(), List.of()));
          });
      assertThat(items(olap)).isEqualTo("[]");
    }
  }

  @Test
  void arrowBatchesCanBeLoaded() throws IOException {
    try (OlapBackend olap = open(dir);
        RootAllocator allocator = new RootAllocator()) {
      create(olap, 1, EVERYTHING);
      byte[] stream = arrowStream(allocator, EVERYTHING.columns());
      try (ArrowStreamReader reader =
          new ArrowStreamReader(new ByteArrayInputStream(stream), allocator)) {
        commit(olap, 2, write -> write.loadArrow(live(EVERYTHING), reader));
      }
      commit(olap, 3, write -> write.apply(upserts(EVERYTHING, row(1L, 0L, 0.0, "new", null))));
      assertThat(
              rows(
                  olap,
                  "SELECT id, i, r, t, b FROM everything ORDER BY id",
                  ValueKind.INTEGER,
                  ValueKind.INTEGER,
                  ValueKind.REAL,
                  ValueKind.TEXT,
                  ValueKind.BLOB))
          .isEqualTo(
              "[[0, 0, 0.0, ü0, x'00'], [1, 0, 0.0, new, null], [2, null, null, null, null],"
                  + " [3, 3, 1.5, ü3, x'03']]");
    }
  }

  @Test
  void arrowBatchesOfOtherColumnsAreRefused() throws IOException {
    try (OlapBackend olap = open(dir);
        RootAllocator allocator = new RootAllocator()) {
      create(olap, 1, ITEMS);
      byte[] stream = arrowStream(allocator, EVERYTHING.columns());
      try (ArrowStreamReader reader =
              new ArrowStreamReader(new ByteArrayInputStream(stream), allocator);
          OlapWrite write = olap.beginWrite()) {
        refused(ErrorCode.TYPE_MISMATCH, () -> write.loadArrow(live(ITEMS), reader));
      }
    }
  }

  private static byte[] arrowStream(RootAllocator allocator, List<Field> columns)
      throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (VectorSchemaRoot root = VectorSchemaRoot.create(new Schema(columns), allocator);
        ArrowStreamWriter writer = new ArrowStreamWriter(root, null, out)) {
      writer.start();
      for (int batch = 0; batch < 2; batch++) {
        root.allocateNew();
        for (int i = 0; i < 2; i++) {
          int id = batch * 2 + i;
          ((BigIntVector) root.getVector(0)).setSafe(i, id);
          if (id != 2) {
            ((BigIntVector) root.getVector(1)).setSafe(i, id);
            ((Float8Vector) root.getVector(2)).setSafe(i, id / 2.0);
            ((VarCharVector) root.getVector(3))
                .setSafe(i, ("ü" + id).getBytes(StandardCharsets.UTF_8));
            ((VarBinaryVector) root.getVector(4)).setSafe(i, new byte[] {(byte) id});
          }
        }
        root.setRowCount(2);
        writer.writeBatch();
      }
      writer.end();
    }
    return out.toByteArray();
  }

  // Queries that end early, and engines that do.

  @Test
  void aCursorCanBeClosedEarlyAndTwice() {
    try (OlapBackend olap = open(dir)) {
      create(olap, 1, ITEMS);
      commit(olap, 2, write -> write.append(live(ITEMS), numbered(100_000)));
      for (int i = 0; i < 20; i++) {
        OlapCursor cursor =
            query(olap, "SELECT id FROM items", QueryOptions.DEFAULT, ValueKind.INTEGER);
        assertThat(cursor.next()).isNotNull();
        cursor.close();
        cursor.close();
        refused(ErrorCode.ENGINE_CLOSED, cursor::next);
      }
      assertThat(rows(olap, "SELECT count(*) FROM items", ValueKind.INTEGER))
          .isEqualTo("[[100000]]");
    }
  }

  @Test
  void manyCursorsMayBeOpenAtOnce() {
    try (OlapBackend olap = open(dir)) {
      create(olap, 1, ITEMS);
      commit(olap, 2, write -> write.append(live(ITEMS), numbered(10)));
      List<OlapCursor> cursors = new ArrayList<>();
      for (int i = 0; i < 20; i++) {
        cursors.add(
            query(
                olap, "SELECT id FROM items ORDER BY id", QueryOptions.DEFAULT, ValueKind.INTEGER));
      }
      for (int row = 1; row <= 10; row++) {
        for (OlapCursor cursor : cursors) {
          assertThat(cursor.next()).containsExactly(row);
        }
      }
      cursors.forEach(OlapCursor::close);
    }
  }

  @Test
  void aFailingQueryLeavesTheEngineUsable() {
    try (OlapBackend olap = open(dir)) {
      create(olap, 1, ITEMS);
      for (int i = 0; i < 3; i++) {
        refused(
            ErrorCode.OLAP_FAILED,
            () -> rows(olap, "SELECT no_such_column FROM items", ValueKind.INTEGER));
        assertThat(items(olap)).isEqualTo("[]");
      }
    }
  }

  @Test
  void aQueryStopsAtItsTimeout() {
    try (OlapBackend olap = open(dir)) {
      fillForLongQuery(olap);
      refused(
          ErrorCode.QUERY_TIMEOUT,
          () -> longQuery(olap, new QueryOptions(Duration.ofMillis(50))).close());
      assertThat(rows(olap, "SELECT count(*) FROM items", ValueKind.INTEGER)).isEqualTo("[[3000]]");
    }
  }

  @Test
  void aTimeoutThatIsNotReachedChangesNothing() {
    try (OlapBackend olap = open(dir)) {
      fillForLongQuery(olap);
      try (OlapCursor cursor =
          query(
              olap,
              "SELECT count(*) FROM items",
              new QueryOptions(Duration.ofHours(1)),
              ValueKind.INTEGER)) {
        assertThat(cursor.next()).containsExactly(3000);
        assertThat(cursor.next()).isNull();
      }
    }
  }

  @Test
  void aClosedEngineRefusesWork() {
    OlapBackend olap = open(dir);
    create(olap, 1, ITEMS);
    long version = olap.tablesVersion();
    Translation.Translated translated =
        new Translation.Translated(
            "SELECT id FROM items", List.of(new OutputColumn("id", ValueKind.INTEGER)), List.of());
    olap.close();
    olap.close();
    refused(ErrorCode.ENGINE_CLOSED, olap::beginWrite);
    refused(
        ErrorCode.ENGINE_CLOSED,
        () -> olap.query(new OlapQuery(translated, List.of(), version, QueryOptions.DEFAULT)));
  }

  @Test
  void closingEndsOpenCursors() {
    OlapBackend olap = open(dir);
    create(olap, 1, ITEMS);
    commit(olap, 2, write -> write.append(live(ITEMS), numbered(100_000)));
    OlapCursor cursor =
        query(olap, "SELECT id FROM items", QueryOptions.DEFAULT, ValueKind.INTEGER);
    assertThat(cursor.next()).isNotNull();
    olap.close();
    refused(ErrorCode.ENGINE_CLOSED, cursor::next);
    cursor.close();
  }

  @Test
  void closingStopsRunningQueries() throws Exception {
    OlapBackend olap = open(dir);
    fillForLongQuery(olap);
    CountDownLatch started = new CountDownLatch(2);
    List<Future<Void>> queries = new ArrayList<>();
    for (int i = 0; i < 2; i++) {
      queries.add(
          start(
              () -> {
                started.countDown();
                refused(
                    ErrorCode.ENGINE_CLOSED, () -> longQuery(olap, QueryOptions.DEFAULT).close());
              }));
    }
    assertThat(started.await(LIMIT_SECONDS, TimeUnit.SECONDS)).isTrue();
    olap.close();
    for (Future<Void> query : queries) {
      await(query);
    }
  }

  @Test
  void closingWhileRowsAreReadHarmsNobody() throws Exception {
    for (int round = 0; round < 10; round++) {
      Path own = dir.resolve("round" + round);
      assertThat(own.toFile().mkdir()).isTrue();
      OlapBackend olap = open(own);
      create(olap, 1, ITEMS);
      commit(olap, 2, write -> write.append(live(ITEMS), numbered(20_000)));
      CountDownLatch reading = new CountDownLatch(200 * (round + 1));
      List<Future<Void>> readers = new ArrayList<>();
      for (int i = 0; i < 3; i++) {
        readers.add(
            start(
                () -> {
                  try {
                    while (true) {
                      try (OlapCursor cursor =
                          query(
                              olap,
                              "SELECT id, name FROM items",
                              QueryOptions.DEFAULT,
                              ValueKind.INTEGER,
                              ValueKind.TEXT)) {
                        while (cursor.next() != null) {
                          reading.countDown();
                        }
                      }
                    }
                  } catch (HtapException e) {
                    assertThat(e.code()).isEqualTo(ErrorCode.ENGINE_CLOSED);
                  }
                }));
      }
      assertThat(reading.await(LIMIT_SECONDS, TimeUnit.SECONDS)).isTrue();
      olap.close();
      for (Future<Void> reader : readers) {
        await(reader);
      }
    }
  }

  @Test
  void closingWaitsForTheWriteInProgress() throws Exception {
    OlapBackend olap = open(dir);
    create(olap, 1, ITEMS);
    OlapWrite write = olap.beginWrite();
    CountDownLatch closing = new CountDownLatch(1);
    Future<Void> close =
        start(
            () -> {
              closing.countDown();
              olap.close();
            });
    assertThat(closing.await(LIMIT_SECONDS, TimeUnit.SECONDS)).isTrue();
    write.append(live(ITEMS), numbered(50_000));
    write.commit(2);
    write.close();
    await(close);
    try (OlapBackend again = open(dir)) {
      assertThat(again.appliedThrough()).isEqualTo(2);
      assertThat(rows(again, "SELECT count(*) FROM items", ValueKind.INTEGER))
          .isEqualTo("[[50000]]");
    }
  }

  @Test
  void closingRollsBackAWriteThatItsOwnThreadLeftOpen() {
    OlapBackend olap = open(dir);
    create(olap, 1, ITEMS);
    OlapWrite write = olap.beginWrite();
    write.apply(upserts(ITEMS, row(1L, "one")));
    olap.close();
    refused(ErrorCode.ENGINE_CLOSED, () -> write.commit(2));
    write.close();
    try (OlapBackend again = open(dir)) {
      assertThat(again.appliedThrough()).isEqualTo(1);
      assertThat(items(again)).isEqualTo("[]");
    }
  }

  // Snapshots.

  @Test
  void aSnapshotKeepsWhatItSawWhileWritesGoOn() {
    try (OlapBackend olap = open(dir)) {
      create(olap, 1, ITEMS);
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
  void aSnapshotGivesTheRowsOfARange() {
    try (OlapBackend olap = open(dir)) {
      create(olap, 1, ITEMS);
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
  void rangesOfTextAreThoseOfItsBytes() {
    TableSchema words = table("words", List.of("word"), field("word", SqliteField.UTF8));
    try (OlapBackend olap = open(dir)) {
      create(olap, 1, words);
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
  void rangesOfSeveralColumnsGoColumnByColumn() {
    TableSchema pairs =
        table(
            "pa\"irs",
            List.of("k e y", "b"),
            field("b", SqliteField.BINARY),
            field("k e y", SqliteField.FLOAT64));
    try (OlapBackend olap = open(dir)) {
      create(olap, 1, pairs);
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
  void rowsWithoutAKeyBelongToTheFirstRange() {
    TableSchema pairs =
        table(
            "pairs",
            List.of("a", "b"),
            field("a", SqliteField.INT64),
            field("b", SqliteField.INT64));
    try (OlapBackend olap = open(dir)) {
      create(olap, 1, pairs);
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
  void aSnapshotGivesValuesAsTheyWereStored() {
    @Nullable Object[] full = row(1L, Long.MAX_VALUE, 0.1, "emoji 😀 \u0000 end", bytes("00ff"));
    @Nullable Object[] empty = row(2L, null, null, null, null);
    @Nullable Object[] odd = row(3L, 1L, Double.NEGATIVE_INFINITY, "", bytes(""));
    try (OlapBackend olap = open(dir)) {
      create(olap, 1, EVERYTHING);
      commit(olap, 2, write -> write.apply(upserts(EVERYTHING, full, empty, odd)));
      try (OlapSnapshot pin = olap.pin()) {
        assertThat(storedRows(pin, EVERYTHING, KeyRange.ALL))
            .usingRecursiveFieldByFieldElementComparator()
            .containsExactlyInAnyOrder(full, empty, odd);
      }
    }
  }

  @Test
  void aSnapshotGivesTypedValues() {
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
    try (OlapBackend olap = open(dir)) {
      create(olap, 1, typed);
      commit(olap, 2, write -> write.apply(upserts(typed, full, empty)));
      try (OlapSnapshot pin = olap.pin()) {
        List<@Nullable Object[]> rows = storedRows(pin, typed, KeyRange.ALL);
        assertThat(rows.stream().map(Arrays::asList))
            .containsExactlyInAnyOrder(Arrays.asList(full), Arrays.asList(empty));
      }
    }
  }

  @Test
  void aClosedSnapshotRefusesWork() {
    try (OlapBackend olap = open(dir)) {
      create(olap, 1, ITEMS);
      OlapSnapshot pin = olap.pin();
      pin.close();
      pin.close();
      refused(ErrorCode.ENGINE_CLOSED, () -> stored(pin, ITEMS, KeyRange.ALL));
      commit(olap, 2, write -> write.apply(upserts(ITEMS, row(1L, "one"))));
      assertThat(items(olap)).isEqualTo("[[1, one]]");
    }
  }

  @Test
  void closingStopsSnapshotsThatAreRead() throws Exception {
    OlapBackend olap = open(dir);
    create(olap, 1, ITEMS);
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
        .map(OlapBackendContract::text)
        .sorted()
        .toList()
        .toString();
  }

  private static String text(@Nullable Object[] row) {
    List<String> values = new ArrayList<>();
    for (Object value : row) {
      values.add(
          value instanceof byte[] blob
              ? "x'" + HexFormat.of().formatHex(blob) + "'"
              : String.valueOf(value));
    }
    return values.toString();
  }

  private static void fillForLongQuery(OlapBackend olap) {
    create(olap, 1, ITEMS);
    commit(olap, 2, write -> write.append(live(ITEMS), numbered(3_000)));
  }

  /** Looks at 10^14 combinations unless it is stopped. */
  private static OlapCursor longQuery(OlapBackend olap, QueryOptions options) {
    OlapCursor cursor =
        query(
            olap,
            "SELECT count(*) FROM items a, items b, items c, items d"
                + " WHERE a.name || b.name || c.name || d.name = 'no such name'",
            options,
            ValueKind.INTEGER);
    cursor.next();
    return cursor;
  }

  // Helpers: what the tests above say, in short words.

  /** A nullable column. */
  protected static Field field(String name, ArrowType type) {
    return Field.nullable(name, type);
  }

  /** A table with a primary key. */
  protected static TableSchema table(String name, List<String> key, Field... columns) {
    return new TableSchema(name, new Schema(Arrays.asList(columns)), key);
  }

  /** A stored row or a key. */
  protected static @Nullable Object[] row(@Nullable Object... values) {
    return values;
  }

  private static @Nullable Object[] key(@Nullable Object... values) {
    return values;
  }

  @SafeVarargs
  @SuppressWarnings("varargs")
  private static List<@Nullable Object[]> listOf(@Nullable Object[]... rows) {
    return Arrays.asList(rows);
  }

  private static List<@Nullable Object[]> keys(@Nullable Object[]... keys) {
    return Arrays.asList(keys);
  }

  private static List<@Nullable Object[]> numbered(int count) {
    List<@Nullable Object[]> rows = new ArrayList<>();
    for (long id = 1; id <= count; id++) {
      rows.add(row(id, "name " + id));
    }
    return rows;
  }

  private static byte[] bytes(String hex) {
    return HexFormat.of().parseHex(hex);
  }

  private static MirrorTable live(TableSchema table) {
    return MirrorTable.loading(table).live();
  }

  /** Upserts without deletes. */
  protected static TableChanges upserts(TableSchema table, @Nullable Object[]... rows) {
    return new TableChanges(table, List.of(), Arrays.asList(rows));
  }

  /** Makes an empty table that answers queries. */
  protected static void create(OlapBackend olap, long position, TableSchema table) {
    commit(olap, position, write -> write.createTable(live(table)));
  }

  /** One write transaction. */
  protected static void commit(OlapBackend olap, long position, Consumer<OlapWrite> work) {
    try (OlapWrite write = olap.beginWrite()) {
      work.accept(write);
      write.commit(position);
    }
  }

  /** Starts a query without parameters. */
  protected static OlapCursor query(
      OlapBackend olap, String sql, QueryOptions options, ValueKind... kinds) {
    List<OutputColumn> columns = new ArrayList<>();
    for (ValueKind kind : kinds) {
      columns.add(new OutputColumn("c" + columns.size(), kind));
    }
    return olap.query(
        new OlapQuery(
            new Translation.Translated(sql, columns, List.of()),
            List.of(),
            olap.tablesVersion(),
            options));
  }

  /** All rows of a query. */
  protected static List<@Nullable Object[]> list(OlapBackend olap, String sql, ValueKind... kinds) {
    List<@Nullable Object[]> rows = new ArrayList<>();
    try (OlapCursor cursor = query(olap, sql, QueryOptions.DEFAULT, kinds)) {
      for (@Nullable Object[] row = cursor.next(); row != null; row = cursor.next()) {
        rows.add(row);
      }
    }
    return rows;
  }

  /** All rows of a query as one text: {@code [[1, one], [2, x'00']]}. */
  protected static String rows(OlapBackend olap, String sql, ValueKind... kinds) {
    return list(olap, sql, kinds).stream().map(OlapBackendContract::text).toList().toString();
  }

  private static String items(OlapBackend olap) {
    return rows(olap, "SELECT id, name FROM items ORDER BY id", ValueKind.INTEGER, ValueKind.TEXT);
  }

  /** Asserts that the work is refused with that code. */
  protected static void refused(ErrorCode code, Runnable work) {
    assertThatExceptionOfType(HtapException.class)
        .isThrownBy(work::run)
        .satisfies(e -> assertThat(e.code()).as(e.getMessage()).isEqualTo(code));
  }

  /** Work that may fail. */
  protected interface Work {
    /** Runs once. */
    void run() throws Exception;
  }

  /** Runs the work on a thread of its own. */
  protected static Future<Void> start(Work work) {
    ExecutorService thread = Executors.newSingleThreadExecutor();
    try {
      return thread.submit(
          () -> {
            work.run();
            return null;
          });
    } finally {
      thread.shutdown();
    }
  }

  /** Waits for the work and passes on how it failed. */
  protected static void await(Future<Void> work) throws Exception {
    try {
      work.get(LIMIT_SECONDS, TimeUnit.SECONDS);
    } catch (ExecutionException e) {
      throw new AssertionError(e.getCause());
    } catch (TimeoutException e) {
      fail("still running after " + LIMIT_SECONDS + " s", e);
    }
  }
}
