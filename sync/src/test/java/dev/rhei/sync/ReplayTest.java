package dev.rhei.sync;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.rhei.core.engine.OlapWrite;
import dev.rhei.core.engine.TableChanges;
import dev.rhei.core.error.ErrorCode;
import dev.rhei.core.error.HtapException;
import dev.rhei.core.sync.SyncListener;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Changes are applied once more, from an earlier position of the log. */
class ReplayTest {
  private final MemorySource source = new MemorySource();
  private final MemoryOlapBackend copy = new MemoryOlapBackend();
  private final CdcSyncEngine engine =
      new CdcSyncEngine(
          source,
          source,
          copy,
          SyncConfig.builder().pruneLog(false).build(),
          SyncListener.NONE,
          null,
          "unused");

  @BeforeEach
  void makeALiveTable() {
    source.create(Schemas.numbered("t"));
    source.capture("t");
    engine.loadAll();
    source.put("t", 1L, "one");
    source.put("t", 2L, "two");
    source.delete("t", 1);
    engine.syncOnce();
  }

  @Test
  void whatTheCopyHasChangesNothing() {
    assertThat(engine.replay(0).events()).isEqualTo(3);
    assertThat(copy.rows("t")).isEqualTo("[[2, two]]");
    assertThat(engine.replay(3).events()).isZero();
    assertThat(copy.appliedThrough()).isEqualTo(3);
  }

  @Test
  void whatTheCopyLacksComesBackWithWhatIsNew() {
    try (OlapWrite write = copy.beginWrite()) {
      write.apply(new TableChanges(Schemas.numbered("t"), keys(2L), List.of()));
      write.commit(copy.appliedThrough());
    }
    assertThat(copy.rows("t")).isEqualTo("[]");
    source.put("t", 3L, "three");
    assertThat(engine.replay(0).events()).isEqualTo(4);
    assertThat(copy.rows("t")).isEqualTo("[[2, two], [3, three]]");
  }

  private static List<Object[]> keys(long key) {
    return List.<Object[]>of(new Object[] {key});
  }

  @Test
  void aPositionThatTheLogHasForgottenIsRefused() {
    source.prune(2);
    assertThatExceptionOfType(HtapException.class)
        .isThrownBy(() -> engine.replay(1))
        .withMessageContainingAll("from position 1", "back to 2", "stands at 3")
        .satisfies(e -> assertThat(e.code()).isEqualTo(ErrorCode.SYNC_GAP));
    assertThat(engine.replay(2).events()).isEqualTo(1);
  }

  @Test
  void aPositionBeyondTheCopyIsRefused() {
    source.put("t", 3L, "three");
    assertThatExceptionOfType(HtapException.class).isThrownBy(() -> engine.replay(4));
    engine.syncOnce();
    assertThat(copy.rows("t")).isEqualTo(source.rows("t"));
  }

  /** At whatever look of a replay another process changes a definition, it is followed. */
  @Test
  void aDefinitionThatChangesMeanwhileIsNoticed() {
    for (int look = 1; look <= 3; look++) {
      String table = "t" + look;
      source.create(Schemas.numbered(table));
      source.capture(table);
      engine.loadAll();
      int[] looks = {look};
      source.beforeOpen =
          () -> {
            if (--looks[0] == 0) {
              source.alter(Schemas.widened(table));
            }
          };
      engine.replay(0);
      engine.loadAll();
      engine.loadAll();
      engine.loadAll();
      source.beforeOpen = () -> {};
      assertThat(looks[0]).as("it was changed").isNotPositive();
      engine.loadAll();
      assertThat(copy.table(table).schema().columns())
          .as("columns of a table that was altered before look %d", look)
          .hasSize(3);
    }
  }
}
