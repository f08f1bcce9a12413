package dev.rhei;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.rhei.core.engine.KeyRange;
import dev.rhei.core.engine.MirrorState;
import dev.rhei.core.engine.MirrorTable;
import dev.rhei.core.engine.OlapWrite;
import dev.rhei.core.engine.TableChanges;
import dev.rhei.core.error.ErrorCode;
import dev.rhei.core.error.HtapException;
import dev.rhei.core.schema.Identifier;
import dev.rhei.core.schema.SqliteField;
import dev.rhei.core.schema.TableSchema;
import dev.rhei.core.sync.RowDifference;
import dev.rhei.core.sync.TableVerification;
import dev.rhei.core.sync.TableVerification.Repair;
import dev.rhei.core.sync.VerifyReport;
import dev.rhei.testkit.LeakGuard;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.apache.arrow.vector.types.DateUnit;
import org.apache.arrow.vector.types.pojo.ArrowType;
import org.apache.arrow.vector.types.pojo.Field;
import org.apache.arrow.vector.types.pojo.Schema;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Copies that are damaged on purpose: what differs is found, named, and put right. */
@ExtendWith(LeakGuard.class)
class VerifyTest {
  private static final int PIECE = 10;

  @TempDir Path dir;
  private final Heard heard = new Heard();
  private final ExecutorService threads = Executors.newCachedThreadPool();

  @AfterEach
  void endThreads() {
    threads.shutdownNow();
  }

  private static final String LETTERS = "char(65 + (%1$d * 37) %% 58) || %1$d, %1$d";
  private static final String PAIRS = "%1$d, 'b' || (%1$d %% 3), %1$d";

  /** A table's name, its columns, and the values of its n-th row. */
  static Stream<Arguments> tables() {
    return Stream.of(
        Arguments.of("integer", "(id INTEGER PRIMARY KEY, v TEXT)", "%1$d, 'v%1$d'"),
        Arguments.of(
            "sparse", "(id INTEGER PRIMARY KEY, v REAL)", "%1$d * 250000000000000000, %1$d / 7.0"),
        Arguments.of("no key", "(v TEXT, b BLOB)", "'v%1$d', x'%1$02x'"),
        Arguments.of("a \"key\"", "(k TEXT PRIMARY KEY, v INTEGER)", "'k%1$d', %1$d"),
        Arguments.of("text", "(k TEXT PRIMARY KEY, v) WITHOUT ROWID", "'k%1$d', %1$d"),
        Arguments.of("😀", "(k TEXT PRIMARY KEY, v) WITHOUT ROWID", "char(%1$d * 30000), '😀'"),
        Arguments.of("nocase", "(k TEXT PRIMARY KEY COLLATE NOCASE, v) WITHOUT ROWID", LETTERS),
        Arguments.of("rtrim", "(k TEXT PRIMARY KEY COLLATE RTRIM, v) WITHOUT ROWID", LETTERS),
        Arguments.of("pair", "(a INTEGER, b TEXT, v, PRIMARY KEY (b, a)) WITHOUT ROWID", PAIRS),
        Arguments.of(
            "down", "(a INTEGER, b TEXT, v, PRIMARY KEY (b DESC, a)) WITHOUT ROWID", PAIRS),
        Arguments.of("blob", "(k BLOB PRIMARY KEY, v) WITHOUT ROWID", "x'%1$02xff', 'é'"),
        Arguments.of("real", "(k REAL PRIMARY KEY, v) WITHOUT ROWID", "%1$d - 20.5, %1$d"),
        Arguments.of("number", "(k NUMERIC PRIMARY KEY, v) WITHOUT ROWID", "%1$d / 2.0, %1$d"));
  }

