package dev.rhei;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.rhei.cdc.rocksdb.RocksDbCdcConfig;
import dev.rhei.core.cdc.CdcEvent;
import dev.rhei.core.engine.MirrorState;
import dev.rhei.core.error.ErrorCode;
import dev.rhei.core.error.HtapException;
import dev.rhei.core.route.QueryHint;
import dev.rhei.testkit.LeakGuard;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** The application tells the log of its changes itself; there are no triggers. */
@ExtendWith(LeakGuard.class)
class StandaloneLogTest {
  @TempDir Path dir;
  private final Heard heard = new Heard();
  private HtapEngine engine;

  @BeforeEach
  void openWithATable() {
    engine = HtapEngine.open(config());
    engine.execute("CREATE TABLE item (id INTEGER PRIMARY KEY, v TEXT)");
    engine.execute("INSERT INTO item VALUES (1, 'before'), (2, 'before')");
    engine.registerTable("item");
    heard.clear();
  }

  @AfterEach
  void close() {
    engine.close();
  }

  private HtapConfig plain() {
    return HtapConfig.at(dir.resolve("app.db")).manualSync().listener(heard);
  }

  private HtapConfig config() {
    return plain().cdc(RocksDbCdcConfig.standalone(dir.resolve("log")));
  }

  private void reopen(HtapConfig config) {
    engine.close();
    heard.clear();
    engine = HtapEngine.open(config);
  }

  private void insert(long id, String v) {
    engine.execute("INSERT INTO item VALUES (?, ?)", id, v);
    engine.append(List.of(CdcEvent.insert(1, "item", 0, new Object[] {id, v})));
  }

  private long triggers() {
    return engine
        .query("/*+ oltp */ SELECT count(*) FROM sqlite_schema WHERE type = 'trigger'")
        .toList(row -> row.getLong(0))
        .get(0);
  }

  @Test
  void theCopyFollowsWhatIsAppended() {
    assertThat(triggers()).isZero();
    insert(3, "third");
    BothSides.assertEqual(engine, "item");
    engine.transaction(
        tx -> {
          tx.execute("UPDATE item SET v = 'changed' WHERE id = 1");
          return tx.execute("DELETE FROM item WHERE id = 2");
        });
    long position =
        engine.append(
            List.of(
                CdcEvent.update(1, "item", 0, new Object[] {1L}, new Object[] {1L, "changed"}),
                CdcEvent.delete(1, "item", 0, new Object[] {2L})));
    assertThat(position).isEqualTo(3);
    assertThat(engine.status().latestSequence()).isEqualTo(3);
    BothSides.assertEqual(engine, "item");
    assertThat(heard.of("loaded", "rebuild")).isEmpty();
  }

  @Test
  void theBackgroundReplayIsWokenByAnAppend() {
    engine.startSync(Duration.ofHours(1));
    insert(3, "third");
    BothSides.waitUntil("the copy", () -> engine.status().lagEvents() == 0);
    BothSides.assertEqual(engine, "item");
  }

  @Test
  void whatWasNotAppendedIsNotInTheCopy() {
    engine.execute("INSERT INTO item VALUES (9, 'told to nobody')");
    assertThat(BothSides.inCopy(engine, "SELECT id FROM item")).hasSize(2);
    assertThat(engine.verify("item").isClean()).isFalse();
    engine.repair("item");
    BothSides.assertEqual(engine, "item");
  }

  @Test
  void aRestartGoesOnWhereItStood() {
    insert(3, "third");
    engine.syncNow();
    insert(4, "fourth");
    reopen(config());
    engine.syncNow();
    assertThat(heard.of("rebuild", "live")).isEmpty();
    BothSides.assertEqual(engine, "item");
  }

  @Test
  void eventsOfOtherWidthsLeadToANewLoad() {
    engine.execute("INSERT INTO item VALUES (3, 'third')");
    engine.append(List.of(CdcEvent.insert(1, "item", 0, new Object[] {3L})));
    engine.syncNow();
    BothSides.assertEqual(engine, "item");
    insert(4, "fourth");
    BothSides.assertEqual(engine, "item");
  }

