package dev.rhei.sync;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.rhei.core.cdc.CdcPosition;
import dev.rhei.core.engine.MirrorState;
import dev.rhei.core.error.ErrorCode;
import dev.rhei.core.error.HtapException;
import dev.rhei.core.route.QueryStatus;
import dev.rhei.core.schema.MalformedText;
import dev.rhei.core.sync.Freshness;
import dev.rhei.core.sync.SyncListener;
import dev.rhei.core.sync.SyncResult;
import dev.rhei.core.sync.SyncStatus;
import dev.rhei.testkit.FaultyOlapBackend;
import dev.rhei.testkit.FaultyOlapBackend.Point;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

class CdcSyncEngineTest {
  private static final Duration LIMIT = Duration.ofSeconds(60);

  private final MemorySource source = new MemorySource();
  private final MemoryOlapBackend copy = new MemoryOlapBackend();
  private final FaultyOlapBackend faulty = new FaultyOlapBackend(copy);
  private final HandClock clock = new HandClock();
  private final Told told = new Told();
  private CdcSyncEngine engine = engine(options -> options, told);

  // Loads and events.

  @Test
  void loadsACapturedTable() {
    source.create(Schemas.numbered("t"));
    source.put("t", 1L, "one");
    source.put("t", 2L, "two");
    source.capture("t");
    SyncResult result = engine.load("t");
    assertThat(result.loadedRows()).isEqualTo(2);
    assertThat(copy.rows("t")).isEqualTo("[[1, one], [2, two]]");
    assertThat(copy.table("t").state()).isEqualTo(MirrorState.LIVE);
  }

  @Test
  void anEmptyTableIsLiveAfterOneCycle() {
    source.create(Schemas.numbered("t"));
    source.capture("t");
    engine.syncOnce();
    assertThat(copy.table("t").state()).isEqualTo(MirrorState.LIVE);
    source.put("t", 1L, "one");
    engine.syncOnce();
    assertThat(copy.rows("t")).isEqualTo("[[1, one]]");
  }

  @Test
  void appliesWhatIsCommittedAndCountsIt() {
    liveTable();
    source.put("t", 1L, "one");
    source.put("t", 2L, "two");
    source.put("t", 2L, "zwei");
    source.delete("t", 1);
    SyncResult result = engine.syncOnce();
    assertThat(copy.rows("t")).isEqualTo("[[2, zwei]]");
    assertThat(result.events()).isEqualTo(4);
    assertThat(result.inserts()).isEqualTo(2);
    assertThat(result.updates()).isEqualTo(1);
    assertThat(result.deletes()).isEqualTo(1);
    assertThat(result.lastSequence()).isEqualTo(4);
  }

  @Test
  void aLogInManyChunksIsOneCommit() {
    engine = engine(options -> options.chunkEvents(1), told);
    liveTable();
    for (long i = 1; i <= 10; i++) {
      source.put("t", i, "n" + i);
    }
    long commits = faulty.calls(Point.BEFORE_COMMIT);
    assertThat(engine.syncOnce().events()).isEqualTo(10);
    assertThat(faulty.calls(Point.BEFORE_COMMIT)).isEqualTo(commits + 1);
    assertThat(copy.rows("t")).isEqualTo(source.rows("t"));
    assertThat(told.take()).containsExactly("cycle to 10");
  }

  @Test
  void aCycleWithNothingToDoTouchesNothing() {
    liveTable();
    long begun = faulty.calls(Point.BEGIN);
    assertThat(engine.syncOnce().events()).isZero();
    assertThat(faulty.calls(Point.BEGIN)).isEqualTo(begun);
    assertThat(told.take()).isEmpty();
  }

