package dev.rhei;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.rhei.core.engine.MirrorState;
import dev.rhei.core.engine.QueryResult;
import dev.rhei.core.error.ErrorCode;
import dev.rhei.core.error.HtapException;
import dev.rhei.core.route.QueryHint;
import dev.rhei.core.route.QueryTarget;
import dev.rhei.core.schema.SqliteField;
import dev.rhei.core.schema.TableSchema;
import dev.rhei.oltp.sqlite.LogForm;
import dev.rhei.testkit.LeakGuard;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.apache.arrow.vector.types.DateUnit;
import org.apache.arrow.vector.types.TimeUnit;
import org.apache.arrow.vector.types.pojo.ArrowType;
import org.apache.arrow.vector.types.pojo.Field;
import org.apache.arrow.vector.types.pojo.FieldType;
import org.apache.arrow.vector.types.pojo.Schema;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** SQLite's columns take any value; the copy follows, or says that it cannot. */
@ExtendWith(LeakGuard.class)
class RetypeTest {
  @TempDir Path dir;
  private final Heard heard = new Heard();
  private HtapEngine engine;

  @BeforeEach
  void open() {
    engine = HtapEngine.open(config());
  }

  @AfterEach
  void close() {
    engine.close();
  }

  private HtapConfig config() {
    return HtapConfig.at(dir.resolve("app.db")).manualSync().listener(heard);
  }

  // Columns that are typed anew.

  @Test
  void decimalsThatWereIntegersBecomeReals() {
    table("price DECIMAL(10,2)", 1, 2);
    assertThat(types()).containsExactly("integer");
    engine.execute("UPDATE t SET price = 2.5 WHERE id = 2");
    assertFollows();
    assertThat(BothSides.inCopy(engine, "SELECT price FROM t")).containsExactly("[1]", "[2.5]");
  }

  @Test
  void decimalsThatWereRealsBecomeText() {
    table("price DECIMAL(10,2)", 1.5);
    engine.execute("UPDATE t SET price = 'a lot'");
    assertFollows();
  }

  @Test
  void anUntypedColumnFollowsFromIntegersToText() {
    table("v", 1, 2);
    engine.execute("UPDATE t SET v = 'number ' || v");
    assertFollows();
    assertThat(types()).containsExactly("text");
  }

  @Test
  void anEmptyColumnTakesWhateverComesFirst() {
    table("v");
    engine.execute("INSERT INTO t VALUES (1, ?)", (Object) new byte[] {1, 2});
    assertFollows();
    engine.execute("UPDATE t SET v = 5.5");
    assertFollows();
    engine.execute("UPDATE t SET v = NULL");
    assertFollows();
  }

  @Test
  void anIntegerColumnMayHoldTextOnly() {
    table("v INTEGER", 1, 2);
    engine.execute("UPDATE t SET v = 'text' || v");
    assertFollows();
  }

  @Test
  void anIntegerColumnMayHoldReals() {
    table("v INTEGER", 1, 2);
    engine.execute("UPDATE t SET v = v + 0.5 WHERE id = 1");
    assertFollows();
  }

  @Test
  void onlyTheTableWithTheMisfitIsLoadedAnew() {
    table("v", 1);
    engine.execute("CREATE TABLE other (id INTEGER PRIMARY KEY)");
    engine.registerTable("other");
    engine.execute("UPDATE t SET v = 'text'");
    engine.execute("INSERT INTO other VALUES (1)");
    heard.clear();
    engine.syncNow();
    assertThat(heard.of("loaded")).allMatch(text -> text.startsWith("loaded t "));
    BothSides.assertEqual(engine, "t", "other");
  }

