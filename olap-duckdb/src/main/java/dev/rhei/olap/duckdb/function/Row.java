package dev.rhei.olap.duckdb.function;

import org.duckdb.DuckDBDataChunkReader;
import org.duckdb.DuckDBReadableVector;
import org.jspecify.annotations.Nullable;

/** The arguments of one call; the same object moves from row to row. For one thread. */
final class Row {
  private final DuckDBReadableVector[] columns;
  private int index;
  private boolean nothing;

  Row(DuckDBDataChunkReader chunk) {
    columns = new DuckDBReadableVector[(int) chunk.columnCount()];
    for (int i = 0; i < columns.length; i++) {
      columns[i] = chunk.vector(i);
    }
  }

  void moveTo(int row) {
    index = row;
    nothing = false;
  }

  /** How many arguments there are. */
  int count() {
    return columns.length;
  }

  boolean isNull(int argument) {
    return columns[argument].isNull(index);
  }

  boolean anyNull() {
    for (DuckDBReadableVector column : columns) {
      if (column.isNull(index)) {
        return true;
      }
    }
    return false;
  }

  /** A BIGINT that is not NULL. */
  long integer(int argument) {
    return columns[argument].getLong(index);
  }

  /** A DOUBLE that is not NULL. */
  double real(int argument) {
    return columns[argument].getDouble(index);
  }

  /** A VARCHAR that is not NULL. */
  String text(int argument) {
    return columns[argument].getString(index);
  }

  /** A VARCHAR. */
  @Nullable String textOrNull(int argument) {
    return columns[argument].getString(index);
  }

  /** A tagged VARCHAR that is not NULL: Long, Double, String or byte[]. */
  Object value(int argument) {
    return Tagged.decode(text(argument));
  }

  /** A tagged VARCHAR. */
  @Nullable Object valueOrNull(int argument) {
    String tagged = textOrNull(argument);
    return tagged == null ? null : Tagged.decode(tagged);
  }

  /** Says that the result is NULL, whatever the function returns. */
  int nothing() {
    nothing = true;
    return 0;
  }

  boolean isNothing() {
    return nothing;
  }
}
