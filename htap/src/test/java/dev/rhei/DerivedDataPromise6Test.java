package dev.rhei;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rhei.core.engine.MirrorState;
import dev.rhei.core.engine.QueryResult;
import dev.rhei.core.route.QueryHint;
import dev.rhei.core.route.QueryTarget;
import dev.rhei.core.sync.Freshness;
import dev.rhei.testkit.LeakGuard;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.Arrays;
import java.util.Random;
import java.util.stream.LongStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Promise 6: the copy is derived data. Whatever becomes of its file, or of the database behind it,
 * the engine opens, answers right, and builds the copy again.
 */
@ExtendWith(LeakGuard.class)
class DerivedDataPromise6Test {
  private static final int ROWS = 1_000;

  @TempDir Path dir;
  private Path file;
  private Path copy;
  private final Heard heard = new Heard();

  @BeforeEach
  void aDatabaseWithItsCopy() {
    file = dir.resolve("app.db");
    copy = dir.resolve("app.db.olap.duckdb");
    try (HtapEngine engine = open()) {
      fill(engine, ROWS);
    }
    assertThat(copy).exists();
    heard.clear();
  }

  // The file of the copy.

  @Test
  void promise6AFileThatIsMissingIsMadeAgain() throws IOException {
    Files.delete(copy);
    assertRebuilt("the copy is empty");
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 100, 4_096, 20_000})
  void promise6AFileThatWasCutShortIsMadeAgain(int length) throws IOException {
    Files.write(copy, Arrays.copyOf(Files.readAllBytes(copy), length));
    assertRebuilt("");
  }

  @Test
  void promise6AFileOfGarbageIsMadeAgain() throws IOException {
    byte[] garbage = new byte[100_000];
    new Random(6).nextBytes(garbage);
    Files.write(copy, garbage);
    assertRebuilt("");
  }

  @Test
  void promise6AFileWithARuinedHeaderIsMadeAgain() throws IOException {
    byte[] content = Files.readAllBytes(copy);
    Arrays.fill(content, 0, 12_288, (byte) 7);
    Files.write(copy, content);
    assertRebuilt("");
  }

  @Test
  void promise6AFileThatIsDeletedWhileItIsInUseIsMadeAgainByTheNextOpen() throws IOException {
    try (HtapEngine engine = open()) {
      engine.execute("INSERT INTO t (v) VALUES ('before')");
      Files.delete(copy);
      engine.execute("INSERT INTO t (v) VALUES ('after')");
      BothSides.assertEqual(engine, "t");
    }
    assertRebuilt("the copy is empty");
  }

  static LongStream seeds() {
    return LongStream.range(1, 9);
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void promise6ADamagedPageNeverMakesAWrongAnswer(long seed) throws IOException {
    byte[] content = Files.readAllBytes(copy);
    Random random = new Random(seed);
    int page = 12_288 + random.nextInt(content.length - 12_288 - 4_096);
    for (int i = 0; i < 4_096; i++) {
      content[page + i] ^= (byte) random.nextInt(256);
    }
    Files.write(copy, content);
    try (HtapEngine engine = open()) {
      engine.execute("UPDATE t SET v = 'after the damage' WHERE id % 10 = 0");
      assertAnswersAreRight(engine, ROWS);
      engine.resync("t");
      engine.resync("u");
      BothSides.assertEqual(engine, "t", "u");
    }
  }

  // The database behind it.

  @Test
  void promise6TheCopyOfAnotherDatabaseIsMadeAgain() throws IOException {
    Path other = dir.resolve("other.db");
    try (HtapEngine engine = HtapEngine.open(HtapConfig.at(other).manualSync())) {
      fill(engine, 7);
      engine.execute("CREATE TABLE only_there (id INTEGER PRIMARY KEY)");
      engine.registerTable("only_there");
    }
    Files.move(dir.resolve("other.db.olap.duckdb"), copy, StandardCopyOption.REPLACE_EXISTING);
    assertRebuilt("the copy was made from another database");
  }

  /** The log goes on where the copy stands, and has another history below that. */
  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void promise6ABackupThatIsWrittenPastTheCopysPositionIsNoticed(boolean whileOpen)
      throws IOException {
    Path backup = dir.resolve("backup.db");
    try (HtapEngine engine = open()) {
      engine.execute("UPDATE t SET v = 'before the backup' WHERE id = 1");
      engine.syncNow();
      if (whileOpen) {
        Foreign.run(file, "VACUUM INTO '" + backup + "'");
      }
    }
    if (!whileOpen) {
      Foreign.run(file, "VACUUM INTO '" + backup + "'");
    }
    try (HtapEngine engine = open()) {
      engine.execute("UPDATE t SET v = 'lost with the restore' WHERE id = 1");
      engine.syncNow();
    }
    Files.copy(backup, file, StandardCopyOption.REPLACE_EXISTING);
    Foreign.run(
        file,
        "UPDATE t SET v = 'after the restore' WHERE id = 2",
        "UPDATE t SET v = 'after the restore' WHERE id = 3");
    heard.clear();
    assertRebuilt("put back to an older state, and written to since");
  }

  /** The same tables, the same number of changes, other values. */
  @ParameterizedTest
  @ValueSource(strings = {"latest", "eventual", "3600000"})
  void promise6TheCopyOfATwinAnswersNoQuery(String freshness) throws IOException {
    Path other = dir.resolve("other.db");
    try (HtapEngine engine = HtapEngine.open(HtapConfig.at(other).manualSync())) {
      fill(engine, ROWS);
      engine.execute("UPDATE t SET v = 'of the twin' WHERE id = 2");
      engine.syncNow();
    }
    try (HtapEngine engine = open()) {
      engine.execute("UPDATE t SET v = 'our own' WHERE id = 2");
      engine.syncNow();
    }
    Files.move(dir.resolve("other.db.olap.duckdb"), copy, StandardCopyOption.REPLACE_EXISTING);
    try (HtapEngine engine = open()) {
      Query query =
          Query.of("SELECT max(v) FROM t WHERE v LIKE 'o%'").freshness(Freshness.parse(freshness));
      assertThat(engine.query(query).toList(row -> row.getString(0))).containsExactly("our own");
      engine.syncNow();
      assertThat(engine.query(query).toList(row -> row.getString(0))).containsExactly("our own");
      BothSides.assertEqual(engine, "t", "u");
    }
  }

  @Test
  void promise6ADatabaseThatWasMadeAnewLeavesNothingOfTheOldOne() {
    deleteDatabase();
    try (HtapEngine engine = open()) {
      assertThat(engine.status().tables()).hasSize(2); // until the first look
      engine.execute("CREATE TABLE t (id INTEGER PRIMARY KEY, v TEXT)");
      engine.execute("INSERT INTO t VALUES (1, 'new')");
      engine.syncNow();
      assertThat(engine.status().tables()).isEmpty();
      engine.registerTable("t");
      BothSides.assertEqual(engine, "t");
    }
  }

  @Test
  void promise6ADatabaseFromAnOlderBackupIsCopiedAnew() throws IOException {
    Path backup = dir.resolve("backup.db");
    Files.copy(file, backup);
    try (HtapEngine engine = open()) {
      engine.execute("DELETE FROM t WHERE id > 10");
      engine.execute("INSERT INTO u VALUES ('only later')");
      engine.syncNow();
    }
    heard.clear();
    deleteDatabase();
    Files.copy(backup, file);
    assertRebuilt("older state");
  }

  @Test
  void promise6ABackupThatIsPutBackWhileTheEngineIsOpenIsNoticed() {
    Path backup = dir.resolve("backup.db");
    Foreign.run(file, "VACUUM INTO '" + backup + "'");
    try (HtapEngine engine = open()) {
      engine.execute("DELETE FROM t WHERE id > 10");
      engine.execute("INSERT INTO u VALUES ('only later')");
      engine.syncNow();
      try (Foreign foreign = new Foreign(file)) {
        foreign.restore(backup);
      }
      engine.syncNow();
      BothSides.assertEqual(engine, "t", "u");
      assertThat(heard.of("rebuild")).singleElement().asString().contains("older state");
    }
  }

  // The log, which another copy uses too.

  @Test
  void promise6ALogThatAnotherCopyPrunedIsNoGapInTheAnswers() {
    try (HtapEngine other = openOther()) {
      other.syncNow();
      other.execute("UPDATE t SET v = 'changed' WHERE id % 2 = 0");
      other.execute("DELETE FROM u WHERE v = 'u5'");
      other.syncNow();
      other.execute("INSERT INTO t (v) VALUES ('last')");
      other.syncNow();
      BothSides.assertEqual(other, "t", "u");
    }
    assertRebuilt("SYNC_GAP");
  }

  @Test
  void promise6TwoCopiesOfOneDatabaseMayPruneEachOthersLog() {
    try (HtapEngine one = open();
        HtapEngine two = openOther()) {
      two.syncNow();
      for (int i = 0; i < 5; i++) {
        one.execute("UPDATE t SET v = ? WHERE id % 5 = ?", "one " + i, i);
        two.syncNow();
        two.execute("INSERT INTO u VALUES (?)", "two " + i);
        if (i % 2 == 0) {
          two.syncNow();
        }
        assertAnswersAreRight(one, ROWS);
      }
      one.syncNow();
      BothSides.assertEqual(one, "t", "u");
      BothSides.assertEqual(two, "t", "u");
    }
  }

  @Test
  void promise6TheBackgroundBuildsTheCopyAgainByItself() throws IOException {
    Files.writeString(copy, "nothing of use", StandardCharsets.UTF_8);
    try (HtapEngine engine = HtapEngine.open(config().syncInterval(Duration.ofMillis(5)))) {
      BothSides.waitUntil(
          "both tables are live",
          () ->
              engine.status().tables().size() == 2
                  && engine.status().tables().stream()
                      .allMatch(t -> t.state() == MirrorState.LIVE));
      BothSides.assertEqual(engine, "t", "u");
    }
  }

  /** Opens, checks that answers are right from the first moment, and that the copy comes back. */
  private void assertRebuilt(String why) {
    try (HtapEngine engine = open()) {
      long rows =
          engine
              .query("/*+ prefer_olap */ SELECT count(*) FROM t")
              .toList(row -> row.getLong(0))
              .get(0);
      assertAnswersAreRight(engine, (int) rows);
      engine.execute("INSERT INTO t (v) VALUES ('while it is rebuilt')");
      engine.syncNow();
      assertThat(heard.of("rebuild")).isNotEmpty();
      assertThat(heard.of("rebuild")).anyMatch(reason -> reason.contains(why));
      assertThat(heard.of("error")).isEmpty();
      assertThat(engine.status().tables()).hasSize(2);
      BothSides.assertEqual(engine, "t", "u");
      try (QueryResult result = engine.query("/*+ prefer_olap */ SELECT count(*) FROM t")) {
        assertThat(result.route().target()).isEqualTo(QueryTarget.OLAP);
        assertThat(result.toList(row -> row.getLong(0))).containsExactly(rows + 1);
      }
    }
    heard.clear();
    try (HtapEngine engine = open()) {
      engine.syncNow();
      assertThat(heard.of("rebuild", "loaded")).isEmpty();
      BothSides.assertEqual(engine, "t", "u");
    }
  }

  private static void assertAnswersAreRight(HtapEngine engine, int rows) {
    assertThat(
            engine
                .query("/*+ prefer_olap */ SELECT count(*), max(id) FROM t")
                .toList(row -> row.getLong(0)))
        .containsExactly((long) rows);
    for (String sql :
        new String[] {"SELECT v, count(*) FROM t GROUP BY v", "SELECT max(v) FROM u"}) {
      assertThat(Answers.rows(engine, Query.of(sql)))
          .containsExactlyInAnyOrderElementsOf(
              Answers.rows(engine, Query.of(sql).hint(QueryHint.OLTP)));
    }
  }

  private static void fill(HtapEngine engine, int rows) {
    engine.execute("CREATE TABLE t (id INTEGER PRIMARY KEY, v TEXT)");
    engine.execute("CREATE TABLE u (v TEXT)");
    engine.transaction(
        tx -> {
          for (int i = 1; i <= rows; i++) {
            tx.execute("INSERT INTO t VALUES (?, ?)", i, "text number " + i * 31);
            tx.execute("INSERT INTO u VALUES (?)", "u" + i);
          }
          return 0;
        });
    engine.registerTable("t");
    engine.registerTable("u");
    engine.execute("UPDATE t SET v = 'first' WHERE id = 1");
    engine.syncNow();
  }

  private void deleteDatabase() {
    for (String suffix : new String[] {"", "-wal", "-shm"}) {
      try {
        Files.deleteIfExists(dir.resolve("app.db" + suffix));
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }

  private HtapEngine open() {
    return HtapEngine.open(config().manualSync());
  }

  private HtapConfig config() {
    return HtapConfig.at(file).listener(heard);
  }

  /** The same database with a copy of its own. */
  private HtapEngine openOther() {
    return HtapEngine.open(
        HtapConfig.at(file)
            .manualSync()
            .olap(dir.resolve("second.duckdb"))
            .sync(sync -> sync.pruneEvents(1)));
  }
}