  @Test
  void aLoadInPiecesTakesEventsOfWhatIsLoaded() {
    engine = engine(options -> options.loadRows(2).loadSlice(Duration.ofMillis(1)), told);
    source.create(Schemas.numbered("t"));
    for (long i = 1; i <= 7; i++) {
      source.put("t", i * 10, "old");
    }
    source.capture("t");
    engine.makeFresh(Freshness.LATEST, LIMIT);
    assertThat(copy.table("t").loadedKey()).isNull();
    int cycles = 0;
    while (copy.table("t").state() == MirrorState.LOADING) {
      engine.syncOnce();
      source.put("t", 10L, "changed " + cycles);
      source.put("t", 70L, "changed " + cycles);
      source.put("t", 5L + cycles, "new");
      source.delete("t", 20);
      source.put("t", 100L + cycles, "new");
      cycles++;
    }
    engine.syncOnce();
    assertThat(copy.rows("t")).isEqualTo(source.rows("t"));
    assertThat(told.take())
        .contains("live t")
        .filteredOn(notice -> notice.startsWith("loaded"))
        .isNotEmpty();
  }

  @Test
  void progressIsToldPieceByPiece() {
    engine = engine(options -> options.loadRows(2), told);
    source.create(Schemas.numbered("t"));
    for (long i = 1; i <= 5; i++) {
      source.put("t", i, "n");
    }
    source.capture("t");
    engine.loadAll();
    assertThat(told.take())
        .filteredOn(notice -> !notice.startsWith("cycle"))
        .containsExactly(
            "rebuild: the copy is empty",
            "loaded 2 of 5 of t",
            "loaded 4 of 5 of t",
            "loaded 5 of 5 of t",
            "live t");
  }

  @Test
  void catchingUpLoadsNothing() {
    source.create(Schemas.numbered("t"));
    source.put("t", 1L, "one");
    source.capture("t");
    engine.makeFresh(Freshness.LATEST, LIMIT);
    assertThat(copy.table("t").state()).isEqualTo(MirrorState.LOADING);
    assertThat(copy.rows("t")).isEqualTo("[]");
  }

  @Test
  void catchingUpWithWhatIsThereDoesNothing() {
    liveTable();
    source.put("t", 1L, "one");
    CdcPosition before = source.latest();
    engine.makeFresh(Freshness.LATEST, LIMIT);
    long cycles = cycles();
    engine.makeFresh(Freshness.LATEST, LIMIT);
    assertThat(cycles()).isEqualTo(cycles);
    source.put("t", 2L, "two");
    engine.makeFresh(Freshness.EVENTUAL, LIMIT);
    assertThat(copy.rows("t")).isEqualTo("[[1, one]]");
    assertThat(engine.isCurrent(before)).isTrue();
    assertThat(engine.isCurrent(source.latest())).isFalse();
  }

  @Test
  void resyncLoadsAnew() {
    liveTable();
    source.put("t", 1L, "one");
    engine.syncOnce();
    assertThat(engine.resync("T").loadedRows()).isEqualTo(1);
    assertThat(copy.rows("t")).isEqualTo("[[1, one]]");
  }

  @Test
  void resyncOfAnotherTableHeedsAChangeOfDefinition() {
    liveTable();
    source.create(Schemas.numbered("u"));
    source.capture("u");
    engine.loadAll();
    source.alter(Schemas.widened("t"));
    source.put("t", 1L, "one", 11L);
    engine.resync("u");
    assertThat(copy.rows("t")).isEqualTo("[[1, one, 11]]");
  }

  @Test
  void whatIsNotRegisteredCannotBeLoaded() {
    assertThatExceptionOfType(HtapException.class)
        .isThrownBy(() -> engine.load("t"))
        .satisfies(e -> assertThat(e.code()).isEqualTo(ErrorCode.TABLE_NOT_REGISTERED));
    assertThatExceptionOfType(HtapException.class)
        .isThrownBy(() -> engine.resync("t"))
        .satisfies(e -> assertThat(e.code()).isEqualTo(ErrorCode.TABLE_NOT_REGISTERED))
        .withMessageContaining("registerTable(\"t\")");
  }

  // Changes of schema.