  @ParameterizedTest
  @EnumSource(LogForm.class)
  void aMisfitThatIsGoneAgainDoesNoHarm(LogForm form) {
    engine.close();
    engine =
        HtapEngine.open(
            config().sqlite(sqlite -> sqlite.logForm(form)).sync(sync -> sync.chunkEvents(1)));
    table("v", 1, 2);
    engine.execute("UPDATE t SET v = 'for a moment' WHERE id = 1");
    engine.execute("UPDATE t SET v = 3 WHERE id = 2");
    engine.execute("UPDATE t SET v = 4 WHERE id = 1");
    assertFollows();
  }

  @Test
  void aQueryRightAfterTheMisfitIsAnsweredRight() {
    table("v", 1, 2);
    engine.execute("UPDATE t SET v = 'x' || v");
    try (QueryResult result = engine.query("/*+ prefer_olap */ SELECT max(v) FROM t")) {
      assertThat(result.route().target()).isEqualTo(QueryTarget.OLTP);
      assertThat(result.toList(row -> row.getString(0))).containsExactly("x2");
    }
    assertFollows();
    assertThat(
            engine.query("/*+ prefer_olap */ SELECT max(v) FROM t").toList(row -> row.getString(0)))
        .containsExactly("x2");
  }

  // Tables that leave the copy.

  @Test
  void integersAndTextInOneColumnAreQuarantined() {
    table("v", 1, 2);
    engine.execute("UPDATE t SET v = 'two' WHERE id = 2");
    engine.syncNow();
    assertQuarantined("several types in column 'v' (integer and text)");
    assertThat(heard.of("quarantined"))
        .singleElement()
        .asString()
        .isEqualTo("quarantined t: " + BothSides.reason(engine, "t"));
  }

  @Test
  void integersThatNoDoubleCanHoldAreNotMixedWithReals() {
    table("v NUMERIC", 9_007_199_254_740_993L);
    engine.execute("INSERT INTO t VALUES (2, 0.5)");
    engine.syncNow();
    assertQuarantined("several types in column 'v'");
  }

  @Test
  void textThatIsNoUtf8IsQuarantined() {
    table("v TEXT", "fine");
    engine.execute("UPDATE t SET v = CAST(x'ff61' AS TEXT)");
    engine.syncNow();
    assertQuarantined("text that is not valid UTF-8");
  }

  @Test
  void aTableThatHoldsTextThatIsNoUtf8CannotBeRegistered() {
    engine.execute("CREATE TABLE t (v TEXT PRIMARY KEY) WITHOUT ROWID");
    engine.execute("INSERT INTO t VALUES (CAST(x'ff61' AS TEXT))");
    assertThatExceptionOfType(HtapException.class)
        .isThrownBy(() -> engine.registerTable("t"))
        .satisfies(e -> assertThat(e.code()).isEqualTo(ErrorCode.TABLE_UNSUPPORTED))
        .withMessageContaining("text that is not valid UTF-8");
    assertThat(engine.status().tables()).isEmpty();
    engine.execute("UPDATE t SET v = 'fine'");
    engine.registerTable("t");
    BothSides.assertEqual(engine, "t");
  }

  @Test
  void textThatIsNoUtf8InALaterPieceOfALoadEndsTheLoad() {
    engine.close();
    engine =
        HtapEngine.open(config().sync(sync -> sync.loadRows(2).loadSlice(Duration.ofMillis(1))));
    engine.execute("CREATE TABLE t (id INTEGER PRIMARY KEY, v TEXT)");
    engine.execute(
        "INSERT INTO t VALUES (1, 'a'), (2, 'b'), (3, 'c'), (4, 'd'), (5, CAST(x'ff' AS TEXT))");
    assertThatExceptionOfType(HtapException.class)
        .isThrownBy(() -> engine.registerTable("t"))
        .satisfies(e -> assertThat(e.code()).isEqualTo(ErrorCode.TABLE_UNSUPPORTED));
    assertThat(engine.status().tables()).isEmpty();
  }

