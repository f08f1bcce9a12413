package dev.rhei.jdbc;

import java.math.BigDecimal;
import java.sql.Date;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Time;
import java.sql.Timestamp;
import java.util.Calendar;
import org.jspecify.annotations.Nullable;
import org.sqlite.core.Codes;
import org.sqlite.core.CoreStatement;
import org.sqlite.core.DB;
import org.sqlite.jdbc4.JDBC4ResultSet;

/**
 * A result of the SQLite driver whose rows come from elsewhere. Its metadata is SQLite's own: the
 * statement behind it is prepared there, and only not run. Getters read values of the class they
 * are for; what needs a conversion is converted by SQLite, see {@link ValueConversion}.
 */
final class RoutedResultSet extends JDBC4ResultSet {
  private final RheiConnection connection;
  private final AnswerRows rows;
  private final ValueConversion conversion;
  private @Nullable Object @Nullable [] current; // before the first next() it is the first row

  /** A result over these rows, which it closes. */
  RoutedResultSet(RheiConnection connection, CoreStatement statement, AnswerRows rows)
      throws SQLException {
    super(statement);
    this.connection = connection;
    this.rows = rows;
    this.conversion = new ValueConversion(connection);
    colsMeta = statement.pointer.safeRun(DB::column_names);
    cols = colsMeta;
    java.sql.Statement asked = (java.sql.Statement) statement;
    maxRows = asked.getLargeMaxRows();
    limitRows = asked.getFetchSize();
    current = rows.next();
    emptyResultSet = current == null;
    open = true;
  }

  @Override
  public boolean next() throws SQLException {
    if (!open || emptyResultSet || pastLastRow) {
      return false;
    }
    lastCol = -1;
    if (row > 0) {
      if (maxRows != 0 && row == maxRows) {
        return false;
      }
      current = rows.next();
      if (current == null) {
        pastLastRow = true;
        return false;
      }
    }
    row++;
    return true;
  }

  /** The value of a column counted from 1, which is remembered for {@link #wasNull}. */
  private @Nullable Object value(int column) throws SQLException {
    return at(markCol(column));
  }

  /** A statement that was prepared before columns were dropped has more of them than rows have. */
  private @Nullable Object at(int index) {
    @Nullable Object[] values = current;
    return values == null || index >= values.length ? null : values[index];
  }

  /** A result of SQLite with that value in column 1, for the getters that convert. */
  private ResultSet converted(int column) throws SQLException {
    return conversion.of(value(column));
  }

  @Override
  protected int safeGetColumnType(int index) {
    Object value = at(index);
    if (value == null) {
      return Codes.SQLITE_NULL;
    } else if (value instanceof Long) {
      return Codes.SQLITE_INTEGER;
    } else if (value instanceof Double) {
      return Codes.SQLITE_FLOAT;
    }
    return value instanceof String ? Codes.SQLITE_TEXT : Codes.SQLITE_BLOB;
  }

  @Override
  public int getInt(int column) throws SQLException {
    Object value = value(column);
    if (value == null) {
      return 0;
    }
    return value instanceof Long integer ? integer.intValue() : conversion.of(value).getInt(1);
  }

  @Override
  public long getLong(int column) throws SQLException {
    Object value = value(column);
    if (value == null) {
      return 0;
    }
    return value instanceof Long integer ? integer : conversion.of(value).getLong(1);
  }

  @Override
  public double getDouble(int column) throws SQLException {
    Object value = value(column);
    if (value == null) {
      return 0;
    }
    return value instanceof Double real ? real : conversion.of(value).getDouble(1);
  }

  @Override
  public float getFloat(int column) throws SQLException {
    return (float) getDouble(column);
  }

  @Override
  public @Nullable String getString(int column) throws SQLException {
    Object value = value(column);
    if (value == null || value instanceof String) {
      return (String) value;
    }
    return value instanceof Long integer
        ? Long.toString(integer)
        : conversion.of(value).getString(1);
  }

  @Override
  public byte @Nullable [] getBytes(int column) throws SQLException {
    Object value = value(column);
    if (value == null) {
      return null;
    }
    return value instanceof byte[] bytes && bytes.length > 0
        ? bytes.clone()
        : conversion.of(value).getBytes(1);
  }

  @Override
  public @Nullable BigDecimal getBigDecimal(int column) throws SQLException {
    int index = checkCol(column); // which, as in the driver, a NULL does not mark
    return at(index) == null ? null : converted(column).getBigDecimal(1);
  }

  @Override
  public @Nullable Date getDate(int column) throws SQLException {
    return converted(column).getDate(1);
  }

  @Override
  public @Nullable Date getDate(int column, Calendar calendar) throws SQLException {
    return converted(column).getDate(1, calendar);
  }

  @Override
  public @Nullable Time getTime(int column) throws SQLException {
    return converted(column).getTime(1);
  }

  @Override
  public @Nullable Time getTime(int column, Calendar calendar) throws SQLException {
    return converted(column).getTime(1, calendar);
  }

  @Override
  public @Nullable Timestamp getTimestamp(int column) throws SQLException {
    return converted(column).getTimestamp(1);
  }

  @Override
  public @Nullable Timestamp getTimestamp(int column, Calendar calendar) throws SQLException {
    return converted(column).getTimestamp(1, calendar);
  }

  @Override
  public void close() throws SQLException {
    connection.closed(this);
    rows.close();
    conversion.close();
    current = null;
    super.close();
    open = false; // which it does not set if the statement was closed before
  }

  /** The connection is about to be closed, and the rows come from another one. */
  void abandon() {
    connection.closed(this);
    rows.close();
  }
}
