package dev.rhei.olap.duckdb.dialect;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rhei.core.engine.Translation.OutputColumn;
import dev.rhei.core.engine.Translation.Refused;
import dev.rhei.core.engine.Translation.Translated;
import dev.rhei.core.engine.ValueKind;
import dev.rhei.core.schema.RowKey;
import dev.rhei.core.schema.SchemaRegistry;
import dev.rhei.core.schema.SqliteField;
import dev.rhei.core.schema.StorageClass;
import dev.rhei.core.schema.TableSchema;
import dev.rhei.olap.duckdb.dialect.Parity.Verdict;
import java.util.List;
import java.util.Random;
import org.apache.arrow.vector.types.DateUnit;
import org.apache.arrow.vector.types.pojo.ArrowType;
import org.apache.arrow.vector.types.pojo.Field;
import org.apache.arrow.vector.types.pojo.Schema;
import org.junit.jupiter.api.Test;

class SqliteToDuckDbTest {
  private static final Field DAY = Field.nullable("day", new ArrowType.Date(DateUnit.DAY));
  private static final Field DUE = Field.nullable("due", new ArrowType.Date(DateUnit.DAY));
  private static final Field PAID = Field.nullable("paid", ArrowType.Bool.INSTANCE);

  private static final SchemaRegistry TABLES =
      SchemaRegistry.of(
          1,
          List.of(
              new TableSchema("o", new Schema(List.of(id(), DAY, DUE, PAID)), List.of("id")),
              new TableSchema("Mixed Case", new Schema(List.of(id())), List.of(), RowKey.ROWID),
              new TableSchema(
                  "w",
                  new Schema(
                      List.of(SqliteField.of("k", "TEXT", StorageClass.TEXT, false, "BINARY"))),
                  List.of("k"),
                  RowKey.PRIMARY_KEY)));

  @Test
  void parametersAreNumberedAsSqliteNumbersThem() throws Exception {
    try (Parity parity = ParityTables.open(7)) {
      for (String sql :
          List.of(
              "SELECT ?, ?, ?3 FROM ids",
              "SELECT ?2, ?, ?1 FROM ids",
              "SELECT :a, @b, $c, :a FROM ids",
              "SELECT id, '?' FROM t WHERE i > ? AND id < ?2 AND s <> ?3 ORDER BY \"id\"",
              "SELECT (SELECT max(i) FROM t WHERE id < ?2), sum(i) FROM t WHERE i > ?1 OR s = ?3",
              "SELECT i + ?1, r * ?2, s || ?3 FROM t WHERE i IN (?1, ?2) OR s = ?3",
              "SELECT id FROM t WHERE s <> ?3 OR s = ?1 ORDER BY id LIMIT ?2 OFFSET ?1",
              "SELECT id FROM t WHERE s <> ?3 ORDER BY id LIMIT ?2 OFFSET ?1")) {
        assertThat(parity.check(sql, 1, 8, "abc").verdict()).as(sql).isEqualTo(Verdict.SAME);
      }
      assertThat(parity.check("SELECT id FROM t WHERE at >= ? ORDER BY id", "2022-01-01").verdict())
          .isEqualTo(Verdict.SAME);
      assertThat(parity.check("SELECT id FROM t WHERE at >= ? ORDER BY id", "2022").verdict())
          .isEqualTo(Verdict.SAME);
      assertThat(parity.check("SELECT id FROM t WHERE i = ?", "1").verdict())
          .isEqualTo(Verdict.SAME);
      assertThat(parity.check("SELECT id FROM t WHERE b = ?", new byte[] {1, 2}).verdict())
          .isEqualTo(Verdict.SAME);
    }
    Translated translated =
        (Translated)
            new SqliteToDuckDb()
                .translate(
                    "SELECT id FROM o WHERE id > ?2 AND id < ?1",
                    List.of(ValueKind.INTEGER, ValueKind.INTEGER),
                    TABLES);
    assertThat(translated.parameters()).containsExactly(1, 0);
    assertThat(translated.sql()).doesNotContain("?1").doesNotContain("?2");
    assertThat(refusal("SELECT ?1")).contains("?1");
  }

  @Test
  void typedColumnsMayBeSelectedCountedGroupedAndComparedWithTheirLike() {
    assertThat(columns("SELECT day, paid FROM o WHERE day <= due"))
        .containsExactly(
            new OutputColumn("day", ValueKind.TYPED), new OutputColumn("paid", ValueKind.TYPED));
    assertThat(columns("SELECT day, count(due) FROM o GROUP BY day"))
        .containsExactly(
            new OutputColumn("day", ValueKind.TYPED),
            new OutputColumn("count(due)", ValueKind.INTEGER));
    for (String sql :
        List.of(
            "SELECT id FROM o WHERE day = '2024-01-01'",
            "SELECT id FROM o WHERE day = paid",
            "SELECT id FROM o WHERE paid",
            "SELECT max(day) FROM o",
            "SELECT id FROM o ORDER BY day",
            "SELECT coalesce(day, due) FROM o")) {
      assertThat(refusal(sql)).as(sql).isNotEmpty();
    }
  }

