package dev.rhei.oltp.sqlite;

import dev.rhei.core.schema.MalformedText;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.sql.ResultSet;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/**
 * Values of a result row as events carry them: Long, Double, String, byte[], null, MalformedText.
 */
final class SqliteValues {
  /** What the driver puts in place of bytes that are not UTF-8. */
  private static final char REPLACEMENT = '\uFFFD';

  private SqliteValues() {}

  /** The values of {@code count} columns, from the column {@code from} (counted from 1) on. */
  static @Nullable Object[] read(ResultSet row, int from, int count) throws SQLException {
    @Nullable Object[] values = new @Nullable Object[count];
    for (int i = 0; i < count; i++) {
      values[i] = read(row, from + i);
    }
    return values;
  }

  private static @Nullable Object read(ResultSet row, int column) throws SQLException {
    Object value = row.getObject(column);
    if (value instanceof Integer integer) {
      return integer.longValue();
    }
    if (value instanceof String text && text.indexOf(REPLACEMENT) >= 0) {
      // Either the text has that character, or the driver put it there.
      byte[] bytes = row.getBytes(column);
      return isUtf8(bytes) ? text : new MalformedText(bytes);
    }
    return value;
  }

  private static boolean isUtf8(byte[] bytes) {
    try {
      StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes));
      return true;
    } catch (CharacterCodingException e) {
      return false;
    }
  }
}
