package dev.rhei.sync;

import dev.rhei.core.error.ErrorCode;
import dev.rhei.core.error.HtapException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Key values, as SQLite stores them, as one text and back: how far a load is, for the copy to
 * remember. Each value is a letter and, except for text, digits; text is hexadecimal UTF-8, so that
 * a comma ends a value.
 */
final class KeyText {
  private static final HexFormat HEX = HexFormat.of();

  private KeyText() {}

  static String encode(@Nullable Object[] key) {
    List<String> parts = new ArrayList<>();
    for (Object value : key) {
      parts.add(encodeOne(value));
    }
    return String.join(",", parts);
  }

  static @Nullable Object[] decode(String text) {
    String[] parts = text.split(",", -1);
    @Nullable Object[] key = new @Nullable Object[parts.length];
    for (int i = 0; i < parts.length; i++) {
      key[i] = decodeOne(parts[i]);
    }
    return key;
  }

  private static String encodeOne(@Nullable Object value) {
    if (value == null) {
      return "n";
    }
    if (value instanceof Long integer) {
      return "i" + integer;
    }
    if (value instanceof Double real) {
      return "r" + Long.toHexString(Double.doubleToRawLongBits(real));
    }
    if (value instanceof String text) {
      return "t" + HEX.formatHex(text.getBytes(StandardCharsets.UTF_8));
    }
    if (value instanceof byte[] bytes) {
      return "b" + HEX.formatHex(bytes);
    }
    throw unreadable(value.getClass().getName(), null);
  }

  private static @Nullable Object decodeOne(String part) {
    if (part.isEmpty()) {
      throw unreadable(part, null);
    }
    String rest = part.substring(1);
    try {
      return switch (part.charAt(0)) {
        case 'n' -> null;
        case 'i' -> Long.valueOf(rest);
        case 'r' -> Double.longBitsToDouble(Long.parseUnsignedLong(rest, 16));
        case 't' -> new String(HEX.parseHex(rest), StandardCharsets.UTF_8);
        case 'b' -> HEX.parseHex(rest);
        default -> throw unreadable(part, null);
      };
    } catch (IllegalArgumentException e) {
      throw unreadable(part, e);
    }
  }

  private static HtapException unreadable(String what, @Nullable Throwable cause) {
    return new HtapException(ErrorCode.INTERNAL, "'" + what + "' is no stored key value", cause);
  }
}
