package dev.rhei;

import dev.rhei.core.engine.Column;
import dev.rhei.core.engine.OlapCursor;
import dev.rhei.core.engine.OlapQuery;
import dev.rhei.core.engine.Translation.OutputColumn;
import dev.rhei.core.engine.ValueKind;
import dev.rhei.core.error.ErrorCode;
import dev.rhei.core.error.HtapException;
import dev.rhei.core.schema.SqliteField;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.apache.arrow.vector.types.pojo.ArrowType;
import org.jspecify.annotations.Nullable;
import org.sqlite.ProgressHandler;

/**
 * One query, in a read transaction on a connection of its own. SQLite asks every few thousand steps
 * whether to go on, so a query ends at its timeout or its close without a thread that watches it.
 */
final class SqliteOlapCursor implements OlapCursor {
  private static final int STEPS = 10_000;

  private final OlapQuery query;
  private final Consumer<SqliteOlapCursor> afterClose;
  private final long start = System.nanoTime();
  private final long limit;
  private volatile boolean closed;
  private @Nullable Connection connection; // this and all below: guarded by this
  private @Nullable ResultSet rows;
  private @Nullable Object @Nullable [] ahead;
  private List<Column> columns = List.of();
  private long appliedThrough;

  SqliteOlapCursor(OlapQuery query, Consumer<SqliteOlapCursor> afterClose) {
    this.query = query;
    this.afterClose = afterClose;
    limit = query.options().timeout().map(Duration::toNanos).orElse(Long.MAX_VALUE);
  }

  /** Opens a connection. */
  interface Opener {
    Connection open() throws SQLException;
  }

  synchronized void start(Opener opener) {
    try {
      Connection own = opener.open();
      connection = own;
      ProgressHandler.setHandler(
          own,
          STEPS,
          new ProgressHandler() {
            @Override
            protected int progress() {
              return closed || expired() ? 1 : 0;
            }
          });
      own.setAutoCommit(false);
      ResultSet position =
          own.createStatement()
              .executeQuery("SELECT applied_through, tables_version FROM _rhei_meta");
      appliedThrough = position.getLong(1);
      if (position.getLong(2) != query.tablesVersion()) {
        throw new HtapException(ErrorCode.OLAP_CHANGED, "the tables changed; route again");
      }
      PreparedStatement statement = own.prepareStatement(query.translated().sql());
      List<Integer> parameters = query.translated().parameters();
      for (int i = 0; i < parameters.size(); i++) {
        statement.setObject(i + 1, query.parameters().get(parameters.get(i)));
      }
      ResultSet result = statement.executeQuery();
      rows = result;
      ahead = read(result);
      columns = describe(ahead);
    } catch (SQLException e) {
      throw failed(e);
    } catch (RuntimeException e) {
      close();
      throw e;
    }
  }

  @Override
  public synchronized long appliedThrough() {
    return appliedThrough;
  }

  @Override
  public synchronized List<Column> columns() {
    return columns;
  }

  @Override
  public synchronized @Nullable Object @Nullable [] next() {
    if (closed || expired()) {
      throw failed(null);
    }
    @Nullable Object[] current = ahead;
    ResultSet result = rows;
    if (current != null && result != null) {
      try {
        ahead = read(result);
      } catch (SQLException e) {
        throw failed(e);
      }
    }
    return current;
  }

  @Override
  public void close() {
    closed = true; // stops who is inside
    synchronized (this) {
      Connection own = connection;
      connection = null;
      ahead = null;
      try {
        if (own != null) {
          own.close();
        }
      } catch (SQLException e) {
        throw new HtapException(ErrorCode.CLOSE_FAILED, "" + e.getMessage(), e);
      } finally {
        afterClose.accept(this);
      }
    }
  }

  private boolean expired() {
    return System.nanoTime() - start > limit;
  }

  private HtapException failed(@Nullable SQLException e) {
    ErrorCode code =
        closed
            ? ErrorCode.ENGINE_CLOSED
            : expired() ? ErrorCode.QUERY_TIMEOUT : ErrorCode.OLAP_FAILED;
    String sql = HtapException.sqlForMessage(query.translated().sql());
    close();
    return new HtapException(code, (e == null ? "" : e.getMessage() + " ") + "SQL: " + sql, e);
  }

  private @Nullable Object @Nullable [] read(ResultSet result) throws SQLException {
    if (!result.next()) {
      return null;
    }
    List<OutputColumn> output = query.translated().columns();
    @Nullable Object[] row = new @Nullable Object[output.size()];
    for (int i = 0; i < row.length; i++) {
      Object value = result.getObject(i + 1);
      boolean integral =
          output.get(i).kind() == ValueKind.NUMERIC
              && value instanceof Double real
              && real == Math.rint(real)
              && Math.abs(real) < 0x1p63;
      row[i] = integral ? integer(result.getLong(i + 1)) : value;
    }
    return row;
  }

  private static Object integer(long value) {
    return value == (int) value ? (Object) (int) value : (Object) value;
  }

  private List<Column> describe(@Nullable Object @Nullable [] first) {
    List<Column> described = new ArrayList<>();
    for (OutputColumn column : query.translated().columns()) {
      Object value = first == null ? null : first[described.size()];
      described.add(
          new Column(
              column.label(),
              switch (column.kind()) {
                case INTEGER -> SqliteField.INT64;
                case REAL, NUMERIC -> SqliteField.FLOAT64;
                case TEXT -> SqliteField.UTF8;
                case BLOB -> SqliteField.BINARY;
                case ANY, TYPED -> typeOf(value);
              }));
    }
    return List.copyOf(described);
  }

  private static ArrowType typeOf(@Nullable Object value) {
    if (value == null) {
      return ArrowType.Null.INSTANCE;
    }
    if (value instanceof Double) {
      return SqliteField.FLOAT64;
    }
    if (value instanceof String) {
      return SqliteField.UTF8;
    }
    return value instanceof byte[] ? SqliteField.BINARY : SqliteField.INT64;
  }
}
