package dev.rhei.sync;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.rhei.core.engine.KeyRange;
import dev.rhei.core.engine.OlapSnapshot;
import dev.rhei.core.engine.OlapWrite;
import dev.rhei.core.engine.TableChanges;
import dev.rhei.core.error.ErrorCode;
import dev.rhei.core.error.HtapException;
import dev.rhei.core.sync.RowDifference;
import dev.rhei.core.sync.TableVerification;
import dev.rhei.core.sync.TableVerification.Repair;
import dev.rhei.core.sync.VerifyReport;
import dev.rhei.testkit.FaultyOlapBackend;
import dev.rhei.testkit.FaultyOlapBackend.Point;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class VerificationTest {
  private final MemorySource source = new MemorySource();
  private final MemoryOlapBackend copy = new MemoryOlapBackend();
  private final FaultyOlapBackend faulty = new FaultyOlapBackend(copy);
  private final Told told = new Told();
  private final CdcSyncEngine engine =
      new CdcSyncEngine(
          source,
          source,
          faulty,
          SyncConfig.builder().loadRows(2).build(),
          told,
          null,
          "rhei-test-cycle");

  @BeforeEach
  void loadATable() {
    source.create(Schemas.numbered("t"));
    for (long id = 1; id <= 50; id++) {
      source.put("t", id, "v" + id);
    }
    source.capture("t");
    engine.load("t");
    told.take();
  }

  @AfterEach
  void nothingIsLeftOpen() {
    assertThat(source.openPins()).isZero();
    assertThat(copy.openPins()).isZero();
    engine.close();
  }

  @Test
  void comparesAtTheLatestPosition() {
    source.put("t", 60L, "late");
    VerifyReport report = engine.verify();
    assertThat(report.isClean()).isTrue();
    assertThat(report.sequence()).isEqualTo(1).isEqualTo(copy.appliedThrough());
    assertThat(report.tables().get(0).rows()).isEqualTo(51);
    assertThat(told.take())
        .startsWith("cycle to 1", "verified 2 of 51 of t")
        .endsWith("verified 51 of 51 of t");
  }

  /** Whoever writes between the snapshot of the cycle and its end is not in the comparison. */
  @Test
  void aFastWriterDoesNotKeepTheTwoApart() {
    source.beforeOpen = () -> source.put("t", 61L, "before");
    assertThat(engine.verify().isClean()).isTrue();
    source.beforeOpen = () -> {};
    source.put("t", 62L, "after");
    assertThat(engine.verify("T").isClean()).isTrue();
  }

  @Test
  void aRepairStandsWhereItsOwnCycleStands() {
    damage(
        List.of(new Object[] {7L}, new Object[] {10L}), List.<Object[]>of(new Object[] {8L, "x"}));
    int[] opened = {0};
    source.beforeOpen =
        () -> {
          if (++opened[0] == 2) { // the repair, after the comparison
            source.put("t", 7L, "new");
            source.delete("t", 8);
            source.put("t", 9L, "new");
          }
        };
    VerifyReport report = engine.repair("t");
    source.beforeOpen = () -> {};
    assertThat(kinds(report))
        .containsExactlyInAnyOrder("MISSING [7]", "DIFFERENT [8]", "MISSING [10]");
    assertThat(report.tables().get(0).repair()).isEqualTo(Repair.RANGES);
    assertThat(copy.rows("t")).isEqualTo(source.rows("t"));
    assertThat(copy.appliedThrough()).isEqualTo(source.latest().sequence());
  }

  @Test
  void aTableLoadedAnewMeanwhileIsLeftAlone() {
    damage(List.<Object[]>of(new Object[] {7L}), List.of());
    int[] opened = {0};
    source.beforeOpen =
        () -> {
          if (++opened[0] == 2) {
            source.alter(Schemas.widened("t"));
          }
        };
    engine.repair("t");
    source.beforeOpen = () -> {};
    assertThat(copy.table("t").schema()).isEqualTo(Schemas.widened("t"));
  }

  @ParameterizedTest
  @EnumSource(
      value = Point.class,
      names = {"BEGIN", "WRITE", "AFTER_WRITE", "BEFORE_COMMIT", "LOST_COMMIT", "AFTER_COMMIT"})
  void aRepairThatFailsCanBeRepeated(Point point) {
    damage(List.<Object[]>of(new Object[] {7L}), List.of());
    faulty.fail(point, 1);
    assertThatExceptionOfType(HtapException.class).isThrownBy(() -> engine.repair("t"));
    assertThat(copy.appliedThrough()).isEqualTo(source.latest().sequence());
    engine.repair("t");
    assertThat(copy.rows("t")).isEqualTo(source.rows("t"));
    assertThat(engine.verify("t").isClean()).isTrue();
  }

  @Test
  void failsIfTheCopyCannotBePinned() {
    faulty.fail(Point.PIN, 1);
    assertThatExceptionOfType(HtapException.class)
        .isThrownBy(() -> engine.verify())
        .satisfies(e -> assertThat(e.code()).isEqualTo(ErrorCode.OLAP_FAILED));
    assertThat(engine.verify().isClean()).isTrue();
  }

  @Test
  void aTableThatIsNotRegisteredIsNamedWithThoseThatAre() {
    assertThatExceptionOfType(HtapException.class)
        .isThrownBy(() -> engine.verify("other"))
        .withMessageContaining("'other'")
        .withMessageContaining("[t]")
        .satisfies(e -> assertThat(e.code()).isEqualTo(ErrorCode.TABLE_NOT_REGISTERED));
  }

  @Test
  void aRepairLeavesRangesAloneThatDoNotDiffer() {
    damage(List.<Object[]>of(new Object[] {3L}), List.<Object[]>of(new Object[] {70L, "x"}));
    long writes = faulty.calls(Point.WRITE);
    TableVerification found = engine.repair("t").tables().get(0);
    assertThat(found.differingRanges()).isEqualTo(2);
    assertThat(faulty.calls(Point.WRITE) - writes).isEqualTo(2);
    try (OlapSnapshot pin = copy.pin()) {
      int[] rows = {0};
      pin.rows(Schemas.numbered("t"), KeyRange.ALL, row -> rows[0]++);
      assertThat(rows[0]).isEqualTo(50);
    }
  }

  private void damage(List<Object[]> deletes, List<Object[]> upserts) {
    try (OlapWrite write = copy.beginWrite()) {
      write.apply(new TableChanges(Schemas.numbered("t"), deletes, upserts));
      write.commit(copy.appliedThrough());
    }
  }

  private static List<String> kinds(VerifyReport report) {
    return report.tables().get(0).first().stream()
        .map((RowDifference d) -> d.kind() + " " + Arrays.toString(d.key().toArray()))
        .toList();
  }
}