  @ParameterizedTest
  @MethodSource("tables")
  void findsAndRepairsWhateverTheKeyIs(String name, String columns, String values) {
    try (HtapEngine engine = open()) {
      String quoted = Identifier.quote(name);
      engine.execute("CREATE TABLE " + quoted + columns);
      for (int i = 1; i <= 35; i++) {
        engine.execute("INSERT INTO " + quoted + " VALUES (" + String.format(values, i) + ")");
      }
      engine.registerTable(name);
      assertThat(engine.verify(name).isClean()).isTrue();
      TableSchema schema = mirror(engine, name).schema();
      List<Object[]> rows = copied(engine, name);
      assertThat(rows).hasSize(35);
      Object[] gone = rows.get(4);
      Object[] changed = rows.get(20).clone();
      changed[schema.indexOf("v")] = null;
      Object[] added = rows.get(34).clone();
      added[schema.keyIndexes()[0]] = beyond(added[schema.keyIndexes()[0]]);
      damage(engine, name, List.<Object[]>of(key(schema, gone)), List.of(changed, added));

      List<String> expected =
          List.of(
              "MISSING " + text(key(schema, gone)),
              "EXTRA " + text(key(schema, added)),
              "DIFFERENT " + text(key(schema, changed)));
      TableVerification found = engine.verify(name).tables().get(0);
      assertThat(texts(found.first())).containsExactlyInAnyOrderElementsOf(expected);
      assertThat(found.rows()).isEqualTo(35);
      assertThat(found.missing()).isEqualTo(1);
      assertThat(found.extra()).isEqualTo(1);
      assertThat(found.different()).isEqualTo(1);
      assertThat(found.repair()).isEqualTo(Repair.NONE);

      TableVerification repaired = engine.repair(name).tables().get(0);
      assertThat(texts(repaired.first())).containsExactlyInAnyOrderElementsOf(expected);
      assertThat(repaired.repair()).isEqualTo(Repair.RANGES);
      assertThat(engine.verify(name).isClean()).isTrue();
      assertThat(copied(engine, name).stream().map(VerifyTest::text))
          .containsExactlyElementsOf(rows.stream().map(VerifyTest::text).toList());
    }
  }

  private static Object beyond(Object key) {
    if (key instanceof Long) {
      return Long.MAX_VALUE;
    }
    if (key instanceof Double) {
      return Double.POSITIVE_INFINITY;
    }
    return key instanceof String text ? text + "\uDBFF\uDFFF" : new byte[] {-1, -1, -1};
  }

  @Test
  void aCleanDatabaseIsClean() {
    try (HtapEngine engine = open()) {
      engine.execute("CREATE TABLE empty (id INTEGER PRIMARY KEY)");
      engine.execute("CREATE TABLE \"two words\" (a, b BLOB, c REAL)");
      engine.execute("INSERT INTO \"two words\" VALUES (9223372036854775807, x'00', 1e999)");
      engine.execute("INSERT INTO \"two words\" VALUES (NULL, NULL, -0.0)");
      engine.registerTable("empty");
      engine.registerTable("two words");
      engine.execute("INSERT INTO \"two words\" VALUES (-9223372036854775808, x'', 0.0)");
      VerifyReport report = engine.verify();
      assertThat(report.isClean()).isTrue();
      assertThat(report.sequence()).isEqualTo(engine.status().appliedSequence());
      assertThat(report.tables())
          .extracting(TableVerification::table)
          .containsExactlyInAnyOrder("empty", "two words");
      assertThat(report.table("TWO words").orElseThrow().rows()).isEqualTo(3);
      assertThat(engine.repair("empty").tables().get(0).repair()).isEqualTo(Repair.NONE);
    }
  }