  @Test
  void aStarIsTheTablesOwnColumns() {
    assertThat(columns("SELECT * FROM [mixed case]"))
        .containsExactly(new OutputColumn("id", ValueKind.INTEGER));
    assertThat(columns("SELECT rowid, oid FROM \"Mixed Case\""))
        .containsExactly(
            new OutputColumn("rowid", ValueKind.INTEGER),
            new OutputColumn("rowid", ValueKind.INTEGER));
    assertThat(columns("SELECT rowid FROM o"))
        .containsExactly(new OutputColumn("id", ValueKind.INTEGER));
    assertThat(refusal("SELECT rowid FROM w")).contains("rowid");
    assertThat(refusal("SELECT _rhei_rowid FROM [mixed case]")).contains("_rhei_rowid");
  }

  @Test
  void labelsAreTheSourceText() {
    assertThat(
            columns(
                "SELECT count( * ) ,id+1/* x */, -- y\n  (id), \"gone\", id  AS 'a b' FROM o GROUP BY id"))
        .extracting(OutputColumn::label)
        .containsExactly("count( * )", "id+1/* x */", "id", "\"gone\"", "a b");
    assertThat(columns("SELECT id IS DISTINCT FROM 1 FROM o"))
        .extracting(OutputColumn::label)
        .containsExactly("id IS DISTINCT FROM 1");
  }

  @Test
  void operatorsBindAsInSqlite() throws Exception {
    try (Parity parity = ParityTables.open(1)) {
      for (String sql :
          List.of(
              "SELECT id * 2 || 'x', id - 1 || 'x', (id - 1) || 'x' FROM t",
              "SELECT i BETWEEN 1 AND 2 = 1, (i BETWEEN 1 AND 2) = 1 FROM t",
              "SELECT 1 < i = 1, NOT i = 1, - i % 3, i & 3 = 1, 1 << 2 + 1 FROM t")) {
        assertThat(parity.check(sql).verdict()).as(sql).isEqualTo(Verdict.SAME);
      }
    }
  }

  @Test
  void datesOfLiteralsAreSqlites() throws Exception {
    Random random = new Random(11);
    try (Parity parity = new Parity()) {
      for (int i = 0; i < 300; i++) {
        String sql =
            "SELECT date('%04d-%02d-%02d', '%+d %s', 'start of %s', '%+d days')"
                .formatted(
                    1000 + random.nextInt(2000),
                    1 + random.nextInt(12),
                    1 + random.nextInt(28),
                    random.nextInt(400) - 200,
                    List.of("days", "months", "years", "day").get(random.nextInt(4)),
                    List.of("month", "year", "day").get(random.nextInt(3)),
                    random.nextInt(100) - 50);
        assertThat(parity.check(sql).verdict()).as(sql).isEqualTo(Verdict.SAME);
      }
      for (String day : List.of("2024-01-31", "2023-12-31", "2024-02-29")) {
        String sql = "SELECT date('" + day + "', '+1 month'), date('" + day + "', '-1 year')";
        assertThat(parity.check(sql).verdict()).as(sql).isEqualTo(Verdict.SAME);
      }
    }
  }

  @Test
  void textThatLooksLikeANumberIsSqlites() throws Exception {
    try (Parity parity = ParityTables.open(1)) {
      for (String text :
          List.of(
              "1",
              " 1 ",
              "+1",
              "1.0",
              "1e0",
              ".5",
              "5.",
              "-2.5",
              "",
              " ",
              "abc",
              "1x",
              "1 1",
              "0x10",
              "1e",
              "--1",
              "9223372036854775808",
              "1e400",
              "inf",
              "nan",
              "1_0")) {
        for (String operator : List.of("=", "<", ">=", "<>")) {
          String sql = "SELECT id FROM t WHERE r " + operator + " '" + text + "'";
          assertThat(parity.check(sql).verdict())
              .as(sql)
              .isIn(Verdict.SAME, Verdict.REFUSED, Verdict.LEFT);
        }
      }
    }
  }

  @Test
  void whatIsTooBigIsRefusedUnparsed() {
    assertThat(refusal("SELECT 1 FROM o WHERE id IN (" + "1,".repeat(500_000) + "1)"))
        .contains("longer than");
    assertThat(refusal("SELECT " + "(".repeat(5_000) + "1" + ")".repeat(5_000)))
        .contains("nested deeper");
    assertThat(refusal("SELECT 'never closed")).contains("never closed");
    assertThat(new SqliteToDuckDb().translate("", List.of(), TABLES)).isInstanceOf(Refused.class);
    assertThat(
            new SqliteToDuckDb().translate("SELECT 1" + " + 1".repeat(16_000), List.of(), TABLES))
        .isNotNull();
  }

  private static List<OutputColumn> columns(String sql) {
    return ((Translated) new SqliteToDuckDb().translate(sql, List.of(), TABLES)).columns();
  }

  private static String refusal(String sql) {
    return ((Refused) new SqliteToDuckDb().translate(sql, List.of(), TABLES)).reason();
  }

  private static Field id() {
    return SqliteField.of("id", "INTEGER", StorageClass.INTEGER, false, "BINARY");
  }
}
