package dev.rhei.sync;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class KeyIdentityTest {
  @Test
  void equalKeysAreOne() {
    assertOne(key(1L), key(1L));
    assertOne(key("a"), key("a"));
    assertOne(key(1L, "a", null), key(1L, "a", null));
  }

  @Test
  void blobsAreComparedByTheirBytes() {
    assertOne(key((Object) new byte[] {1, 2}), key((Object) new byte[] {1, 2}));
    assertTwo(key((Object) new byte[] {1, 2}), key((Object) new byte[] {1, 3}));
    assertOne(key(1L, new byte[] {1}), key(1L, new byte[] {1}));
  }

  @Test
  void zeroAndMinusZeroAreOne() {
    assertOne(key(0.0), key(-0.0));
    assertOne(key("a", -0.0), key("a", 0.0));
  }

  @Test
  void theKeyItselfIsLeftAsItIs() {
    Object[] key = key(-0.0, "a");
    KeyIdentity.of(key);
    assertThat(Double.doubleToRawLongBits((Double) key[0])).isEqualTo(Long.MIN_VALUE);
  }

  @Test
  void differentKeysAreTwo() {
    assertTwo(key(1L), key(2L));
    assertTwo(key("a"), key("A"));
    assertTwo(key("a", "b"), key("b", "a"));
    assertTwo(key(1L, 2L), key(1L));
    assertTwo(key("1"), key(1L));
    assertTwo(key((Object) null), key(0L));
  }

  private static Object[] key(Object... values) {
    return values;
  }

  private static void assertOne(Object[] a, Object[] b) {
    assertThat(KeyIdentity.of(a)).isEqualTo(KeyIdentity.of(b)).hasSameHashCodeAs(KeyIdentity.of(b));
  }

  private static void assertTwo(Object[] a, Object[] b) {
    assertThat(KeyIdentity.of(a)).isNotEqualTo(KeyIdentity.of(b));
  }
}
