package dev.rhei.cdc.rocksdb;

import dev.rhei.core.error.ErrorCode;
import dev.rhei.core.error.HtapException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.HexFormat;

/**
 * Positions of the log as keys: eight bytes, the most significant first. RocksDB orders keys as
 * unsigned bytes, so it goes through the log in the order of its positions. Positions begin at 1.
 */
public final class CdcKeys {
  private CdcKeys() {}

  /**
   * The key of a position.
   *
   * @throws HtapException INTERNAL if the position is below 1; as unsigned bytes a negative one
   *     would come after all others
   */
  public static byte[] key(long sequence) {
    if (sequence < 1) {
      throw new HtapException(
          ErrorCode.INTERNAL, "position " + sequence + " cannot be a key: positions begin at 1");
    }
    return ByteBuffer.allocate(Long.BYTES).order(ByteOrder.BIG_ENDIAN).putLong(sequence).array();
  }

  /**
   * The position that {@link #key} made this key of.
   *
   * @throws HtapException INTERNAL if it made no such key
   */
  public static long sequence(byte[] key) {
    long sequence =
        key.length == Long.BYTES ? ByteBuffer.wrap(key).order(ByteOrder.BIG_ENDIAN).getLong() : 0;
    if (sequence < 1) {
      throw new HtapException(
          ErrorCode.INTERNAL,
          "x'" + HexFormat.of().formatHex(key) + "' is not the key of a position");
    }
    return sequence;
  }
}
