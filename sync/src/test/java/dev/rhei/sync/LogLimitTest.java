package dev.rhei.sync;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.rhei.core.engine.MirrorState;
import dev.rhei.core.error.HtapException;
import dev.rhei.testkit.FaultyOlapBackend;
import dev.rhei.testkit.FaultyOlapBackend.Point;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** An event of {@link MemorySource} takes 10 bytes. */
class LogLimitTest {
  private final MemorySource source = new MemorySource();
  private final MemoryOlapBackend copy = new MemoryOlapBackend();
  private final FaultyOlapBackend faulty = new FaultyOlapBackend(copy);
  private final Told told = new Told();
  private CdcSyncEngine engine = engine(30, 100);

  @BeforeEach
  void twoTables() {
    for (String table : new String[] {"small", "large"}) {
      source.create(Schemas.numbered(table));
      source.capture(table);
      engine.load(table);
    }
    told.take();
  }

  @Test
  void warnsOnceWhenTheLogGrowsPastASize() {
    put("large", 1, 3);
    fail();
    assertThat(told.take()).noneMatch(text -> text.startsWith("log"));
    put("large", 4, 4);
    fail();
    assertThat(told.take()).contains("log 40 of 100");
    put("large", 5, 5);
    fail();
    assertThat(told.take()).noneMatch(text -> text.startsWith("log"));
    engine.syncOnce();
    put("large", 6, 10);
    fail();
    assertThat(told.take()).contains("log 50 of 100");
  }

  @Test
  void pastTheLimitTheLargestPartIsGivenUpAndItsTableLoadedAnew() {
    put("small", 1, 4);
    put("large", 1, 7);
    fail();
    assertThat(told.take()).contains("suspended large at 110");
    put("large", 8, 9); // seen by no capture
    put("small", 5, 5);
    engine.loadAll();
    assertThat(told.take()).contains("live large").doesNotContain("live small");
    assertEqual();
  }

  @Test
  void givesUpAsManyTablesAsItTakes() {
    engine = engine(30, 30);
    put("small", 1, 4);
    put("large", 1, 7);
    fail();
    assertThat(told.take()).contains("suspended large at 110", "suspended small at 40");
    engine.loadAll();
    assertEqual();
  }

  @Test
  void withoutALimitTheLogMayGrow() {
    engine = engine(0, 0);
    put("large", 100, 999);
    fail();
    assertThat(told.take()).allMatch(text -> text.startsWith("error"));
    engine.syncOnce();
    assertEqual();
  }

  @Test
  void whatTheCopyHasDoesNotCount() {
    put("large", 1, 11);
    engine.syncOnce();
    assertThat(told.take()).containsExactly("cycle to 11");
  }

  @Test
  void aSuspendedTableIsNotCurrent() {
    put("large", 1, 11);
    fail();
    assertThat(engine.isCurrent(source.latest())).isFalse();
    engine.loadAll();
    assertThat(engine.isCurrent(source.latest())).isTrue();
    assertThat(copy.table("large").state()).isEqualTo(MirrorState.LIVE);
  }

  @Test
  void anotherEngineFindsTheSuspendedTable() {
    put("large", 1, 11);
    fail();
    put("large", 12, 13);
    engine = engine(30, 100);
    engine.loadAll();
    assertEqual();
  }

  private void put(String table, long from, long through) {
    for (long id = from; id <= through; id++) {
      source.put(table, id, "row " + id);
    }
  }

  private void fail() {
    faulty.fail(Point.BEFORE_COMMIT, 1);
    assertThatExceptionOfType(HtapException.class).isThrownBy(engine::syncOnce);
  }

  private void assertEqual() {
    for (String table : new String[] {"small", "large"}) {
      assertThat(copy.rows(table)).isEqualTo(source.rows(table));
    }
  }

  private CdcSyncEngine engine(long warn, long limit) {
    return new CdcSyncEngine(
        source,
        source,
        faulty,
        SyncConfig.builder().logWarnBytes(warn).logLimitBytes(limit).build(),
        told,
        Runnable::run,
        "unused");
  }
}
