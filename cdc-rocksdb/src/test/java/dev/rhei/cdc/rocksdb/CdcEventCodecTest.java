package dev.rhei.cdc.rocksdb;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.rhei.core.cdc.CdcEvent;
import dev.rhei.core.error.ErrorCode;
import dev.rhei.core.error.HtapException;
import dev.rhei.core.schema.MalformedText;
import java.nio.charset.StandardCharsets;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CdcEventCodecTest {
  @Test
  void everyValueComesBackAsItWas() {
    Object[] row = {
      null,
      0L,
      Long.MAX_VALUE,
      Long.MIN_VALUE,
      9_007_199_254_740_993L,
      0.0,
      -0.0,
      1.0,
      0.1,
      Double.MIN_VALUE,
      Double.MAX_VALUE,
      Double.POSITIVE_INFINITY,
      Double.NEGATIVE_INFINITY,
      Double.NaN,
      1e22,
      "",
      "it's \"quoted\" \\ \n \u0000 \u2028",
      "日本 😀",
      "half a pair \uD83D",
      "\uDE00 the other",
      new byte[0],
      new byte[] {0, 1, -1, 127, -128}
    };
    CdcEvent event = CdcEvent.update(5, "a \"table\" 😀", 77, new Object[] {1L, "k", 2.5}, row);
    assertThat(decoded(event)).isEqualTo(event);
    Object[] back = decoded(event).row();
    for (int i = 0; i < row.length; i++) {
      assertThat(back[i] == null ? null : back[i].getClass())
          .isEqualTo(row[i] == null ? null : row[i].getClass());
    }
    assertThat(Double.doubleToRawLongBits((Double) back[6]))
        .isEqualTo(Double.doubleToRawLongBits(-0.0));
  }

  @Test
  void randomDoublesKeepTheirBits() {
    Random random = new Random(5);
    for (int i = 0; i < 20_000; i++) {
      double value = Double.longBitsToDouble(random.nextLong());
      CdcEvent event = CdcEvent.insert(1, "t", 0, new Object[] {value});
      assertThat(Double.doubleToLongBits((Double) decoded(event).row()[0]))
          .as("%s", value)
          .isEqualTo(Double.doubleToLongBits(value));
    }
  }

  @Test
  void malformedTextKeepsItsBytes() {
    byte[] bytes = {(byte) 0xFF, 'a'};
    CdcEvent event = CdcEvent.insert(1, "t", 0, new Object[] {new MalformedText(bytes)});
    assertThat(((MalformedText) decoded(event).row()[0]).bytes()).isEqualTo(bytes);
  }

  @Test
  void eachOperationHasItsImages() {
    CdcEvent insert = CdcEvent.insert(1, "t", 0, new Object[] {1L});
    CdcEvent delete = CdcEvent.delete(2, "t", 0, new Object[] {1L});
    assertThat(decoded(insert)).isEqualTo(insert);
    assertThat(decoded(delete)).isEqualTo(delete);
    assertThat(CdcEventCodec.decode(1, CdcEventCodec.encode(insert, true)).endsTransaction())
        .isTrue();
    assertThat(CdcEventCodec.decode(1, CdcEventCodec.encode(insert, false)).endsTransaction())
        .isFalse();
  }

  @Test
  void aFieldOfALaterProgramIsPassedOver() {
    byte[] json =
        "{\"v\":1,\"new\":{\"a\":[1,2]},\"t\":\"t\",\"o\":\"D\",\"s\":3,\"k\":[7]}"
            .getBytes(StandardCharsets.UTF_8);
    assertThat(CdcEventCodec.decode(9, json).event())
        .isEqualTo(CdcEvent.delete(9, "t", 3, new Object[] {7L}));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "[]",
        "{\"v\":2}",
        "{\"v\":1,\"t\":\"t\",\"o\":\"X\"}",
        "{\"v\":1,\"t\":\"t\",\"o\":\"I\",\"s\":0}",
        "{\"v\":1,\"t\":\"t\",\"o\":\"I\",\"s\":0,\"r\":[{\"q\":\"1\"}]}",
        "{\"v\":1,\"t\":\"t\",\"o\":\"I\",\"s\":0,\"r\":[true]}",
        "{\"v\":1,\"t\":\"t\",\"o\":\"I\",\"s\":0,\"r\":[99999999999999999999]}",
        "{\"v\":1,\"t\":\"t\",\"o\":\"I\",\"s\":0,\"r\":[{\"b\":\"!\"}]}",
        "{\"v\":1,\"t\":\"t\",\"o\":\"I\",\"s\":0,\"r\":[1"
      })
  void whatIsNoEventIsAnErrorThatNamesThePosition(String json) {
    assertThatExceptionOfType(HtapException.class)
        .isThrownBy(() -> CdcEventCodec.decode(42, json.getBytes(StandardCharsets.UTF_8)))
        .withMessageContaining("position 42")
        .satisfies(e -> assertThat(e.code()).isEqualTo(ErrorCode.LOG_FAILED));
  }

  @Test
  void aValueOfAnotherClassIsRefused() {
    CdcEvent event = CdcEvent.insert(1, "t", 0, new Object[] {1});
    assertThatExceptionOfType(HtapException.class)
        .isThrownBy(() -> CdcEventCodec.encode(event, true))
        .withMessageContaining("java.lang.Integer");
  }

  private static CdcEvent decoded(CdcEvent event) {
    return CdcEventCodec.decode(event.sequence(), CdcEventCodec.encode(event, true)).event();
  }
}