  @Test
  void typedColumnsAreComparedInTheirTypes() {
    TableSchema typed =
        new TableSchema(
            "typed",
            new Schema(
                List.of(
                    Field.nullable("id", SqliteField.INT64),
                    Field.nullable("day", new ArrowType.Date(DateUnit.DAY)),
                    Field.nullable("yes", ArrowType.Bool.INSTANCE),
                    Field.nullable(
                        "at",
                        new ArrowType.Timestamp(
                            org.apache.arrow.vector.types.TimeUnit.MICROSECOND, null)),
                    Field.nullable("price", new ArrowType.Decimal(12, 2, 128)))),
            List.of("id"));
    try (HtapEngine engine = open()) {
      engine.execute(
          "CREATE TABLE typed (id INTEGER PRIMARY KEY, day TEXT, yes INTEGER, at TEXT, price)");
      for (int i = 1; i <= 25; i++) {
        engine.execute(
            "INSERT INTO typed VALUES (?, ?, ?, ?, ?)",
            i,
            "2026-01-" + (10 + i % 9),
            i % 2,
            "2026-01-01" + (i % 3 == 0 ? "T" : " ") + "10:00:" + (10 + i) + ".000001",
            i % 2 == 0 ? (Object) (i + ".5") : (Object) i);
      }
      engine.registerTable(typed);
      assertThat(engine.verify("typed").isClean()).isTrue();
      LocalDate day = LocalDate.of(2026, 1, 11);
      Instant at = Instant.parse("2026-01-01T10:00:11.000001Z");
      BigDecimal one = new BigDecimal("1.00");
      assertThat(copied(engine, "typed"))
          .usingRecursiveFieldByFieldElementComparator()
          .contains(new Object[] {1L, day, true, at, one});
      damage(
          engine,
          "typed",
          List.of(),
          List.of(
              new Object[] {1L, day.plusDays(1), true, at, one},
              new Object[] {2L, null, null, null, null},
              new Object[] {3L, day.plusDays(2), true, at.plusSeconds(2).plusNanos(1_000), one},
              new Object[] {
                4L, day.plusDays(3), false, at.plusSeconds(3), new BigDecimal("4.51")
              }));
      TableVerification found = engine.repair("typed").tables().get(0);
      assertThat(texts(found.first()))
          .containsExactlyInAnyOrder(
              "DIFFERENT [1]", "DIFFERENT [2]", "DIFFERENT [3]", "DIFFERENT [4]");
      assertThat(engine.verify("typed").isClean()).isTrue();
      assertThat(copied(engine, "typed"))
          .usingRecursiveFieldByFieldElementComparator()
          .contains(new Object[] {1L, day, true, at, one});
    }
  }

  @Test
  void keysWithoutACommonOrderAreComparedToo() {
    Field day = Field.nullable("day", new ArrowType.Date(DateUnit.DAY));
    TableSchema dated = new TableSchema("dated", new Schema(List.of(day)), List.of("day"));
    try (HtapEngine engine = open()) {
      engine.execute("CREATE TABLE dated (day TEXT PRIMARY KEY) WITHOUT ROWID");
      LocalDate first = LocalDate.of(2026, 1, 1);
      for (int i = 0; i < 45; i++) {
        engine.execute("INSERT INTO dated VALUES (?)", first.plusDays(i).toString());
      }
      engine.registerTable(dated);
      LocalDate never = LocalDate.of(1900, 1, 1);
      damage(
          engine,
          "dated",
          List.<Object[]>of(new Object[] {first}),
          List.<Object[]>of(new Object[] {never}));
      TableVerification found = engine.repair("dated").tables().get(0);
      assertThat(texts(found.first()))
          .containsExactlyInAnyOrder("MISSING [" + first + "]", "EXTRA [" + never + "]");
      assertThat(found.rows()).isEqualTo(45);
      assertThat(found.ranges()).isEqualTo(5);
      assertThat(engine.verify("dated").isClean()).isTrue();
    }
  }

  @Test
  void aDatabaseInAnotherEncodingIsComparedToo() {
    Foreign.run(
        dir.resolve("app.db"),
        "PRAGMA encoding = 'UTF-16le'",
        "CREATE TABLE words (k TEXT PRIMARY KEY, v INTEGER) WITHOUT ROWID");
    try (HtapEngine engine = open()) {
      for (int i = 0; i < 45; i++) {
        engine.execute("INSERT INTO words VALUES (char(?), ?)", 230 + 7 * i, i);
      }
      engine.registerTable("words");
      assertThat(engine.verify("words").isClean()).isTrue();
      damage(engine, "words", List.<Object[]>of(new Object[] {"ô"}), List.of());
      assertThat(texts(engine.repair("words").tables().get(0).first()))
          .containsExactly("MISSING [ô]");
      assertThat(engine.verify("words").isClean()).isTrue();
    }
  }

