package dev.rhei.router;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class ExperienceTest {
  private static final Interval ESTIMATE = new Interval(100, 10_000);

  private final Experience experience = new Experience();

  @Test
  void anAnswerMovesTheExpectationToWhatItTook() {
    assertThat(expected()).isEqualTo(1_000, within(1.0));
    for (int i = 0; i < 20; i++) {
      experience.oltpAnswered(ESTIMATE, 200);
    }
    assertThat(expected()).isBetween(190.0, 210.0);
  }

  @Test
  void oneRunMovesItByAPartAndNoneBeyondTheLimits() {
    experience.oltpAnswered(ESTIMATE, 1_000);
    experience.oltpAnswered(ESTIMATE, 1e12);
    assertThat(expected()).isLessThan(5_000);
    for (int i = 0; i < 100; i++) {
      experience.oltpAnswered(ESTIMATE, 1e12);
    }
    assertThat(expected()).isLessThan(101_000);
  }

  @Test
  void aRunThatWasGivenUpWouldHaveTakenLonger() {
    experience.oltpGivenUp(ESTIMATE, 5_000);
    assertThat(expected()).isGreaterThan(5_000);
    experience.oltpGivenUp(ESTIMATE, 50);
    assertThat(expected()).isGreaterThan(5_000);
    assertThat(experience.now().oltpSpent()).isEqualTo(5_050);
  }

  @Test
  void theFirstRunOfTheCopyIsPlannedAndTeachesNothing() {
    experience.olapAnswered(ESTIMATE, 9_000);
    assertThat(experience.now().olap()).isEqualTo(1);
    experience.olapAnswered(ESTIMATE, 9_000);
    assertThat(experience.now().olap()).isGreaterThan(5);
    assertThat(experience.now().olapRuns()).isEqualTo(2);
  }

  @Test
  void aCopyThatFailsIsLeftAloneForLongerEachTimeUntilItAnswers() {
    assertThat(experience.skips()).isFalse();
    int[] left = new int[10];
    for (int failure = 0; failure < left.length; failure++) {
      experience.olapFailed();
      while (experience.skips()) {
        left[failure]++;
      }
    }
    assertThat(left).containsExactly(1, 2, 4, 8, 16, 32, 64, 64, 64, 64);
    experience.olapWorked();
    assertThat(experience.now().failures()).isZero();
    experience.olapFailed();
    assertThat(experience.skips()).isTrue();
    assertThat(experience.skips()).isFalse();
  }

  private double expected() {
    return ESTIMATE.middle() * experience.now().oltp();
  }
}