  @Test
  void anotherDefinitionIsCapturedAnewAndLoaded() {
    liveTable();
    source.put("t", 1L, "one");
    source.alter(Schemas.widened("t"));
    source.put("t", 2L, "two", 22L);
    source.put("t", 1L, "one", 11L);
    engine.loadAll();
    assertThat(copy.rows("t")).isEqualTo("[[1, one, 11], [2, two, 22]]");
  }

  @Test
  void aTableThatCannotBeCapturedAnyMoreIsQuarantined() {
    MemorySource.Table table = liveTable();
    table.unsupported = "it became a view";
    source.alter(Schemas.widened("t"));
    engine.syncOnce();
    assertThat(copy.table("t").state()).isEqualTo(MirrorState.QUARANTINED);
    assertThat(copy.table("t").reason()).contains("it became a view");
    assertThat(told.take()).anyMatch(notice -> notice.startsWith("quarantined t: "));
  }

  @Test
  void aDroppedTableIsQuarantinedAndOthersGoOn() {
    liveTable();
    source.create(Schemas.numbered("u"));
    source.capture("u");
    engine.loadAll();
    source.drop("t");
    source.put("u", 1L, "one");
    engine.syncOnce();
    assertThat(copy.table("t").state()).isEqualTo(MirrorState.QUARANTINED);
    assertThat(copy.rows("u")).isEqualTo("[[1, one]]");
  }

  @Test
  void aReleasedTableLeavesTheCopy() {
    liveTable();
    source.release("t");
    engine.syncOnce();
    assertThat(copy.tables()).isEmpty();
  }

  @Test
  void lostRowidsReloadTheTablesThatDependOnThem() {
    source.create(Schemas.unkeyed("t"));
    source.put("t", "one", 1L);
    source.capture("t");
    engine.loadAll();
    source.loseRowids();
    assertThat(engine.loadAll().loadedRows()).isEqualTo(1);
  }

  @Test
  void aChangeOfSchemaAppliesWhatIsPendingFirst() {
    liveTable();
    source.put("t", 1L, "one");
    AtomicReference<String> seen = new AtomicReference<>();
    engine.changeSchema(
        () -> {
          seen.set(copy.rows("t"));
          source.release("t");
          return true;
        });
    assertThat(seen).hasValue("[[1, one]]");
    assertThat(copy.tables()).isEmpty();
  }

  @Test
  void aCopyThatCannotFollowDoesNotStopAChangeOfSchema() {
    liveTable();
    source.put("t", 1L, "one");
    faulty.fail(Point.BEGIN, 1);
    assertThat(engine.changeSchema(() -> "changed")).isEqualTo("changed");
    assertThat(engine.status(false, QueryStatus.NONE).lastError()).isPresent();
  }

  @Test
  void aChangeOfSchemaThatFailsIsPassedOn() {
    assertThatExceptionOfType(IllegalStateException.class)
        .isThrownBy(
            () ->
                engine.changeSchema(
                    () -> {
                      throw new IllegalStateException("on purpose");
                    }));
    assertThat(engine.changeSchema(() -> "fine")).isEqualTo("fine");
  }

  // Values that do not fit.

  @Test
  void aMisfitTypesTheColumnsAnew() {
    MemorySource.Table table = liveTable();
    table.censused = Schemas.widened("t");
    source.put("t", 1L, 4.5);
    table.rows.put(1L, new Object[] {1L, "four", 5L});
    engine.makeFresh(Freshness.LATEST, LIMIT);
    assertThat(copy.table("t").state()).isEqualTo(MirrorState.LOADING);
    engine.loadAll();
    assertThat(copy.rows("t")).isEqualTo("[[1, four, 5]]");
  }

  @Test
  void aMisfitInATypedTableIsQuarantined() {
    source.create(Schemas.numbered("t"));
    source.capture(Schemas.numbered("t"));
    engine.loadAll();
    source.put("t", 1L, 4.5);
    engine.syncOnce();
    assertThat(copy.table("t").state()).isEqualTo(MirrorState.QUARANTINED);
    assertThat(copy.table("t").reason()).contains("'name' of 't'");
    assertThat(engine.syncOnce().events()).isZero();
  }

