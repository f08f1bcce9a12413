package dev.rhei.jdbc;

import dev.rhei.core.engine.Column;
import dev.rhei.core.engine.QueryResult;
import dev.rhei.core.engine.Row;
import dev.rhei.core.error.HtapException;
import dev.rhei.oltp.sqlite.SqliteParameters;
import java.sql.SQLException;
import java.util.Iterator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Rows of an answer, in the values that SQLite would have for them. Used by one thread. */
final class AnswerRows {
  private final @Nullable QueryResult source;
  private final Iterator<Row> rows;
  private final Iterator<@Nullable Object[]> ready;

  private AnswerRows(
      @Nullable QueryResult source, Iterator<Row> rows, Iterator<@Nullable Object[]> ready) {
    this.source = source;
    this.rows = rows;
    this.ready = ready;
  }

  static AnswerRows of(QueryResult answer) {
    return new AnswerRows(answer, answer.iterator(), List.<@Nullable Object[]>of().iterator());
  }

  static AnswerRows of(List<@Nullable Object[]> rows) {
    return new AnswerRows(null, List.<Row>of().iterator(), rows.iterator());
  }

  /** Whether these are the labels of the columns, as far as that is known. */
  boolean haveLabels(String... labels) {
    return source == null
        || source.columns().stream().map(Column::name).toList().equals(List.of(labels));
  }

  /** The next row: Long, Double, String, byte[] or null; null at the end. */
  @Nullable Object @Nullable [] next() throws SQLException {
    if (ready.hasNext()) {
      return ready.next();
    }
    try {
      if (!rows.hasNext()) {
        return null;
      }
      Row row = rows.next();
      @Nullable Object[] values = new @Nullable Object[row.size()];
      for (int i = 0; i < values.length; i++) {
        values[i] = SqliteParameters.toSqlite(row.get(i), i + 1);
      }
      return values;
    } catch (HtapException e) {
      throw JdbcErrors.of(e);
    }
  }

  /** May be called by any thread. */
  void close() {
    if (source != null) {
      source.close();
    }
  }
}
