package dev.rhei.oltp.sqlite;

import dev.rhei.core.engine.Column;
import dev.rhei.core.engine.RowCursor;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Rows of which the first were read beforehand. Used as {@link RowCursor} says. */
final class HeadedCursor implements RowCursor {
  /** As many as are read of an answer of the copy before it is handed out. */
  private static final int ROWS = 4_096;

  private final RowCursor source;
  private final Deque<@Nullable Object[]> head = new ArrayDeque<>();
  private volatile boolean closed;

  private HeadedCursor(RowCursor source) {
    this.source = source;
  }

  /** Reads the first rows; does not close the source if that fails. */
  static RowCursor of(RowCursor source) {
    HeadedCursor cursor = new HeadedCursor(source);
    @Nullable Object[] row = null;
    while (cursor.head.size() < ROWS && (row = source.next()) != null) {
      cursor.head.add(row);
    }
    return cursor;
  }

  @Override
  public List<Column> columns() {
    return source.columns();
  }

  @Override
  public @Nullable Object @Nullable [] next() {
    @Nullable Object[] row = closed ? null : head.poll();
    return row == null ? source.next() : row;
  }

  @Override
  public void close() {
    closed = true;
    source.close();
  }
}
