package dev.rhei.testkit;

import static dev.rhei.testkit.OlapFixtures.EVERYTHING;
import static dev.rhei.testkit.OlapFixtures.ID;
import static dev.rhei.testkit.OlapFixtures.ITEMS;
import static dev.rhei.testkit.OlapFixtures.bytes;
import static dev.rhei.testkit.OlapFixtures.commit;
import static dev.rhei.testkit.OlapFixtures.createTable;
import static dev.rhei.testkit.OlapFixtures.field;
import static dev.rhei.testkit.OlapFixtures.list;
import static dev.rhei.testkit.OlapFixtures.listOf;
import static dev.rhei.testkit.OlapFixtures.live;
import static dev.rhei.testkit.OlapFixtures.query;
import static dev.rhei.testkit.OlapFixtures.refused;
import static dev.rhei.testkit.OlapFixtures.row;
import static dev.rhei.testkit.OlapFixtures.rows;
import static dev.rhei.testkit.OlapFixtures.table;
import static dev.rhei.testkit.OlapFixtures.upserts;
import static org.assertj.core.api.Assertions.assertThat;

import dev.rhei.core.engine.Column;
import dev.rhei.core.engine.MirrorTable;
import dev.rhei.core.engine.OlapBackend;
import dev.rhei.core.engine.OlapCursor;
import dev.rhei.core.engine.OlapQuery;
import dev.rhei.core.engine.OlapWrite;
import dev.rhei.core.engine.QueryOptions;
import dev.rhei.core.engine.TableChanges;
import dev.rhei.core.engine.Translation;
import dev.rhei.core.engine.Translation.OutputColumn;
import dev.rhei.core.engine.ValueKind;
import dev.rhei.core.error.ErrorCode;
import dev.rhei.core.schema.SqliteField;
import dev.rhei.core.schema.TableSchema;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.apache.arrow.vector.types.DateUnit;
import org.apache.arrow.vector.types.pojo.ArrowType;
import org.apache.arrow.vector.types.pojo.Field;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Values on their way in and out. Part of {@link OlapBackendContract}. */
interface OlapValuesContract extends OlapContract {

  @Test
  default void extremesComeBackAsTheyWere() {
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
    try (OlapBackend olap = open(dir())) {
      createTable(olap, 1, EVERYTHING);
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
  default void numericColumnsReadIntegralValuesAsIntegers() {
    try (OlapBackend olap = open(dir())) {
      createTable(olap, 1, EVERYTHING);
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
  default void columnsHaveTheLabelsAndTypesAnnounced() {
    try (OlapBackend olap = open(dir())) {
      createTable(olap, 1, EVERYTHING);
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
  default void parametersAreBoundByPosition() {
    try (OlapBackend olap = open(dir())) {
      createTable(olap, 1, EVERYTHING);
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
  default void aRepeatedQuerySeesWhatWasCommittedMeanwhile() {
    try (OlapBackend olap = open(dir())) {
      createTable(olap, 1, ITEMS);
      String sql = "SELECT count(*) FROM items WHERE id > 1000 AND name = 'n'";
      for (int i = 0; i < 5; i++) {
        assertThat(rows(olap, sql, ValueKind.INTEGER)).isEqualTo("[[" + i + "]]");
        long id = 1001L + i;
        commit(olap, i + 2L, write -> write.apply(upserts(ITEMS, row(id, "n"))));
      }
    }
  }

  @Test
  default void typedColumnsComeBackInTheirTypes() {
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
    try (OlapBackend olap = open(dir())) {
      if (!typedColumns()) {
        try (OlapWrite write = olap.beginWrite()) {
          refused(ErrorCode.TABLE_UNSUPPORTED, () -> write.createTable(MirrorTable.loading(typed)));
        }
        return;
      }
      createTable(olap, 1, typed);
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
}