  @Test
  void aTableInQuarantineIsAnsweredBySqliteAndSaysWhy() {
    table("v", 1, 2);
    engine.execute("UPDATE t SET v = 'two' WHERE id = 2");
    try (QueryResult result =
        engine.query("/*+ prefer_olap */ SELECT count(DISTINCT v), max(v) FROM t")) {
      assertThat(result.toList(row -> row.get(0) + " " + row.get(1))).containsExactly("2 two");
      assertThat(result.route().target()).isEqualTo(QueryTarget.OLTP);
      assertThat(result.route().reason()).contains("t, which is not on the copy");
    }
    assertThatExceptionOfType(HtapException.class)
        .isThrownBy(() -> engine.query(Query.of("SELECT max(v) FROM t").hint(QueryHint.OLAP)))
        .satisfies(e -> assertThat(e.code()).isEqualTo(ErrorCode.OLAP_REFUSED));
  }

  @Test
  void resyncAfterARepairEndsTheQuarantine() {
    table("v", 1, 2);
    engine.execute("UPDATE t SET v = 'two' WHERE id = 2");
    engine.syncNow();
    assertThatExceptionOfType(HtapException.class)
        .isThrownBy(() -> engine.resync("t"))
        .satisfies(e -> assertThat(e.code()).isEqualTo(ErrorCode.TABLE_UNSUPPORTED))
        .withMessageContaining("several types");
    engine.execute("UPDATE t SET v = 'one' WHERE id = 1");
    engine.syncNow();
    assertThat(BothSides.state(engine, "t")).isEqualTo(MirrorState.QUARANTINED);
    engine.resync("t");
    BothSides.assertEqual(engine, "t");
    engine.execute("INSERT INTO t VALUES (3, 'three')");
    BothSides.assertEqual(engine, "t");
  }

  @Test
  void aQuarantineSurvivesReopening() {
    table("v", 1, 2);
    engine.execute("UPDATE t SET v = 'two' WHERE id = 2");
    engine.syncNow();
    engine.close();
    engine = HtapEngine.open(config());
    engine.syncNow();
    assertQuarantined("several types in column 'v'");
    engine.execute("UPDATE t SET v = 'one' WHERE id = 1");
    engine.resync("t");
    BothSides.assertEqual(engine, "t");
  }

  @Test
  void aMisfitDoesNotStopOtherTables() {
    table("v", 1);
    engine.execute("CREATE TABLE other (id INTEGER PRIMARY KEY)");
    engine.registerTable("other");
    engine.transaction(
        tx -> {
          tx.execute("INSERT INTO t VALUES (2, 'mixed')");
          return tx.execute("INSERT INTO other VALUES (1)");
        });
    engine.syncNow();
    assertThat(BothSides.state(engine, "t")).isEqualTo(MirrorState.QUARANTINED);
    BothSides.assertEqual(engine, "other");
  }

  // Columns typed by the caller.

  @ParameterizedTest
  @CsvSource({
    "DATE, 2026-02-28, 2026-02-30",
    "DATE, 2026-02-28, 28 February",
    "TIMESTAMP, 2026-02-28 12:00:00.5, noon",
    "DECIMAL, 1.25, 1.257",
    "DECIMAL, 99999999.99, 100000000",
  })
  void aValueThatATypedColumnCannotHoldIsQuarantined(String type, String good, String bad) {
    engine.execute("CREATE TABLE t (id INTEGER PRIMARY KEY, v TEXT)");
    engine.execute("INSERT INTO t VALUES (1, ?)", good);
    engine.registerTable(typed(type));
    assertThat(BothSides.state(engine, "t")).isEqualTo(MirrorState.LIVE);
    List<String> before = BothSides.inCopy(engine, "SELECT * FROM t");
    engine.execute("INSERT INTO t VALUES (2, ?)", bad);
    engine.syncNow();
    assertQuarantined("column 'v' of 't'");
    engine.execute("DELETE FROM t WHERE id = 2");
    engine.resync("t");
    assertThat(BothSides.state(engine, "t")).isEqualTo(MirrorState.LIVE);
    assertThat(BothSides.inCopy(engine, "SELECT * FROM t")).isEqualTo(before);
  }

