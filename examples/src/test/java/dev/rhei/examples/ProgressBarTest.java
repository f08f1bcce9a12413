package dev.rhei.examples;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

final class ProgressBarTest {
  private long now;

  @Test
  void movesOnATerminal() {
    TestScreen screen = new TestScreen(true);
    ProgressBar bar = new ProgressBar(screen.screen(), "Loading", 100, () -> now);
    at(1);
    bar.update(50);
    assertThat(screen.text())
        .contains("\rLoading [###############...............]  50 %, 50 rows/s")
        .doesNotContain("\n");
  }

  @Test
  void writesALineOnceInAWhileElsewhere() {
    TestScreen screen = new TestScreen(false);
    ProgressBar bar = new ProgressBar(screen.screen(), "Loading", 100, () -> now);
    at(1);
    bar.update(10);
    at(5);
    bar.update(50);
    at(6);
    bar.update(60);
    assertThat(screen.lines()).containsExactly("Loading  50 %, 10 rows/s");
  }

  @Test
  void tellsTheRateAtTheEnd() {
    TestScreen screen = new TestScreen(false);
    ProgressBar bar = new ProgressBar(screen.screen(), "Loading", 0, () -> now);
    at(2);
    assertThat(bar.finish(3_000)).isEqualTo(1_500);
    assertThat(screen.lines()).containsExactly("Loading: 3,000 rows in 2.0 s, 1,500 rows/s");
  }

  @Test
  void moreThanExpectedIsNotMoreThanAll() {
    TestScreen screen = new TestScreen(false);
    ProgressBar bar = new ProgressBar(screen.screen(), "Loading", 10, () -> now);
    at(10);
    bar.update(20);
    assertThat(screen.lines()).containsExactly("Loading 100 %, 2 rows/s");
  }

  private void at(long seconds) {
    now = TimeUnit.SECONDS.toNanos(seconds);
  }
}
