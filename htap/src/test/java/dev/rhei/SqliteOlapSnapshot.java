package dev.rhei;

import dev.rhei.core.engine.KeyRange;
import dev.rhei.core.engine.MirrorTable;
import dev.rhei.core.engine.OlapSnapshot;
import dev.rhei.core.error.ErrorCode;
import dev.rhei.core.error.HtapException;
import dev.rhei.core.schema.Identifier;
import dev.rhei.core.schema.SqliteField;
import dev.rhei.core.schema.TableSchema;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.apache.arrow.vector.types.pojo.Field;
import org.jspecify.annotations.Nullable;
import org.sqlite.ProgressHandler;

/** A read transaction that stays open, on a connection of its own. */
final class SqliteOlapSnapshot implements OlapSnapshot {
  private static final int STEPS = 10_000;

  private final Connection connection;
  private final SqliteOlapBackend.State content;
  private final Consumer<SqliteOlapSnapshot> afterClose;
  private volatile boolean closed;

  private SqliteOlapSnapshot(
      Connection connection,
      SqliteOlapBackend.State content,
      Consumer<SqliteOlapSnapshot> afterClose) {
    this.connection = connection;
    this.content = content;
    this.afterClose = afterClose;
  }

  static SqliteOlapSnapshot begin(Connection own, Consumer<SqliteOlapSnapshot> afterClose)
      throws SQLException {
    own.setAutoCommit(false);
    SqliteOlapSnapshot snapshot =
        new SqliteOlapSnapshot(own, SqliteOlapBackend.load(own), afterClose);
    ProgressHandler.setHandler(
        own,
        STEPS,
        new ProgressHandler() {
          @Override
          protected int progress() {
            return snapshot.closed ? 1 : 0;
          }
        });
    return snapshot;
  }

  @Override
  public long appliedThrough() {
    return content.appliedThrough();
  }

  @Override
  public Collection<MirrorTable> tables() {
    return content.tables().values();
  }

  @Override
  public synchronized void rows(
      TableSchema table, KeyRange range, Consumer<@Nullable Object[]> sink) {
    List<Object> bounds = new ArrayList<>();
    List<Field> stored = table.storedColumns();
    try {
      requireOpen();
      try (PreparedStatement statement =
          connection.prepareStatement(
              "SELECT * FROM "
                  + Identifier.quote(table.name())
                  + " WHERE "
                  + where(table, range, bounds))) {
        for (int i = 0; i < bounds.size(); i++) {
          statement.setObject(i + 1, bounds.get(i));
        }
        ResultSet rows = statement.executeQuery();
        while (rows.next()) {
          requireOpen();
          @Nullable Object[] row = new @Nullable Object[stored.size()];
          for (int i = 0; i < row.length; i++) {
            row[i] = fit(stored.get(i), rows.getObject(i + 1));
          }
          sink.accept(row);
        }
      }
    } catch (SQLException e) {
      throw new HtapException(
          closed ? ErrorCode.ENGINE_CLOSED : ErrorCode.OLAP_FAILED, "" + e.getMessage(), e);
    }
  }

  private static String where(TableSchema table, KeyRange range, List<Object> bounds) {
    List<String> names =
        table.keyColumns().stream().map(field -> Identifier.quote(field.getName())).toList();
    String key =
        names.stream().map(name -> name + " COLLATE BINARY").collect(Collectors.joining(", "));
    String values = "(" + "?, ".repeat(names.size() - 1) + "?)";
    String where = "TRUE";
    if (range.through() != null) {
      where = "(" + key + ") <= " + values;
      bounds.addAll(range.through());
    }
    if (range.after() != null) {
      bounds.addAll(0, range.after());
      return "(" + key + ") > " + values + " AND " + where;
    }
    return where
        + names.stream().map(name -> " OR " + name + " IS NULL").reduce("", String::concat);
  }

  private static @Nullable Object fit(Field field, @Nullable Object value) {
    if (!(value instanceof Number number)) {
      return value;
    }
    return field.getType().equals(SqliteField.INT64)
        ? (Object) number.longValue()
        : (Object) number.doubleValue();
  }

  private void requireOpen() {
    if (closed) {
      throw new HtapException(ErrorCode.ENGINE_CLOSED, "this snapshot is closed");
    }
  }

  @Override
  public void close() {
    closed = true; // stops who is inside
    synchronized (this) {
      try {
        connection.close();
      } catch (SQLException e) {
        throw new HtapException(ErrorCode.CLOSE_FAILED, "" + e.getMessage(), e);
      } finally {
        afterClose.accept(this);
      }
    }
  }
}
