package dev.rhei.parity;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rhei.testkit.LeakGuard;
import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/**
 * Random queries have the same answer on both engines. What fails is printed in its smallest form,
 * ready to be a case of our own, and added to {@code target/differential-failures.sql}.
 *
 * <p>{@code -Pdifferential} runs many more; {@code -Drhei.differential.seed} and {@code
 * -Drhei.differential.queries} choose which.
 */
@ExtendWith(LeakGuard.class)
class DifferentialTest {
  private static final long SEED = 20_261_121;

  @TempDir Path dir;

  @Test
  void someQueries() {
    check(SEED, 2_000);
  }

  @Test
  @Tag("differential")
  void manyQueries() {
    check(
        Long.getLong("rhei.differential.seed", System.nanoTime()),
        Integer.getInteger("rhei.differential.queries", 200_000));
  }

  private void check(long seed, int queries) {
    ParityReport report = new DifferentialRun(dir).of(seed, queries);
    System.out.println("random queries, seed " + seed + "\n" + report);
    assertThat(report.listed(Verdict.WRONG)).as("seed %d", seed).isEmpty();
    assertThat(report.total("random").share())
        .as("percent that the copy answers")
        .isGreaterThanOrEqualTo(Floors.RANDOM);
  }
}
