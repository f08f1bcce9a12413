package dev.rhei.core.engine;

import java.util.Iterator;
import java.util.List;

/** Rows from a list. */
final class ListCursor implements RowCursor {
  private final List<Column> columns;
  private final Iterator<Object[]> rows;
  boolean closed;

  ListCursor(List<Column> columns, List<Object[]> rows) {
    this.columns = columns;
    this.rows = rows.iterator();
  }

  @Override
  public List<Column> columns() {
    return columns;
  }

  @Override
  public Object[] next() {
    return rows.hasNext() ? rows.next() : null;
  }

  @Override
  public void close() {
    closed = true;
  }
}