  @Test
  void aMisfitThatNoTypeCanHoldIsQuarantinedAndNotTriedForEver() {
    source.create(Schemas.numbered("t"));
    source.put("t", 1L, new MalformedText(new byte[] {-1}));
    source.capture("t");
    assertThatExceptionOfType(HtapException.class)
        .isThrownBy(() -> engine.load("t"))
        .satisfies(e -> assertThat(e.code()).isEqualTo(ErrorCode.TABLE_UNSUPPORTED))
        .withMessageContaining("not valid UTF-8");
    assertThat(copy.table("t").state()).isEqualTo(MirrorState.QUARANTINED);
  }

  @Test
  void aMisfitThatIsGoneAgainIsLoadedOver() {
    liveTable();
    source.put("t", 1L, 4.5);
    source.put("t", 2L, "two");
    source.put("t", 1L, "one");
    engine = engine(options -> options.chunkEvents(1), told);
    engine.loadAll();
    assertThat(copy.table("t").state()).isEqualTo(MirrorState.LIVE);
    assertThat(copy.rows("t")).isEqualTo("[[1, one], [2, two]]");
  }

  // A copy that cannot be trusted.

  @Test
  void theCopyOfAnotherDatabaseIsRebuilt() {
    liveTable();
    source.put("t", 1L, "one");
    engine.syncOnce();
    told.take();
    source.becomeAnotherDatabase();
    engine.loadAll();
    assertRebuilt("another database");
  }

  @Test
  void theCopyOfALaterStateIsRebuilt() {
    liveTable();
    source.put("t", 1L, "one");
    source.put("t", 1L, "uno");
    engine.syncOnce();
    told.take();
    source.goBackTo(1);
    engine.loadAll();
    assertRebuilt("older state");
    assertThat(copy.appliedThrough()).isEqualTo(1);
  }

  @Test
  void aGapInTheLogIsRebuiltOver() {
    liveTable();
    source.put("t", 1L, "one");
    source.put("t", 2L, "two");
    source.prune(1);
    told.take();
    engine.loadAll();
    assertRebuilt("SYNC_GAP");
    assertThat(engine.syncOnce().loadedRows()).isZero();
  }

  @Test
  void aLogThatIsPrunedToWhereTheCopyStandsIsNoGap() {
    liveTable();
    source.put("t", 1L, "one");
    engine.syncOnce();
    source.prune(1);
    source.put("t", 2L, "two");
    told.take();
    engine.syncOnce();
    assertThat(told.take()).containsExactly("cycle to 2");
  }

  @Test
  void aCopyIsTrustedByNobodyBeforeTheFirstLook() {
    liveTable();
    source.put("t", 1L, "one");
    engine.syncOnce();
    engine = engine(options -> options, told);
    assertThat(engine.isCurrent(source.latest())).isFalse();
    engine.makeFresh(Freshness.EVENTUAL, LIMIT);
    assertThat(engine.isCurrent(source.latest())).isTrue();
    engine = engine(options -> options, told);
    source.becomeAnotherDatabase();
    told.take();
    engine.makeFresh(Freshness.EVENTUAL, LIMIT);
    assertThat(copy.table("t").state()).isEqualTo(MirrorState.LOADING);
    assertThat(told.take()).anyMatch(notice -> notice.startsWith("rebuild"));
    engine.makeFresh(Freshness.EVENTUAL, LIMIT);
    assertThat(told.take()).isEmpty();
  }

  @Test
  void aFirstLookThatFailsIsRepeated() {
    source.create(Schemas.numbered("t"));
    source.capture("t");
    faulty.fail(Point.BEGIN, 1);
    assertThatExceptionOfType(HtapException.class)
        .isThrownBy(() -> engine.makeFresh(Freshness.EVENTUAL, LIMIT));
    assertThat(engine.isCurrent(source.latest())).isFalse();
    engine.makeFresh(Freshness.EVENTUAL, LIMIT);
    assertThat(engine.isCurrent(source.latest())).isTrue();
  }

