package dev.rhei.benchmarks.freshness;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.rhei.benchmarks.report.Percentiles;
import dev.rhei.core.sync.SyncResult;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class VisibleAtTest {
  @Test
  void aCommitIsVisibleWithTheFirstCycleThatReachesIt() {
    CommitTimes commits = new CommitTimes();
    VisibleAt visible = new VisibleAt();
    commits.add(System.nanoTime() - 5_000_000_000L, 0);
    visible.onCycle(cycle(102));
    commits.add(System.nanoTime(), 0);
    visible.onCycle(cycle(106));
    Percentiles delays = visible.delays(commits, 100, 2, 0);
    assertThat(delays.count()).isEqualTo(2);
    assertThat(delays.max()).isCloseTo(5_000, within(1_000.0));
    assertThat(delays.median()).isLessThan(1_000);
  }

  @Test
  void percentilesAreOfWhatIsThere() {
    Percentiles times = new Percentiles(4_000_000, 1_000_000, 3_000_000, 2_000_000);
    assertThat(times.median()).isEqualTo(2);
    assertThat(times.at(0.75)).isEqualTo(3);
    assertThat(times.at(0.99)).isEqualTo(4);
    assertThat(times.max()).isEqualTo(4);
    assertThat(times.at(0)).isEqualTo(1);
    assertThat(new Percentiles().median()).isNaN();
  }

  private static SyncResult cycle(long sequence) {
    return new SyncResult(1, 1, 0, 0, 0, sequence, Duration.ofMillis(1));
  }
}