  @Test
  void findsDamageAtTheBordersOfRanges() {
    int rows = 1_000;
    try (HtapEngine engine = open()) {
      numbered(engine, rows);
      TableSchema schema = mirror(engine, "t").schema();
      long range = 10 * PIECE;
      List<Object[]> deletes = new ArrayList<>();
      List<String> expected = new ArrayList<>();
      for (long id : new long[] {1, PIECE, PIECE + 1, range, range + 1, rows}) {
        deletes.add(new Object[] {id});
        expected.add("MISSING [" + id + "]");
      }
      List<Object[]> upserts = new ArrayList<>();
      for (long id : new long[] {Long.MIN_VALUE, 0, rows + 1, rows + 2, Long.MAX_VALUE}) {
        upserts.add(new Object[] {id, "extra"});
        expected.add("EXTRA [" + id + "]");
      }
      for (long id : new long[] {2, range - 1, range + 2, rows - 1}) {
        upserts.add(new Object[] {id, "different"});
        expected.add("DIFFERENT [" + id + "]");
      }
      damage(engine, "t", deletes, upserts);
      TableVerification found = engine.repair("t").tables().get(0);
      assertThat(texts(found.first())).containsExactlyInAnyOrderElementsOf(expected);
      assertThat(found.ranges()).isEqualTo(11);
      assertThat(found.repair()).isEqualTo(Repair.RANGES);
      assertThat(engine.verify("t").isClean()).isTrue();
      assertThat(schema).isEqualTo(mirror(engine, "t").schema());
      BothSides.assertEqual(engine, "t");
    }
  }

  @Test
  void aLargeTableIsComparedInPiecesOfTheDefaultSize() {
    int rows = 250_000;
    HtapConfig config = HtapConfig.at(dir.resolve("app.db")).manualSync().listener(heard);
    try (HtapEngine engine = HtapEngine.open(config)) {
      numbered(engine, rows);
      heard.clear();
      assertThat(engine.verify("t").isClean()).isTrue();
      assertThat(heard.of("verified"))
          .hasSize(13)
          .startsWith("verified t 20000 of 250000")
          .endsWith("verified t 250000 of 250000");
      damage(
          engine,
          "t",
          List.of(new Object[] {1L}, new Object[] {200_000L}),
          List.of(new Object[] {200_001L, "x"}, new Object[] {rows + 1L, "x"}));
      assertThat(texts(engine.repair("t").tables().get(0).first()))
          .containsExactlyInAnyOrder(
              "MISSING [1]", "MISSING [200000]", "DIFFERENT [200001]", "EXTRA [250001]");
      assertThat(engine.verify("t").isClean()).isTrue();
    }
  }

  @Test
  void rowsThatTheCopyHasTwiceAreExtra() {
    try (HtapEngine engine = open()) {
      numbered(engine, 100);
      MirrorTable mirror = mirror(engine, "t");
      List<Object[]> again =
          List.of(
              new Object[] {5L, "v5"},
              new Object[] {5L, "v5"},
              new Object[] {50L, "other"},
              new Object[] {200L, "extra"},
              new Object[] {200L, "extra"});
      try (OlapWrite write = engine.olap().beginWrite()) {
        write.append(mirror, again);
        write.commit(engine.olap().appliedThrough());
      }
      assertThat(engine.repair("t").tables().get(0).extra()).isEqualTo(5);
      assertThat(engine.verify("t").isClean()).isTrue();
      BothSides.assertEqual(engine, "t");
    }
  }