  @Test
  void aSourceThatGoesBackUnderTheEngineIsNotCurrent() {
    liveTable();
    source.put("t", 1L, "one");
    source.put("t", 1L, "uno");
    engine.syncOnce();
    told.take();
    source.goBackTo(1);
    assertThat(engine.isCurrent(source.latest())).isFalse();
    engine.makeFresh(Freshness.LATEST, LIMIT);
    assertThat(copy.table("t").state()).isEqualTo(MirrorState.LOADING);
    engine.loadAll();
    assertRebuilt("older state");
  }

  @Test
  void resyncKnowsTheTablesOfACopyThatWasJustMade() {
    source.create(Schemas.numbered("t"));
    source.put("t", 1L, "one");
    source.capture("t");
    engine.resync("t");
    assertThat(copy.rows("t")).isEqualTo("[[1, one]]");
  }

  // Failures.

  @Test
  void everyFaultOfACycleLeavesTheCopyWhereItWasOrWhereItShouldBe() {
    liveTable();
    for (Point point : List.of(Point.BEGIN, Point.WRITE, Point.AFTER_WRITE, Point.BEFORE_COMMIT)) {
      assertRetrySucceeds(point, ErrorCode.OLAP_FAILED);
    }
    for (Point point : List.of(Point.LOST_COMMIT, Point.AFTER_COMMIT)) {
      assertRetrySucceeds(point, ErrorCode.OUTCOME_UNKNOWN);
    }
  }

  private void assertRetrySucceeds(Point point, ErrorCode expected) {
    source.put("t", source.latest().sequence() + 1, "n");
    told.take();
    faulty.fail(point, 1);
    assertThatExceptionOfType(HtapException.class)
        .isThrownBy(() -> engine.syncOnce())
        .satisfies(e -> assertThat(e.code()).isEqualTo(expected));
    assertThat(told.take()).singleElement().asString().startsWith("error " + expected);
    assertThat(engine.status(false, QueryStatus.NONE).lastError()).isPresent();
    engine.syncOnce();
    assertThat(copy.rows("t")).as("%s", point).isEqualTo(source.rows("t"));
  }

  @Test
  void aFailureNobodyThoughtOfIsOneOfOurs() {
    liveTable();
    source.put("t", 1L, "one");
    source.beforeOpen =
        () -> {
          throw new IllegalStateException("on purpose");
        };
    assertThatExceptionOfType(HtapException.class)
        .isThrownBy(() -> engine.makeFresh(Freshness.LATEST, LIMIT))
        .satisfies(e -> assertThat(e.code()).isEqualTo(ErrorCode.INTERNAL))
        .withMessageContaining("on purpose")
        .withCauseInstanceOf(IllegalStateException.class);
    assertThat(engine.changeSchema(() -> "changed all the same")).isNotEmpty();
    source.beforeOpen = () -> {};
    engine.syncOnce();
    assertThat(copy.rows("t")).isEqualTo("[[1, one]]");
  }

  @Test
  void whatWasRolledBackIsNotTold() {
    source.create(Schemas.numbered("t"));
    source.put("t", 1L, "one");
    source.capture("t");
    faulty.fail(Point.BEFORE_COMMIT, 1);
    assertThatExceptionOfType(HtapException.class).isThrownBy(() -> engine.syncOnce());
    assertThat(told.take()).singleElement().asString().startsWith("error");
    engine.syncOnce();
    assertThat(told.take())
        .containsExactly(
            "rebuild: the copy is empty", "loaded 1 of 1 of t", "live t", "cycle to 0");
  }

