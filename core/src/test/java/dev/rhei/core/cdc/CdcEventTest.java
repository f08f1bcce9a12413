package dev.rhei.core.cdc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class CdcEventTest {
  @Test
  void eachOperationHasItsImages() {
    Object[] key = {1L};
    Object[] row = {1L, new byte[] {2}};
    assertThat(CdcEvent.insert(1, "t", 5, row).key()).isNull();
    assertThat(CdcEvent.delete(1, "t", 5, key).row()).isNull();
    assertThat(CdcEvent.update(1, "t", 5, key, row))
        .isEqualTo(CdcEvent.update(1, "t", 5, new Object[] {1L}, new Object[] {1L, new byte[] {2}}))
        .hasToString("1 UPDATE t key=[1] row=[1, [2]]");
    assertThatThrownBy(() -> new CdcEvent(1, "t", CdcOperation.DELETE, 5, null, null))
        .hasMessageContaining("wrong images");
    assertThatThrownBy(() -> CdcEvent.insert(0, "t", 5, row)).hasMessageContaining("at least 1");
  }
}