  @Test
  void eventsOfTablesThatAreNotRegisteredAreLeftAlone() {
    engine.append(List.of(CdcEvent.insert(1, "unknown", 0, new Object[] {3L})));
    insert(3, "third");
    engine.syncNow();
    BothSides.assertEqual(engine, "item");
  }

  @Test
  void valuesThatSqliteDoesNotHaveAreRefusedAtOnce() {
    assertThatExceptionOfType(HtapException.class)
        .isThrownBy(
            () -> engine.append(List.of(CdcEvent.insert(1, "item", 0, new Object[] {3, "x"}))))
        .withMessageContaining("java.lang.Integer")
        .satisfies(e -> assertThat(e.code()).isEqualTo(ErrorCode.PARAMETER_INVALID));
    assertThat(engine.status().latestSequence()).isZero();
  }

  @Test
  void anAppendComesAfterTheCommit() {
    List<CdcEvent> event = List.of(CdcEvent.insert(1, "item", 0, new Object[] {3L, "third"}));
    assertThatExceptionOfType(HtapException.class)
        .isThrownBy(() -> engine.transaction(tx -> engine.append(event)))
        .withMessageContaining("call it after the commit")
        .satisfies(e -> assertThat(e.code()).isEqualTo(ErrorCode.TRANSACTION_NESTED));
    assertThat(engine.status().latestSequence()).isZero();
  }

  @Test
  void aChangedDefinitionIsLoadedAnew() {
    insert(3, "third");
    engine.execute("ALTER TABLE item ADD COLUMN more INTEGER DEFAULT 7");
    engine.execute("INSERT INTO item VALUES (4, 'fourth', 8)");
    engine.append(List.of(CdcEvent.insert(1, "item", 0, new Object[] {4L, "fourth", 8L})));
    engine.syncNow();
    BothSides.assertEqual(engine, "item");
  }

  @Test
  void aTableWithoutAKeyIsToldByRowid() {
    engine.execute("CREATE TABLE line (t TEXT)");
    engine.registerTable("line");
    engine.execute("INSERT INTO line VALUES ('first')");
    engine.append(List.of(CdcEvent.insert(1, "line", 0, new Object[] {"first", 1L})));
    BothSides.assertEqualWithRowids(engine, "line");
    engine.execute("DELETE FROM line");
    engine.append(List.of(CdcEvent.delete(1, "line", 0, new Object[] {1L})));
    BothSides.assertEqual(engine, "line");
  }

  @Test
  void triggersComeAndGoWithTheKindOfTheLog() {
    insert(3, "third");
    engine.syncNow();
    reopen(plain());
    assertThat(triggers()).isPositive();
    engine.execute("INSERT INTO item VALUES (4, 'by triggers')");
    engine.syncNow();
    BothSides.assertEqual(engine, "item");
    engine.execute("UPDATE item SET v = 'once more'");
    reopen(config());
    assertThat(triggers()).isZero();
    engine.syncNow();
    BothSides.assertEqual(engine, "item");
    insert(5, "fifth");
    BothSides.assertEqual(engine, "item");
  }

  @Test
  void aTableThatCannotBeCapturedByTriggersIsQuarantinedThen() {
    engine.execute("CREATE TABLE gone (id INTEGER PRIMARY KEY)");
    engine.registerTable("gone");
    engine.close();
    try (Foreign foreign = new Foreign(dir.resolve("app.db"))) {
      foreign.execute("DROP TABLE gone");
    }
    heard.clear();
    engine = HtapEngine.open(plain());
    engine.syncNow();
    assertThat(BothSides.state(engine, "gone")).isEqualTo(MirrorState.QUARANTINED);
    BothSides.assertEqual(engine, "item");
  }

  @Test
  void queriesOfEitherSideSeeTheirOwn() {
    insert(3, "third");
    assertThat(
            Answers.rows(engine, Query.of("SELECT count(*) FROM item").hint(QueryHint.PREFER_OLAP)))
        .isEqualTo(
            Answers.rows(engine, Query.of("SELECT count(*) FROM item").hint(QueryHint.OLTP)));
  }
}
