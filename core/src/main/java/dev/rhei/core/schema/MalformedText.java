package dev.rhei.core.schema;

import java.util.HexFormat;

/**
 * TEXT that is not valid UTF-8: SQLite stores any bytes as text, a Java string cannot hold them. An
 * event carries the bytes as they are; no mirrored type accepts them.
 *
 * @param bytes as stored; not to be modified
 */
@SuppressWarnings("ArrayRecordComponent") // equality of two malformed texts is never asked for
public record MalformedText(byte[] bytes) {
  @Override
  public String toString() {
    return "text that is not valid UTF-8: x'" + HexFormat.of().formatHex(bytes) + "'";
  }
}
