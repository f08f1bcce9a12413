package dev.rhei.cdc.rocksdb;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.rhei.core.error.HtapException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class CdcKeysTest {
  @ParameterizedTest
  @ValueSource(longs = {1, 127, 128, 255, 256, 0xFFFF_FFFFL, 1L << 32, Long.MAX_VALUE})
  void aKeyGivesItsPositionBack(long sequence) {
    assertThat(CdcKeys.sequence(CdcKeys.key(sequence))).isEqualTo(sequence);
  }

  @Test
  void theMostSignificantByteComesFirst() {
    assertThat(CdcKeys.key(0x0102030405060708L)).containsExactly(1, 2, 3, 4, 5, 6, 7, 8);
  }

  @Test
  void keysInTheOrderOfTheirBytesAreInTheOrderOfTheirPositions() {
    long seed = 42;
    List<Long> positions =
        LongStream.concat(
                LongStream.of(1, 127, 128, 255, 256, 65_535, 65_536, Long.MAX_VALUE),
                new Random(seed).longs(1_000, 1, Long.MAX_VALUE))
            .boxed()
            .toList();
    assertThat(
            positions.stream()
                .map(CdcKeys::key)
                .sorted(Arrays::compareUnsigned)
                .map(CdcKeys::sequence)
                .toList())
        .as("seed %d", seed)
        .isEqualTo(positions.stream().sorted().toList());
  }

  @ParameterizedTest
  @ValueSource(longs = {0, -1, Long.MIN_VALUE})
  void positionsBelowOneAreRefused(long sequence) {
    assertThatExceptionOfType(HtapException.class)
        .isThrownBy(() -> CdcKeys.key(sequence))
        .withMessage("INTERNAL: position " + sequence + " cannot be a key: positions begin at 1");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "01",
        "00000000000000",
        "010203040506070809",
        "0000000000000000",
        "ff00000000000000"
      })
  void otherBytesAreRefused(String hex) {
    assertThatExceptionOfType(HtapException.class)
        .isThrownBy(() -> CdcKeys.sequence(HexFormat.of().parseHex(hex)))
        .withMessage("INTERNAL: x'" + hex + "' is not the key of a position");
  }
}
