package dev.rhei.examples;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class SamplesTest {
  @Test
  void halfOfTheValuesDoNotExceedTheMedian() {
    Samples samples = new Samples();
    for (long value : new long[] {9, 1, 5, 3}) {
      samples.add(value);
    }
    assertThat(samples.median()).isEqualTo(3);
    assertThat(samples.max()).isEqualTo(9);
    assertThat(samples.count()).isEqualTo(4);
  }

  @Test
  void nothingMeasuredIsZero() {
    assertThat(new Samples().median()).isZero();
    assertThat(new Samples().max()).isZero();
  }
}