  @Test
  void aTruthThatIsNeitherZeroNorOneIsQuarantined() {
    engine.execute("CREATE TABLE t (id INTEGER PRIMARY KEY, v BOOLEAN)");
    engine.execute("INSERT INTO t VALUES (1, TRUE), (2, FALSE), (3, NULL)");
    engine.registerTable(typed("BOOL"));
    assertThat(BothSides.inCopy(engine, "SELECT * FROM t"))
        .containsExactly("[1, true]", "[2, false]", "[3, null]");
    engine.execute("UPDATE t SET v = 2 WHERE id = 3");
    engine.syncNow();
    assertQuarantined("column 'v' of 't'");
  }

  @Test
  void aTypedTableThatDoesNotFitFromTheStartIsNotRegistered() {
    engine.execute("CREATE TABLE t (id INTEGER PRIMARY KEY, v TEXT)");
    engine.execute("INSERT INTO t VALUES (1, 'no date')");
    assertThatExceptionOfType(HtapException.class)
        .isThrownBy(() -> engine.registerTable(typed("DATE")))
        .satisfies(e -> assertThat(e.code()).isEqualTo(ErrorCode.TABLE_UNSUPPORTED));
    assertThat(engine.status().tables()).isEmpty();
  }

  @Test
  void aTypedTableStaysTypedAfterReopening() {
    engine.execute("CREATE TABLE t (id INTEGER PRIMARY KEY, v TEXT)");
    engine.execute("INSERT INTO t VALUES (1, '2026-02-28')");
    engine.registerTable(typed("DATE"));
    engine.close();
    engine = HtapEngine.open(config());
    engine.resync("t");
    engine.execute("INSERT INTO t VALUES (2, '2026-03-01')");
    assertThat(BothSides.inCopy(engine, "SELECT v FROM t"))
        .containsExactly("[2026-02-28]", "[2026-03-01]");
  }

  private static TableSchema typed(String type) {
    ArrowType arrow =
        switch (type) {
          case "DATE" -> new ArrowType.Date(DateUnit.DAY);
          case "TIMESTAMP" -> new ArrowType.Timestamp(TimeUnit.MICROSECOND, null);
          case "DECIMAL" -> new ArrowType.Decimal(10, 2, 128);
          default -> new ArrowType.Bool();
        };
    return new TableSchema(
        "t",
        new Schema(
            List.of(
                new Field("id", FieldType.notNullable(SqliteField.INT64), null),
                new Field("v", FieldType.nullable(arrow), null))),
        List.of("id"));
  }

  /** A registered table of (id, this column) with these values. */
  private void table(String column, Object... values) {
    engine.execute("CREATE TABLE t (id INTEGER PRIMARY KEY, " + column + ")");
    for (int i = 0; i < values.length; i++) {
      engine.execute("INSERT INTO t VALUES (?, ?)", i + 1, values[i]);
    }
    engine.registerTable("t");
    BothSides.assertEqual(engine, "t");
  }

  private List<String> types() {
    return engine
        .query(Query.of("SELECT DISTINCT typeof(" + column() + ") FROM t").hint(QueryHint.OLTP))
        .toList(row -> row.getString(0));
  }

  private String column() {
    try (QueryResult result = engine.query("SELECT * FROM t LIMIT 0")) {
      return result.columns().get(1).name();
    }
  }

  private void assertFollows() {
    engine.syncNow();
    BothSides.assertEqual(engine, "t");
  }

  private void assertQuarantined(String reason) {
    assertThat(BothSides.state(engine, "t")).isEqualTo(MirrorState.QUARANTINED);
    assertThat(BothSides.reason(engine, "t")).contains(reason);
    assertThat(engine.explain("SELECT count(*) FROM t").target()).isEqualTo(QueryTarget.OLTP);
  }
}