  @Test
  void aTableWhoseChangesFailAgainAndAgainIsQuarantinedAndOthersGoOn() {
    liveTable();
    source.create(Schemas.numbered("u"));
    source.capture("u");
    engine.loadAll();
    source.put("t", 1L, "one");
    source.put("u", 1L, "one");
    faulty.failEveryWriteTo("t");
    for (int i = 0; i < 5; i++) {
      assertThatExceptionOfType(HtapException.class).isThrownBy(() -> engine.syncOnce());
    }
    engine.syncOnce();
    assertThat(copy.table("t").state()).isEqualTo(MirrorState.QUARANTINED);
    assertThat(copy.table("t").reason()).contains("cannot be applied").contains("on purpose");
    assertThat(copy.rows("u")).isEqualTo("[[1, one]]");
    faulty.heal();
    engine.resync("t");
    assertThat(copy.rows("t")).isEqualTo("[[1, one]]");
  }

  @Test
  void ifAllFailsNoTableSuffers() {
    liveTable();
    source.put("t", 1L, "one");
    for (int i = 0; i < 5; i++) {
      faulty.fail(Point.WRITE, 1);
      assertThatExceptionOfType(HtapException.class).isThrownBy(() -> engine.syncOnce());
    }
    faulty.fail(Point.BEFORE_COMMIT, 1); // left out, and it fails all the same
    assertThatExceptionOfType(HtapException.class).isThrownBy(() -> engine.syncOnce());
    engine.syncOnce();
    assertThat(copy.table("t").state()).isEqualTo(MirrorState.LIVE);
    assertThat(copy.rows("t")).isEqualTo("[[1, one]]");
  }

  // The listener.

  @Test
  void aListenerThatFailsChangesNothing() {
    SyncListener failing =
        new SyncListener() {
          @Override
          public void onCycle(SyncResult result) {
            throw new IllegalStateException("a listener that fails, on purpose");
          }
        };
    engine = engine(options -> options, failing);
    liveTable();
    source.put("t", 1L, "one");
    assertThat(engine.syncOnce().events()).isEqualTo(1);
  }

  @Test
  void aListenerMayUseTheEngine() {
    AtomicReference<CdcSyncEngine> own = new AtomicReference<>();
    List<Long> seen = new ArrayList<>();
    engine =
        engine(
            options -> options,
            new SyncListener() {
              @Override
              public void onCycle(SyncResult result) {
                own.get().makeFresh(Freshness.LATEST, LIMIT);
                seen.add(own.get().status(false, QueryStatus.NONE).appliedSequence());
              }
            });
    own.set(engine);
    liveTable();
    source.put("t", 1L, "one");
    engine.syncOnce();
    assertThat(seen).endsWith(1L);
  }

  // The log.

  @Test
  void appliedEventsArePrunedOnceThereAreEnough() {
    engine = engine(options -> options.pruneEvents(3), told);
    liveTable();
    source.put("t", 1L, "one");
    source.put("t", 2L, "two");
    engine.syncOnce();
    assertThat(source.prunedThrough()).isZero();
    source.put("t", 3L, "three");
    engine.syncOnce();
    assertThat(source.prunedThrough()).isEqualTo(3);
  }

  @Test
  void aLogThatIsToBeKeptIsKept() {
    engine = engine(options -> options.pruneEvents(1).pruneLog(false), told);
    liveTable();
    source.put("t", 1L, "one");
    engine.syncOnce();
    assertThat(source.prunedThrough()).isZero();
  }

  @Test
  void aQueryThatCatchesUpDoesNotPrune() {
    engine = engine(options -> options.pruneEvents(1), told);
    liveTable();
    source.put("t", 1L, "one");
    engine.makeFresh(Freshness.LATEST, LIMIT);
    assertThat(source.prunedThrough()).isZero();
  }

