package dev.rhei.sync;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rhei.core.error.ErrorCode;
import dev.rhei.core.error.HtapException;
import org.junit.jupiter.api.Test;

class SuspectsTest {
  private static final HtapException PASSING =
      new HtapException(ErrorCode.OLAP_FAILED, "the disk is slow");
  private static final HtapException LASTING =
      new HtapException(ErrorCode.TABLE_UNSUPPORTED, "no such type");

  private final Suspects suspects = new Suspects();

  @Test
  void atFirstNobodyIsAccused() {
    assertThat(suspects.accused()).isEmpty();
  }

  @Test
  void aFailureThatMayPassIsForgivenFourTimes() {
    for (int i = 0; i < 4; i++) {
      suspects.failed("t", PASSING);
    }
    assertThat(suspects.accused()).isEmpty();
    suspects.failed("T", PASSING);
    assertThat(suspects.accused())
        .containsEntry("t", "its changes cannot be applied: OLAP_FAILED: the disk is slow");
  }

  @Test
  void aFailureThatWillNotPassAccusesAtOnce() {
    suspects.failed("Orders", LASTING);
    assertThat(suspects.accused())
        .containsEntry("orders", "its changes cannot be applied: TABLE_UNSUPPORTED: no such type");
  }

  @Test
  void failuresOfTablesAreCountedOneByOne() {
    for (int i = 0; i < 4; i++) {
      suspects.failed("a", PASSING);
      suspects.failed("b", PASSING);
    }
    suspects.failed("a", PASSING);
    assertThat(suspects.accused()).containsOnlyKeys("a");
  }

  @Test
  void aCommitForgivesAll() {
    for (int i = 0; i < 4; i++) {
      suspects.failed("t", PASSING);
    }
    suspects.failed("u", LASTING);
    suspects.committed();
    assertThat(suspects.accused()).isEmpty();
    suspects.failed("t", PASSING);
    assertThat(suspects.accused()).isEmpty();
  }

  @Test
  void ifTheCycleFailsWithoutTheAccusedTheyAreAcquitted() {
    suspects.failed("t", LASTING);
    suspects.cleared();
    assertThat(suspects.accused()).isEmpty();
  }

  @Test
  void aTableThatCannotBeCapturedIsAccusedInItsOwnWords() {
    suspects.refused("T", LASTING);
    assertThat(suspects.accused()).containsEntry("t", "TABLE_UNSUPPORTED: no such type");
  }
}
