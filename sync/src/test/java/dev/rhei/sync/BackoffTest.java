package dev.rhei.sync;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class BackoffTest {
  private final Backoff backoff = new Backoff();

  @Test
  void pausesDoubleUpToHalfAMinute() {
    assertThat(Stream.generate(() -> backoff.failed().toMillis()).limit(12))
        .containsExactly(
            100L, 200L, 400L, 800L, 1_600L, 3_200L, 6_400L, 12_800L, 25_600L, 30_000L, 30_000L,
            30_000L);
  }

  @Test
  void aSuccessStartsAnew() {
    backoff.failed();
    backoff.failed();
    backoff.succeeded();
    assertThat(backoff.failed()).hasMillis(100);
  }
}
