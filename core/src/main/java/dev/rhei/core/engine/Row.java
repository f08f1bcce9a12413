package dev.rhei.core.engine;

import dev.rhei.core.error.ErrorCode;
import dev.rhei.core.error.HtapException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * One row of a result, by index from 0 or by label. Immutable, and still readable after its result
 * is closed. Labels are compared as SQLite compares names; of equal ones the first counts.
 */
public final class Row {
  private final ColumnIndex columns;
  private final @Nullable Object[] values;

  Row(ColumnIndex columns, @Nullable Object[] values) {
    this.columns = columns;
    this.values = values;
  }

  /** Number of columns. */
  public int size() {
    return values.length;
  }

  /**
   * The value as sqlite-jdbc's {@code getObject} gives it: Integer if the integer fits, else Long;
   * Double, String, byte[] or null. Typed columns: Boolean, LocalDate, Instant, BigDecimal.
   *
   * @throws HtapException COLUMN_UNKNOWN
   */
  public @Nullable Object get(int index) {
    if (index < 0 || index >= values.length) {
      throw new HtapException(
          ErrorCode.COLUMN_UNKNOWN,
          "column " + index + " asked for; the result has " + values.length + ", counted from 0");
    }
    Object value = values[index];
    return value instanceof byte[] bytes ? bytes.clone() : value;
  }

  /** The value of the column with that label. */
  public @Nullable Object get(String label) {
    return get(columns.require(label));
  }

  /** Whether the value is NULL. */
  public boolean isNull(int index) {
    return get(index) == null;
  }

  /** Whether the value is NULL. */
  public boolean isNull(String label) {
    return get(label) == null;
  }

  /**
   * An integer, or a real without a fraction.
   *
   * @throws HtapException TYPE_MISMATCH for NULL, text, blobs and what does not fit 64 bits
   */
  public long getLong(int index) {
    Object value = get(index);
    if (value instanceof Integer || value instanceof Long) {
      return ((Number) value).longValue();
    }
    if (value instanceof Double real && real == Math.rint(real) && Math.abs(real) < 0x1p63) {
      return real.longValue();
    }
    if (value instanceof Boolean bool) {
      return bool ? 1 : 0;
    }
    throw mismatch(index, value, "long");
  }

  /** See {@link #getLong(int)}. */
  public long getLong(String label) {
    return getLong(columns.require(label));
  }

  /**
   * Any number.
   *
   * @throws HtapException TYPE_MISMATCH for NULL, text and blobs
   */
  public double getDouble(int index) {
    if (get(index) instanceof Number number) {
      return number.doubleValue();
    }
    throw mismatch(index, get(index), "double");
  }

  /** See {@link #getDouble(int)}. */
  public double getDouble(String label) {
    return getDouble(columns.require(label));
  }

  /** Text, or the text form of any other value; a blob is read as UTF-8; null for NULL. */
  public @Nullable String getString(int index) {
    Object value = get(index);
    if (value instanceof byte[] bytes) {
      return new String(bytes, StandardCharsets.UTF_8);
    }
    return value == null ? null : value.toString();
  }

  /** See {@link #getString(int)}. */
  public @Nullable String getString(String label) {
    return getString(columns.require(label));
  }

  /**
   * A blob's bytes, or text as UTF-8; null for NULL.
   *
   * @throws HtapException TYPE_MISMATCH for numbers
   */
  public byte @Nullable [] getBytes(int index) {
    Object value = get(index);
    if (value == null) {
      return null;
    }
    if (value instanceof byte[] bytes) {
      return bytes;
    }
    if (value instanceof String text) {
      return text.getBytes(StandardCharsets.UTF_8);
    }
    throw mismatch(index, value, "bytes");
  }

  /** See {@link #getBytes(int)}. */
  public byte @Nullable [] getBytes(String label) {
    return getBytes(columns.require(label));
  }

  /**
   * SQL truth of a number: everything but 0 is true.
   *
   * @throws HtapException TYPE_MISMATCH for NULL, text and blobs
   */
  public boolean getBoolean(int index) {
    Object value = get(index);
    if (value instanceof Boolean bool) {
      return bool;
    }
    if (value instanceof Number number) {
      return number.doubleValue() != 0;
    }
    throw mismatch(index, value, "boolean");
  }

  /** See {@link #getBoolean(int)}. */
  public boolean getBoolean(String label) {
    return getBoolean(columns.require(label));
  }

  private HtapException mismatch(int index, @Nullable Object value, String wanted) {
    String found =
        value == null
            ? "NULL; test it with isNull first"
            : value instanceof byte[] ? "a blob" : value.getClass().getSimpleName() + " " + value;
    return new HtapException(
        ErrorCode.TYPE_MISMATCH,
        "column " + index + " ('" + columns.name(index) + "') read as " + wanted + " is " + found);
  }

  @Override
  public String toString() {
    return Arrays.deepToString(values);
  }
}
