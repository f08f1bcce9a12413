package dev.rhei.sync;

import java.util.Arrays;
import java.util.List;

/** The order of keys in a {@link dev.rhei.core.engine.KeyRange}. */
final class KeyOrder {
  private KeyOrder() {}

  static int compare(List<Object> a, List<Object> b) {
    for (int i = 0; i < a.size(); i++) {
      int order = compare(a.get(i), b.get(i));
      if (order != 0) {
        return order;
      }
    }
    return 0;
  }

  private static int compare(Object a, Object b) {
    if (a instanceof Long first && b instanceof Long second) {
      return Long.compare(first, second);
    }
    if (a instanceof Double first && b instanceof Double second) {
      return Double.compare(first + 0.0, second + 0.0); // -0.0 becomes 0.0
    }
    if (a instanceof String first && b instanceof String second) {
      return compareText(first, second);
    }
    if (a instanceof byte[] first && b instanceof byte[] second) {
      return Arrays.compareUnsigned(first, second);
    }
    if (a instanceof Boolean first && b instanceof Boolean second) {
      return Boolean.compare(first, second);
    }
    throw new IllegalArgumentException(a.getClass() + " and " + b.getClass() + " have no order");
  }

  /** By code points, which is the order of the UTF-8 bytes; Java's own is that of UTF-16. */
  private static int compareText(String a, String b) {
    int length = Math.min(a.length(), b.length());
    for (int i = 0; i < length; i++) {
      char first = a.charAt(i);
      char second = b.charAt(i);
      if (first != second) {
        return Integer.compare(weight(first), weight(second));
      }
    }
    return Integer.compare(a.length(), b.length());
  }

  /** Surrogates stand for code points above all that is written without them. */
  private static int weight(char c) {
    return Character.isSurrogate(c) ? c + 0x10000 : c;
  }
}
