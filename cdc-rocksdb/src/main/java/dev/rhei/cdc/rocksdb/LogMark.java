package dev.rhei.cdc.rocksdb;

import java.nio.ByteBuffer;
import java.util.Arrays;

/**
 * Where a log stood at some time, so that it is known what is older.
 *
 * @param millis the time, since 1970
 * @param sequence position of the last event that was there
 * @param bytes of all events that had been appended
 */
record LogMark(long millis, long sequence, long bytes) {
  byte[] key() {
    return ByteBuffer.allocate(LogMeta.MARK.length + Long.BYTES)
        .put(LogMeta.MARK)
        .putLong(millis)
        .array();
  }

  byte[] value() {
    return ByteBuffer.allocate(2 * Long.BYTES).putLong(sequence).putLong(bytes).array();
  }

  static boolean isKey(byte[] key) {
    int length = LogMeta.MARK.length;
    return key.length == length + Long.BYTES
        && Arrays.equals(key, 0, length, LogMeta.MARK, 0, length);
  }

  static LogMark of(byte[] key, byte[] value) {
    ByteBuffer numbers = ByteBuffer.wrap(value);
    return new LogMark(
        ByteBuffer.wrap(key).getLong(LogMeta.MARK.length), numbers.getLong(), numbers.getLong());
  }
}
