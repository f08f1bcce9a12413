package dev.rhei.sync;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class LagClockTest {
  private static final Duration SECOND = Duration.ofSeconds(1);

  private final HandClock clock = new HandClock();
  private final LagClock lag = new LagClock(clock);

  @Test
  void withoutAChangeThereIsNoLag() {
    clock.pass(SECOND);
    assertThat(lag.lag()).isZero();
  }

  @Test
  void lagGrowsFromTheOldestChange() {
    lag.changeKnown();
    clock.pass(SECOND);
    lag.changeKnown();
    clock.pass(SECOND);
    assertThat(lag.lag()).hasSeconds(2);
  }

  @Test
  void lagGoesOnWhileACycleRuns() {
    lag.changeKnown();
    lag.cycleStarts();
    clock.pass(SECOND);
    assertThat(lag.lag()).hasSeconds(1);
  }

  @Test
  void aCycleEndsTheLag() {
    lag.changeKnown();
    clock.pass(SECOND);
    lag.cycleStarts();
    lag.cycleSucceeded();
    assertThat(lag.lag()).isZero();
  }

  @Test
  void aChangeDuringACycleIsLeftForTheNext() {
    lag.changeKnown();
    clock.pass(SECOND);
    lag.cycleStarts();
    clock.pass(SECOND);
    lag.changeKnown();
    clock.pass(SECOND);
    assertThat(lag.lag()).hasSeconds(3);
    lag.cycleSucceeded();
    assertThat(lag.lag()).hasSeconds(1);
  }

  @Test
  void aFailedCycleEndsNothing() {
    lag.changeKnown();
    clock.pass(SECOND);
    lag.cycleStarts();
    lag.changeKnown();
    lag.cycleFailed();
    clock.pass(SECOND);
    assertThat(lag.lag()).hasSeconds(2);
  }

  @Test
  void aFailedCycleKeepsWhatItDidNotKnowOf() {
    lag.cycleStarts();
    lag.changeKnown();
    lag.cycleFailed();
    clock.pass(SECOND);
    assertThat(lag.lag()).hasSeconds(1);
  }
}
