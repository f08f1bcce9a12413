package dev.rhei.sync;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rhei.core.error.ErrorCode;
import dev.rhei.core.error.HtapException;
import org.junit.jupiter.api.Test;

class SuspectsTest {
  private final HtapException passing =
      new HtapException(ErrorCode.OLAP_FAILED, "the disk is slow");
  private final HtapException lasting =
      new HtapException(ErrorCode.TABLE_UNSUPPORTED, "no such type");

  private final Suspects suspects = new Suspects();

  @Test
  void atFirstNobodyIsAccused() {
    assertThat(suspects.accused()).isEmpty();
  }

  @Test
  void aFailureThatMayPassIsForgivenFourTimes() {
    for (int i = 0; i < 4; i++) {
      suspects.failed("t", passing);
    }
    assertThat(suspects.accused()).isEmpty();
    suspects.failed("T", passing);
    assertThat(suspects.accused())
        .containsEntry("t", "its changes cannot be applied: OLAP_FAILED: the disk is slow");
  }

  @Test
  void aFailureThatWillNotPassAccusesAtOnce() {
    suspects.failed("Orders", lasting);
    assertThat(suspects.accused())
        .containsEntry("orders", "its changes cannot be applied: TABLE_UNSUPPORTED: no such type");
  }

  @Test
  void failuresOfTablesAreCountedOneByOne() {
    for (int i = 0; i < 4; i++) {
      suspects.failed("a", passing);
      suspects.failed("b", passing);
    }
    suspects.failed("a", passing);
    assertThat(suspects.accused()).containsOnlyKeys("a");
  }

  @Test
  void aCommitForgivesAll() {
    for (int i = 0; i < 4; i++) {
      suspects.failed("t", passing);
    }
    suspects.failed("u", lasting);
    suspects.committed();
    assertThat(suspects.accused()).isEmpty();
    suspects.failed("t", passing);
    assertThat(suspects.accused()).isEmpty();
  }

  @Test
  void ifTheCycleFailsWithoutTheAccusedTheyAreAcquitted() {
    suspects.failed("t", lasting);
    suspects.cleared();
    assertThat(suspects.accused()).isEmpty();
  }

  @Test
  void aTableThatCannotBeCapturedIsAccusedInItsOwnWords() {
    suspects.refused("T", lasting);
    assertThat(suspects.accused()).containsEntry("t", "no such type");
  }
}
