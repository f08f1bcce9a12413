package dev.rhei.core.cdc;

import java.util.Arrays;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * One captured change of one row. Values are as SQLite stores them: Long, Double, String, byte[],
 * null, or {@link dev.rhei.core.schema.MalformedText}. Arrays are not copied: who reads an event
 * owns it and may convert its arrays in place.
 *
 * <p>A log that keeps keys only reads the row when it is polled; such an event carries the row as
 * it is at the end of the snapshot, and a chunk need not have one for each change of a key.
 *
 * @param sequence position in the log; grows, and is never used twice
 * @param table the table as registered
 * @param operation what happened
 * @param schemaVersion identifies the form of the table at the time of the write
 * @param key key values before the change, in key order; null for INSERT
 * @param row the stored columns after the change; null for DELETE
 */
@SuppressWarnings("ArrayRecordComponent") // rows move by the million; equality is spelled out
public record CdcEvent(
    long sequence,
    String table,
    CdcOperation operation,
    long schemaVersion,
    @Nullable Object @Nullable [] key,
    @Nullable Object @Nullable [] row) {

  /** Checks that the images an operation needs are there. */
  public CdcEvent {
    if (sequence < 1) {
      throw new IllegalArgumentException("sequence " + sequence + " must be at least 1");
    }
    Objects.requireNonNull(table, "table");
    boolean needsKey = operation != CdcOperation.INSERT;
    boolean needsRow = operation != CdcOperation.DELETE;
    if (needsKey != (key != null) || needsRow != (row != null)) {
      throw new IllegalArgumentException(
          operation + " of " + table + " at " + sequence + " has the wrong images");
    }
  }

  /** A row appeared. */
  public static CdcEvent insert(
      long sequence, String table, long schemaVersion, @Nullable Object[] row) {
    return new CdcEvent(sequence, table, CdcOperation.INSERT, schemaVersion, null, row);
  }

  /** A row with this key has new values. */
  public static CdcEvent update(
      long sequence,
      String table,
      long schemaVersion,
      @Nullable Object[] key,
      @Nullable Object[] row) {
    return new CdcEvent(sequence, table, CdcOperation.UPDATE, schemaVersion, key, row);
  }

  /** The row with this key is gone. */
  public static CdcEvent delete(
      long sequence, String table, long schemaVersion, @Nullable Object[] key) {
    return new CdcEvent(sequence, table, CdcOperation.DELETE, schemaVersion, key, null);
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof CdcEvent that
        && sequence == that.sequence
        && table.equals(that.table)
        && operation == that.operation
        && schemaVersion == that.schemaVersion
        && Arrays.deepEquals(key, that.key)
        && Arrays.deepEquals(row, that.row);
  }

  @Override
  public int hashCode() {
    return Long.hashCode(sequence);
  }

  @Override
  public String toString() {
    return sequence
        + " "
        + operation
        + " "
        + table
        + " key="
        + Arrays.deepToString(key)
        + " row="
        + Arrays.deepToString(row);
  }
}