  @Test
  void aRowThatNoKeyLeadsToMakesTheRepairAResync() {
    try (HtapEngine engine = open()) {
      numbered(engine, 100);
      try (OlapWrite write = engine.olap().beginWrite()) {
        write.append(mirror(engine, "t"), List.<Object[]>of(new Object[] {null, "lost"}));
        write.commit(engine.olap().appliedThrough());
      }
      TableVerification found = engine.repair("t").tables().get(0);
      assertThat(texts(found.first())).containsExactly("EXTRA [null]");
      assertThat(found.repair()).isEqualTo(Repair.RESYNC);
      assertThat(engine.verify("t").isClean()).isTrue();
    }
  }

  @Test
  void aTableThatDiffersAllOverIsLoadedAnew() {
    try (HtapEngine engine = open()) {
      numbered(engine, 200);
      List<Object[]> deletes = new ArrayList<>();
      for (long id = 100; id <= 150; id++) {
        deletes.add(new Object[] {id});
      }
      damage(engine, "t", deletes, List.of());
      TableVerification found = engine.repair("t").tables().get(0);
      assertThat(found.missing()).isEqualTo(51);
      assertThat(found.first()).hasSize(TableVerification.SHOWN);
      assertThat(found.repair()).isEqualTo(Repair.RESYNC);
      assertThat(engine.verify("t").isClean()).isTrue();
    }
  }

  @Test
  void isCleanWhileWritersWrite() throws Exception {
    HtapConfig config = config().syncInterval(Duration.ofMillis(1));
    try (HtapEngine engine = HtapEngine.open(config)) {
      numbered(engine, 500);
      engine.execute("CREATE TABLE u (k TEXT PRIMARY KEY, v INTEGER) WITHOUT ROWID");
      engine.registerTable("u");
      AtomicBoolean writing = new AtomicBoolean(true);
      AtomicInteger written = new AtomicInteger();
      List<Future<?>> writers = new ArrayList<>();
      for (int i = 0; i < 4; i++) {
        Random random = new Random(i);
        writers.add(
            threads.submit(
                () -> {
                  while (writing.get()) {
                    long id = random.nextInt(700);
                    engine.execute("INSERT OR REPLACE INTO t VALUES (?, ?)", id, "w" + id);
                    engine.execute("DELETE FROM t WHERE id = ?", random.nextInt(700));
                    engine.execute("INSERT OR REPLACE INTO u VALUES (?, ?)", "k" + id, id);
                    written.incrementAndGet();
                  }
                  return null;
                }));
      }
      long last = -1;
      for (int round = 0; round < 15; round++) {
        int before = written.get();
        VerifyReport report = engine.verify();
        assertThat(report.isClean()).as(report.toString()).isTrue();
        assertThat(report.sequence()).isGreaterThanOrEqualTo(last);
        last = report.sequence();
        BothSides.waitUntil("writers go on", () -> written.get() > before + 5);
        if (round % 5 == 2) {
          damage(engine, "t", List.of(), List.<Object[]>of(new Object[] {900L, "extra"}));
          assertThat(engine.repair("t").tables().get(0).extra()).isEqualTo(1);
          engine.startSync(Duration.ofMillis(1));
        }
      }
      writing.set(false);
      for (Future<?> writer : writers) {
        writer.get(60, TimeUnit.SECONDS);
      }
      assertThat(engine.verify().isClean()).isTrue();
      BothSides.assertEqual(engine, "t", "u");
    }
  }

