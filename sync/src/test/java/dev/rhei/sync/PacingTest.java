package dev.rhei.sync;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class PacingTest {
  private final Pacing pacing = new Pacing(Duration.ofMillis(50));

  @Test
  void aShortCycleNeedsNoRest() {
    assertThat(pacing.restAfter(Duration.ZERO)).isZero();
    assertThat(pacing.restAfter(Duration.ofMillis(8))).isZero();
  }

  @Test
  void theRestIsHalfOfWhatACycleTookBeyondTheLeast() {
    assertThat(pacing.restAfter(Duration.ofMillis(10))).isEqualTo(Duration.ofMillis(1));
  }

  @Test
  void noRestIsLongerThanAsked() {
    assertThat(pacing.restAfter(Duration.ofMinutes(1))).isEqualTo(Duration.ofMillis(50));
    assertThat(new Pacing(Duration.ZERO).restAfter(Duration.ofMinutes(1))).isZero();
  }
}
