package dev.rhei.sync;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class KeyOrderTest {
  @Test
  void textIsOrderedByItsUtf8Bytes() {
    List<String> texts =
        List.of("", "A", "B", "a", "a ", "aa", "é", "\uD7FF", "\uE000", "😀", "😁");
    for (String a : texts) {
      for (String b : texts) {
        int bytes =
            Arrays.compareUnsigned(
                a.getBytes(StandardCharsets.UTF_8), b.getBytes(StandardCharsets.UTF_8));
        assertThat(sign(a, b)).as(a + " and " + b).isEqualTo(Integer.signum(bytes));
      }
    }
  }

  @Test
  void numbersBlobsAndBooleansAreOrderedByValue() {
    assertThat(sign(Long.MIN_VALUE, Long.MAX_VALUE)).isNegative();
    assertThat(sign(Double.NEGATIVE_INFINITY, -1.5)).isNegative();
    assertThat(sign(-0.0, 0.0)).isZero();
    assertThat(sign(new byte[] {1}, new byte[] {(byte) 0x80})).isNegative();
    assertThat(sign(false, true)).isNegative();
  }

  @Test
  void laterColumnsCountWhereEarlierOnesAreEqual() {
    assertThat(KeyOrder.compare(List.of(1L, "b"), List.of(1L, "a"))).isPositive();
    assertThat(KeyOrder.compare(List.of(1L, "b"), List.of(2L, "a"))).isNegative();
    assertThat(KeyOrder.compare(List.of(1L, "b"), List.of(1L, "b"))).isZero();
  }

  private static int sign(Object a, Object b) {
    return Integer.signum(KeyOrder.compare(List.of(a), List.of(b)));
  }
}