  @Test
  void writesAndCyclesGoOnWhileItCompares() {
    try (HtapEngine engine = open()) {
      numbered(engine, 500);
      AtomicInteger rounds = new AtomicInteger();
      heard.onProgress(
          () -> {
            int round = rounds.incrementAndGet();
            engine.execute("DELETE FROM t WHERE id = ?", 500 - round);
            engine.execute("INSERT INTO t VALUES (?, 'new')", 1_000 + round);
            engine.syncNow();
          });
      VerifyReport report = engine.verify("t");
      heard.onProgress(() -> {});
      assertThat(heard.failures()).isEmpty();
      assertThat(rounds.get()).isGreaterThan(10);
      assertThat(report.isClean()).isTrue();
      assertThat(report.tables().get(0).rows()).isEqualTo(500);
      assertThat(engine.verify("t").isClean()).isTrue();
    }
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void closingEndsIt(boolean fromTheListener) throws Exception {
    HtapEngine engine = open();
    numbered(engine, 2_000);
    Future<?>[] close = new Future<?>[1];
    AtomicInteger pieces = new AtomicInteger();
    heard.onProgress(
        () -> {
          if (pieces.incrementAndGet() == 5) {
            if (fromTheListener) {
              engine.close();
            } else {
              close[0] = threads.submit(engine::close);
            }
          }
        });
    try {
      assertThatExceptionOfType(HtapException.class)
          .isThrownBy(
              () -> {
                while (true) {
                  engine.verify();
                }
              })
          .satisfies(e -> assertThat(e.code()).isEqualTo(ErrorCode.ENGINE_CLOSED));
      if (close[0] != null) {
        close[0].get(60, TimeUnit.SECONDS);
      }
    } finally {
      engine.close();
    }
    assertThat(heard.failures()).isEmpty();
    try (HtapEngine again = open()) {
      assertThat(again.verify().isClean()).isTrue();
    }
  }

  @Test
  void anInterruptEndsIt() throws Exception {
    try (HtapEngine engine = open()) {
      numbered(engine, 2_000);
      heard.onProgress(() -> Thread.currentThread().interrupt());
      Future<VerifyReport> verifying = threads.submit(() -> engine.verify());
      assertThatExceptionOfType(ExecutionException.class)
          .isThrownBy(() -> verifying.get(60, TimeUnit.SECONDS))
          .satisfies(
              e ->
                  assertThat(((HtapException) e.getCause()).code())
                      .isEqualTo(ErrorCode.INTERRUPTED));
      heard.onProgress(() -> {});
      assertThat(engine.verify().isClean()).isTrue();
    }
  }

  @Test
  void aTableOffTheCopyIsReportedAsNotCompared() {
    try (HtapEngine engine = open()) {
      numbered(engine, 20);
      engine.execute("CREATE TABLE mixed (id INTEGER PRIMARY KEY, v)");
      engine.execute("INSERT INTO mixed VALUES (1, 1)");
      engine.registerTable("mixed");
      engine.execute("INSERT INTO mixed VALUES (2, 'two')");
      engine.syncNow();
      VerifyReport report = engine.verify();
      TableVerification mixed = report.table("mixed").orElseThrow();
      assertThat(report.isClean()).isFalse();
      assertThat(mixed.isCompared()).isFalse();
      assertThat(mixed.state()).isEqualTo(MirrorState.QUARANTINED);
      assertThat(mixed.reason()).isEqualTo(BothSides.reason(engine, "mixed"));
      assertThat(report.table("t").orElseThrow().isClean()).isTrue();
      assertThat(engine.repair("mixed").tables()).containsExactly(mixed);
    }
  }

  @Test
  void aTableThatIsBeingLoadedIsReportedAsNotCompared() {
    try (HtapEngine engine = open()) {
      numbered(engine, 500);
      List<TableVerification> found = new ArrayList<>();
      heard.onProgress(
          () -> {
            heard.onProgress(() -> {});
            found.addAll(engine.verify("t").tables());
          });
      engine.resync("t");
      assertThat(heard.failures()).isEmpty();
      assertThat(found).extracting(TableVerification::state).containsExactly(MirrorState.LOADING);
      assertThat(found.get(0).isClean()).isFalse();
      assertThat(engine.verify("t").isClean()).isTrue();
    }
  }

  @Test
  void refusesWhatItCannotDo() {
    HtapEngine engine = open();
    try (engine) {
      numbered(engine, 1);
      refused(ErrorCode.TABLE_NOT_REGISTERED, () -> engine.verify("nothing"));
      refused(ErrorCode.TABLE_NOT_REGISTERED, () -> engine.repair("nothing"));
      engine.transaction(
          tx -> {
            refused(ErrorCode.TRANSACTION_NESTED, engine::verify);
            refused(ErrorCode.TRANSACTION_NESTED, () -> engine.verify("t"));
            refused(ErrorCode.TRANSACTION_NESTED, () -> engine.repair("t"));
            return null;
          });
    }
    refused(ErrorCode.ENGINE_CLOSED, engine::verify);
  }

  @Test
  void aCopyThatWasJustOpenedIsCompared() {
    try (HtapEngine engine = open()) {
      numbered(engine, 50);
    }
    try (HtapEngine engine = open()) {
      damage(engine, "t", List.<Object[]>of(new Object[] {7L}), List.of());
      assertThat(texts(engine.verify("t").tables().get(0).first())).containsExactly("MISSING [7]");
    }
  }

  @Test
  void anotherBackendIsComparedToo() {
    HtapConfig config =
        config().olapBackend(() -> SqliteOlapBackend.open(dir.resolve("copy.sqlite")));
    try (HtapEngine engine = HtapEngine.open(config)) {
      numbered(engine, 300);
      damage(
          engine,
          "t",
          List.<Object[]>of(new Object[] {100L}),
          List.of(new Object[] {101L, null}, new Object[] {900L, "extra"}));
      assertThat(texts(engine.repair("t").tables().get(0).first()))
          .containsExactlyInAnyOrder("MISSING [100]", "DIFFERENT [101]", "EXTRA [900]");
      assertThat(engine.verify("t").isClean()).isTrue();
    }
  }

  private HtapConfig config() {
    return HtapConfig.at(dir.resolve("app.db"))
        .manualSync()
        .sync(sync -> sync.loadRows(PIECE).loadSlice(Duration.ofMillis(1)))
        .listener(heard);
  }

  private HtapEngine open() {
    return HtapEngine.open(config());
  }

  /** A registered table t of rows numbered from 1. */
  private static void numbered(HtapEngine engine, int rows) {
    engine.execute("CREATE TABLE t (id INTEGER PRIMARY KEY, v TEXT)");
    engine.execute(
        "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n LIMIT ?)"
            + " INSERT INTO t SELECT i, 'v' || i FROM n",
        rows);
    engine.registerTable("t");
  }

  private static MirrorTable mirror(HtapEngine engine, String table) {
    return engine.olap().tables().stream()
        .filter(mirror -> mirror.schema().name().equals(table))
        .findFirst()
        .orElseThrow();
  }

  /** Changes the copy, and nothing else, behind everybody's back. */
  private static void damage(
      HtapEngine engine, String table, List<Object[]> deletes, List<Object[]> upserts) {
    engine.stopSync();
    engine.syncNow();
    try (OlapWrite write = engine.olap().beginWrite()) {
      write.apply(new TableChanges(mirror(engine, table).schema(), deletes, upserts));
      write.commit(engine.olap().appliedThrough());
    }
  }

  /** The rows of the copy in the order of their keys. */
  private static List<Object[]> copied(HtapEngine engine, String table) {
    TableSchema schema = mirror(engine, table).schema();
    List<Object[]> rows = new ArrayList<>();
    try (var pin = engine.olap().pin()) {
      pin.rows(schema, KeyRange.ALL, rows::add);
    }
    rows.sort((a, b) -> text(key(schema, a)).compareTo(text(key(schema, b))));
    return rows;
  }

  private static Object[] key(TableSchema schema, Object[] row) {
    return Arrays.stream(schema.keyIndexes()).mapToObj(i -> row[i]).toArray();
  }

  private static String text(Object[] values) {
    return Arrays.deepToString(values);
  }

  private static List<String> texts(List<RowDifference> differences) {
    return differences.stream().map(d -> d.kind() + " " + text(d.key().toArray())).toList();
  }

  private static void refused(ErrorCode code, Runnable work) {
    assertThatExceptionOfType(HtapException.class)
        .isThrownBy(work::run)
        .satisfies(e -> assertThat(e.code()).isEqualTo(code));
  }
}
