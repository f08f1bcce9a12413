package dev.rhei.oltp.sqlite;

import dev.rhei.core.engine.Column;
import dev.rhei.core.engine.RowCursor;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Rows read to the end beforehand: what a statement that writes has returned. */
final class MaterializedCursor implements RowCursor {
  private final List<Column> columns;
  private final Deque<@Nullable Object[]> rows = new ArrayDeque<>();

  private MaterializedCursor(List<Column> columns) {
    this.columns = columns;
  }

  /** Reads the source to its end and closes it. */
  static MaterializedCursor drain(RowCursor source) {
    try (source) {
      MaterializedCursor drained = new MaterializedCursor(source.columns());
      @Nullable Object[] row;
      while ((row = source.next()) != null) {
        drained.rows.add(row);
      }
      return drained;
    }
  }

  @Override
  public List<Column> columns() {
    return columns;
  }

  @Override
  public synchronized @Nullable Object @Nullable [] next() {
    return rows.poll();
  }

  @Override
  public synchronized void close() {
    rows.clear();
  }
}
