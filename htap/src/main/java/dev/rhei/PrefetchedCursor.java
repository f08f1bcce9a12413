package dev.rhei;

import dev.rhei.core.engine.Column;
import dev.rhei.core.engine.OlapCursor;
import dev.rhei.core.engine.RowCursor;
import dev.rhei.core.error.ErrorCode;
import dev.rhei.core.error.HtapException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Rows of the copy whose first ones are read before any is handed out: the copy may refuse a value
 * only when it meets it, and as long as the caller has seen nothing, SQLite can still answer.
 */
final class PrefetchedCursor implements RowCursor {
  /** Enough for the answers that analytics give; a few megabytes at most for usual rows. */
  private static final int ROWS = 4_096;

  private final OlapCursor rows;
  private final Consumer<HtapException> onLateFailure;
  private final Deque<@Nullable Object[]> first = new ArrayDeque<>();
  private boolean ended;
  private long delivered;

  private PrefetchedCursor(OlapCursor rows, Consumer<HtapException> onLateFailure) {
    this.rows = rows;
    this.onLateFailure = onLateFailure;
  }

  /**
   * Reads the first rows; if that fails, closes the cursor and passes the failure on.
   *
   * @param onLateFailure told of a failure after rows were handed out
   */
  static PrefetchedCursor of(OlapCursor rows, Consumer<HtapException> onLateFailure) {
    PrefetchedCursor cursor = new PrefetchedCursor(rows, onLateFailure);
    try {
      cursor.readFirst();
      return cursor;
    } catch (RuntimeException e) {
      rows.close();
      throw e;
    }
  }

  private void readFirst() {
    while (!ended && first.size() < ROWS) {
      @Nullable Object[] row = rows.next();
      if (row == null) {
        ended = true;
      } else {
        first.add(row);
      }
    }
  }

  /** All rows, if all are read, and before any is handed out; else null. */
  @Nullable List<@Nullable Object[]> whole() {
    return ended && delivered == 0 ? new ArrayList<>(first) : null;
  }

  @Override
  public List<Column> columns() {
    return rows.columns();
  }

  @Override
  public @Nullable Object @Nullable [] next() {
    @Nullable Object[] row = first.poll();
    if (row == null && !ended) {
      row = readOn();
    }
    if (row != null) {
      delivered++;
    }
    return row;
  }

  private @Nullable Object @Nullable [] readOn() {
    try {
      return rows.next();
    } catch (HtapException e) {
      if (e.code() != ErrorCode.OLAP_FAILED) {
        throw e;
      }
      onLateFailure.accept(e);
      throw new HtapException(
          ErrorCode.OLAP_FAILED,
          "the copy failed after "
              + delivered
              + " rows of this result, which were right; run the query again, SQLite will answer"
              + " it. Cause: "
              + e.getMessage(),
          e);
    }
  }

  @Override
  public void close() {
    rows.close();
  }
}
