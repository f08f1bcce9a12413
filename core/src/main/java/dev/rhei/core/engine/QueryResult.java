package dev.rhei.core.engine;

import dev.rhei.core.error.ErrorCode;
import dev.rhei.core.error.HtapException;
import dev.rhei.core.route.Route;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Spliterator;
import java.util.Spliterators;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.vector.ipc.ArrowReader;
import org.jspecify.annotations.Nullable;

/**
 * The answer to one query: a forward cursor over rows that holds a connection until it is closed.
 * Close it, best by try-with-resources. Rows can be gone through once, by one of {@link #iterator},
 * {@link #stream}, {@link #toList} or {@link #toArrow}. For one thread at a time; {@link #close}
 * may come from any thread.
 */
public final class QueryResult implements Iterable<Row>, AutoCloseable {
  private final RowCursor cursor;
  private final ColumnIndex columns;
  private final Supplier<Route> route;
  private boolean started;
  private volatile boolean closed;

  /** An answer over this cursor, which it closes. */
  public QueryResult(RowCursor cursor, Route route) {
    this(cursor, () -> route);
  }

  /** As the other, for a route that is put into words when somebody asks. */
  public QueryResult(RowCursor cursor, Supplier<Route> route) {
    this.cursor = cursor;
    this.columns = new ColumnIndex(cursor.columns());
    this.route = route;
  }

  /** The columns, in order. */
  public List<Column> columns() {
    return columns.columns();
  }

  /** Which engine answered, why, and as of which position of the log. */
  public Route route() {
    return route.get();
  }

  /**
   * The rows. Reaching the end closes the result.
   *
   * @throws HtapException ENGINE_CLOSED if the result is closed or its rows are already being read
   */
  @Override
  public Iterator<Row> iterator() {
    start();
    return new Rows();
  }

  /** The rows as a stream; closing the stream closes the result. */
  public Stream<Row> stream() {
    Spliterator<Row> rows =
        Spliterators.spliteratorUnknownSize(
            iterator(), Spliterator.ORDERED | Spliterator.NONNULL | Spliterator.IMMUTABLE);
    return StreamSupport.stream(rows, false).onClose(this::close);
  }

  /** Maps every row, then closes the result. */
  public <T> List<T> toList(Function<? super Row, ? extends T> mapper) {
    try (this) {
      List<T> list = new ArrayList<>();
      for (Row row : this) {
        list.add(mapper.apply(row));
      }
      return list;
    }
  }

  /**
   * The rows as Arrow batches of up to 4,096; closing the reader closes the result. Needs an {@code
   * arrow-memory-*} jar and {@code --add-opens=java.base/java.nio=ALL-UNNAMED}.
   *
   * @param allocator stays the caller's; holds the batches
   * @throws HtapException ARROW_UNAVAILABLE naming what is missing
   */
  public ArrowReader toArrow(BufferAllocator allocator) {
    start();
    return new ArrowRows(this, cursor, allocator);
  }

  /** Idempotent; a query that still runs is stopped. */
  @Override
  public void close() {
    closed = true;
    cursor.close();
  }

  private void start() {
    if (closed) {
      throw new HtapException(ErrorCode.ENGINE_CLOSED, "this result is closed");
    }
    if (started) {
      throw new HtapException(
          ErrorCode.ENGINE_CLOSED, "the rows of this result were already asked for; run it again");
    }
    started = true;
  }

  private final class Rows implements Iterator<Row> {
    private @Nullable Row next;
    private boolean ended;

    @Override
    public boolean hasNext() {
      if (next == null && !ended) {
        if (closed) {
          throw new HtapException(ErrorCode.ENGINE_CLOSED, "this result was closed while read");
        }
        @Nullable Object[] values = cursor.next();
        if (values == null) {
          ended = true;
          close();
        } else {
          next = new Row(columns, values);
        }
      }
      return next != null;
    }

    @Override
    public Row next() {
      if (!hasNext() || next == null) {
        throw new NoSuchElementException("the result has no more rows");
      }
      Row row = next;
      next = null;
      return row;
    }
  }
}
