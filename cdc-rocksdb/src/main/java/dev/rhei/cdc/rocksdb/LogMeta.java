package dev.rhei.cdc.rocksdb;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.rocksdb.RocksDBException;
import org.rocksdb.WriteBatch;

/**
 * What a log says of itself, under keys that begin with the byte FF and so come after those of all
 * positions. Numbers are eight bytes, the most significant first.
 */
final class LogMeta {
  /** Version of all that is stored; raised when an older program could not read it. */
  static final byte[] FORMAT = key("format");

  /** Position of the last event. */
  static final byte[] LATEST = key("latest_seq");

  /** Position in another log up to which its events were taken. */
  static final byte[] BRIDGE_WATERMARK = key("bridge_watermark");

  /** Position up to which events were forgotten. */
  static final byte[] PRUNED_THROUGH = key("pruned_through");

  /** Bytes of all events that were ever appended. */
  static final byte[] APPENDED_BYTES = key("appended_bytes");

  /** When that was last done, in milliseconds since 1970; only if events are kept for a time. */
  static final byte[] LAST_APPEND = key("last_append");

  /** The last epoch of the database whose events were taken. */
  static final byte[] EPOCH = key("epoch");

  /** The {@link LogKind}. */
  static final byte[] KIND = key("kind");

  /** What the keys of {@link LogMark}s begin with; eight bytes follow. */
  static final byte[] MARK = key("mark/");

  /** A name of this log. */
  static final byte[] SOURCE_ID = key("source_id");

  private static final byte FIRST = (byte) 0xFF;

  private LogMeta() {}

  private static byte[] key(String name) {
    byte[] text = ("?__meta__/" + name).getBytes(StandardCharsets.US_ASCII);
    text[0] = FIRST;
    return text;
  }

  static boolean isMeta(byte[] key) {
    return key.length > 0 && key[0] == FIRST;
  }

  static void put(WriteBatch batch, byte[] key, long number) throws RocksDBException {
    batch.put(key, bytes(number));
  }

  static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }

  static String text(byte[] bytes) {
    return new String(bytes, StandardCharsets.US_ASCII);
  }

  static byte[] bytes(long number) {
    return ByteBuffer.allocate(Long.BYTES).putLong(number).array();
  }

  static long number(byte[] bytes) {
    return ByteBuffer.wrap(bytes).getLong();
  }
}
