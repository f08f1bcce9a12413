package dev.rhei.benchmarks.routing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.rhei.core.route.QueryTarget;
import dev.rhei.core.route.Route;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class RegretTest {
  static final Measured RIGHT = measured("right", took(1), took(10), took(1), QueryTarget.OLTP);
  static final Measured WRONG = measured("wrong", took(2), took(9), took(9), QueryTarget.OLAP);
  static final Measured SMALL =
      measured("small & <quick>", took(0.01), took(0.9), took(0.9), QueryTarget.OLAP);
  static final Measured REFUSED =
      measured("refused", took(5), Timing.none("no"), took(6), QueryTarget.OLTP);

  static Timing took(double millis) {
    long nanos = (long) (millis * 1e6);
    return Timing.of(new long[] {nanos, nanos / 2, 3 * nanos}, null);
  }

  private static Measured measured(
      String name, Timing sqlite, Timing duckDb, Timing routed, QueryTarget target) {
    return new Measured(
        name,
        1,
        sqlite,
        duckDb,
        routed,
        new Route(target, "because", -1, Duration.ZERO, Duration.ZERO),
        "");
  }

  @Test
  void sumsAreComparedWithEachQueryOnItsBetterSide() {
    Regret regret = new Regret(List.of(RIGHT, WRONG, REFUSED));
    assertThat(regret.byMedian()).isCloseTo((1 + 9 + 6) / (1.0 + 2 + 5), within(1e-9));
    assertThat(regret.byBest()).isCloseTo(2.0, within(1e-9));
  }

  @Test
  void lessThanAMillisecondIsNotRegretted() {
    assertThat(SMALL.factor()).isCloseTo(90, within(1e-9));
    assertThat(new Regret(List.of(RIGHT, WRONG, SMALL, REFUSED)).regretted())
        .containsExactly(WRONG);
  }

  @Test
  void whatOneSideCannotAnswerIsNotCompared() {
    assertThat(REFUSED.verdict()).isEqualTo("not compared");
    assertThat(REFUSED.bestMedian()).isEqualTo(5);
    assertThat(RIGHT.verdict()).isEqualTo("same");
  }
}
