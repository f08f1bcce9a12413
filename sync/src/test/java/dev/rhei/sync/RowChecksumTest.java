package dev.rhei.sync;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rhei.core.schema.MalformedText;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

class RowChecksumTest {
  @Test
  void isTheSameInAnyOrder() {
    Object[] one = {1L, "one"};
    Object[] two = {2L, null};
    assertThat(of(one, two).matches(of(two, one))).isTrue();
    assertThat(of(one, two).matches(of(one))).isFalse();
    assertThat(of(one, one).matches(of(two, two))).isFalse();
    assertThat(of(one, one, two).matches(of(two))).isFalse();
  }

  @Test
  void valuesThatDifferHaveDifferentHashes() {
    List<Object> values =
        Arrays.asList(
            null,
            0L,
            1L,
            -1L,
            1.0,
            0.5,
            "",
            "1",
            "a",
            "b",
            "ab",
            "ba",
            "\u0000",
            "\u0000\u0000",
            new byte[0],
            new byte[] {0},
            new byte[] {'a'},
            true,
            false,
            new MalformedText(new byte[] {'a'}));
    Set<Long> hashes = new HashSet<>();
    for (Object value : values) {
      for (Object other : values) {
        hashes.add(RowHash.of(new Object[] {value, other}));
      }
    }
    assertThat(hashes).hasSize(values.size() * values.size());
  }

  @Test
  void theTwoZerosAreOne() {
    assertThat(RowHash.of(new Object[] {-0.0})).isEqualTo(RowHash.of(new Object[] {0.0}));
  }

  @Test
  void everyBitOfANumberChangesAboutHalfOfTheHash() {
    Random random = new Random(1);
    for (int bit = 0; bit < Long.SIZE; bit++) {
      int changed = 0;
      for (int i = 0; i < 100; i++) {
        long number = random.nextLong();
        changed += Long.bitCount(hash(number) ^ hash(number ^ (1L << bit)));
      }
      assertThat(changed / 100.0).as("bit " + bit).isBetween(29.0, 35.0);
    }
  }

  private static long hash(long number) {
    return RowHash.of(new Object[] {number});
  }

  private static RowChecksum of(Object[]... rows) {
    RowChecksum checksum = new RowChecksum();
    for (Object[] row : rows) {
      checksum.add(row);
    }
    return checksum;
  }
}
