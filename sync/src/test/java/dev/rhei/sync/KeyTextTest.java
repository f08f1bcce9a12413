package dev.rhei.sync;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.rhei.core.error.ErrorCode;
import dev.rhei.core.error.HtapException;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class KeyTextTest {
  @Test
  void everyValueThatSqliteStoresComesBack() {
    List<Object> values =
        Arrays.asList(
            null,
            0L,
            -1L,
            Long.MIN_VALUE,
            Long.MAX_VALUE,
            0.0,
            -0.0,
            1.1,
            Double.MIN_VALUE,
            -Double.MAX_VALUE,
            Double.NaN,
            Double.POSITIVE_INFINITY,
            "",
            ",",
            "a,b",
            "n",
            "i1",
            "ä\u0000\n'\"",
            "\uD83D\uDE00 emoji",
            "\uFFFD",
            new byte[0],
            new byte[] {0, ',', -1});
    for (Object value : values) {
      assertThat(throughText(value)).isEqualTo(new Object[] {value});
    }
    assertThat(throughText(values.toArray())).isEqualTo(values.toArray());
  }

  @Test
  void integersRealsTextAndBlobsStayWhatTheyAre() {
    assertThat(throughText(1L, 1.0, "1", new byte[] {'1'}))
        .isEqualTo(new Object[] {1L, 1.0, "1", new byte[] {'1'}});
  }

  @Test
  void minusZeroKeepsItsSign() {
    assertThat(((Double) throughText(-0.0)[0]).doubleValue()).isEqualTo(-0.0);
    assertThat(Double.doubleToRawLongBits((Double) throughText(-0.0)[0])).isEqualTo(Long.MIN_VALUE);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "x",
        "1",
        "i",
        "iabc",
        "i9223372036854775808",
        "r",
        "rxyz",
        "t0",
        "tzz",
        "b1",
        "i1,",
        ",i1",
        "i1,,i2"
      })
  void whatWasNeverWrittenIsRefused(String text) {
    assertThatExceptionOfType(HtapException.class)
        .isThrownBy(() -> KeyText.decode(text))
        .satisfies(e -> assertThat(e.code()).isEqualTo(ErrorCode.INTERNAL))
        .withMessageContaining("is no stored key value");
  }

  @Test
  void aValueThatSqliteCannotStoreIsRefused() {
    assertThatExceptionOfType(HtapException.class)
        .isThrownBy(() -> KeyText.encode(new Object[] {List.of()}))
        .satisfies(e -> assertThat(e.code()).isEqualTo(ErrorCode.INTERNAL));
  }

  private static Object[] throughText(Object... key) {
    return KeyText.decode(KeyText.encode(key == null ? new Object[] {null} : key));
  }
}