  @Test
  void pruningThatFailsIsToldAndTriedAgain() {
    engine = engine(options -> options.pruneEvents(1), told);
    liveTable();
    source.put("t", 1L, "one");
    source.beforePrune =
        () -> {
          throw new HtapException(ErrorCode.OLTP_BUSY, "locked on purpose");
        };
    told.take();
    assertThat(engine.syncOnce().events()).isEqualTo(1);
    assertThat(told.take()).contains("error OLTP_BUSY: locked on purpose");
    source.beforePrune = () -> {};
    engine.syncOnce();
    assertThat(source.prunedThrough()).isEqualTo(1);
  }

  // Status and close.

  @Test
  void theStatusTellsHowFarBehindTheCopyIs() {
    liveTable();
    source.put("t", 1L, "one");
    source.put("t", 2L, "two");
    engine.changeKnown();
    clock.pass(Duration.ofSeconds(3));
    SyncStatus status =
        engine.status(true, new QueryStatus(0, 0, 0, 7, 0, null, QueryStatus.NONE.audit()));
    assertThat(status.running()).isTrue();
    assertThat(status.latestSequence()).isEqualTo(2);
    assertThat(status.appliedSequence()).isZero();
    assertThat(status.lagEvents()).isEqualTo(2);
    assertThat(status.lag()).hasSeconds(3);
    assertThat(status.olapFallbacks()).isEqualTo(7);
    assertThat(status.table("T").orElseThrow().state()).isEqualTo(MirrorState.LIVE);
    assertThat(status.lastError()).isEmpty();
    engine.syncOnce();
    assertThat(engine.status(false, QueryStatus.NONE).lag()).isZero();
    assertThat(engine.status(false, QueryStatus.NONE).lagEvents()).isZero();
  }

  @Test
  void theLastErrorHasItsTime() {
    liveTable();
    source.put("t", 1L, "one");
    clock.pass(Duration.ofSeconds(5));
    faulty.fail(Point.BEGIN, 1);
    assertThatExceptionOfType(HtapException.class).isThrownBy(() -> engine.syncOnce());
    SyncStatus.Failure failure = engine.status(false, QueryStatus.NONE).lastError().orElseThrow();
    assertThat(failure.at()).isEqualTo(clock.instant());
    assertThat(failure.error()).hasMessageContaining("on purpose");
  }

  @Test
  void aSourceThatLostAnEpochWasPutBack() {
    liveTable();
    source.put("t", 1L, "one");
    engine.syncOnce();
    engine.close();
    engine = engine(options -> options, told);
    engine.syncOnce();
    assertThat(told.take()).filteredOn(notice -> notice.startsWith("rebuild")).isEmpty();
    engine.close();
    source.forgetEpochs(1); // that of the close
    source.put("t", 1L, "another history");
    engine = engine(options -> options, told);
    engine.loadAll();
    assertRebuilt("put back to an older state, and written to since");
  }

  @Test
  void refusesWorkAfterClose() {
    engine.close();
    engine.close();
    assertThatExceptionOfType(HtapException.class)
        .isThrownBy(() -> engine.syncOnce())
        .satisfies(e -> assertThat(e.code()).isEqualTo(ErrorCode.ENGINE_CLOSED));
  }

  private MemorySource.Table liveTable() {
    MemorySource.Table table = source.create(Schemas.numbered("t"));
    source.capture("t");
    engine.loadAll();
    told.take();
    return table;
  }

  private long cycles() {
    return engine.status(false, QueryStatus.NONE).cycles();
  }

  private void assertRebuilt(String why) {
    assertThat(told.take())
        .filteredOn(notice -> notice.startsWith("rebuild"))
        .singleElement()
        .asString()
        .contains(why);
    assertThat(copy.table("t").state()).isEqualTo(MirrorState.LIVE);
    assertThat(copy.rows("t")).isEqualTo(source.rows("t"));
  }

  private CdcSyncEngine engine(UnaryOperator<SyncConfig.Builder> options, SyncListener listener) {
    return new CdcSyncEngine(
        source,
        source,
        faulty,
        options.apply(SyncConfig.builder().clock(clock)).build(),
        listener,
        Runnable::run,
        "unused");
  }
}
