package dev.rhei.olap.duckdb;

import dev.rhei.core.engine.Column;
import dev.rhei.core.engine.Translation.OutputColumn;
import dev.rhei.core.engine.ValueKind;
import dev.rhei.core.error.ErrorCode;
import dev.rhei.core.error.HtapException;
import dev.rhei.core.schema.SqliteField;
import dev.rhei.olap.duckdb.function.Tagged;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.apache.arrow.vector.types.DateUnit;
import org.apache.arrow.vector.types.TimeUnit;
import org.apache.arrow.vector.types.pojo.ArrowType;
import org.duckdb.DuckDBColumnType;
import org.duckdb.DuckDBResultSetMetaData;
import org.jspecify.annotations.Nullable;

/** Reads DuckDB's values as what they are in SQLite's terms. */
final class DuckDbValues {
  private final List<Column> columns;
  private final Reader[] readers;

  private DuckDbValues(List<Column> columns, Reader[] readers) {
    this.columns = columns;
    this.readers = readers;
  }

  /** Reads a value that is not NULL; null if it is NULL for SQLite all the same. */
  private interface Reader {
    @Nullable Object read(ResultSet rows, int column) throws SQLException;
  }

  /** For the result of a query that was said to have these columns. */
  static DuckDbValues of(ResultSet rows, List<OutputColumn> output) throws SQLException {
    ResultSetMetaData found = rows.getMetaData();
    long flags = output.stream().filter(column -> column.integerFlag() >= 0).count();
    if (found.getColumnCount() != output.size() + flags) {
      throw new HtapException(
          ErrorCode.INTERNAL,
          "DuckDB returns "
              + found.getColumnCount()
              + " columns and the translation announced "
              + (output.size() + flags));
    }
    List<Column> columns = new ArrayList<>();
    Reader[] readers = new Reader[output.size()];
    for (int i = 0; i < readers.length; i++) {
      ValueKind kind = output.get(i).kind();
      DuckDBColumnType stored =
          DuckDBResultSetMetaData.TypeNameToType(found.getColumnTypeName(i + 1));
      columns.add(new Column(output.get(i).label(), arrowType(kind, stored, found, i + 1)));
      readers[i] = reader(kind, stored, output.get(i).integerFlag() + 1);
    }
    return new DuckDbValues(List.copyOf(columns), readers);
  }

  List<Column> columns() {
    return columns;
  }

  /** The row that the result stands on. */
  @Nullable Object[] row(ResultSet rows) throws SQLException {
    @Nullable Object[] row = new @Nullable Object[readers.length];
    for (int i = 0; i < row.length; i++) {
      row[i] = readers[i].read(rows, i + 1);
    }
    return row;
  }

  /**
   * Reads a column.
   *
   * @param flag number, from 1, of the column that tells integers from reals; 0 for none
   */
  private static Reader reader(ValueKind kind, DuckDBColumnType stored, int flag) {
    return switch (kind) {
      case INTEGER ->
          stored == DuckDBColumnType.BIGINT
              ? (rows, column) -> {
                long value = rows.getLong(column);
                return value == 0 && rows.wasNull() ? null : integer(value);
              }
              : (rows, column) -> integer(rows.getObject(column));
      case REAL ->
          stored == DuckDBColumnType.DOUBLE
              ? (rows, column) -> {
                double value = rows.getDouble(column);
                return (value == 0 && rows.wasNull()) || Double.isNaN(value) ? null : value;
              }
              : (rows, column) -> real(rows.getObject(column));
      case NUMERIC ->
          flag == 0
              ? (rows, column) -> numeric(rows.getObject(column))
              : (rows, column) ->
                  rows.getBoolean(flag)
                      ? numeric(rows.getObject(column))
                      : real(rows.getObject(column));
      case TEXT -> (rows, column) -> rows.getString(column);
      case BLOB ->
          stored == DuckDBColumnType.BLOB
              ? (rows, column) -> rows.getBytes(column)
              : (rows, column) -> {
                String text = rows.getString(column);
                return text == null ? null : text.getBytes(StandardCharsets.UTF_8);
              };
      case ANY -> (rows, column) -> any(rows.getString(column));
      case TYPED -> typed(stored);
    };
  }

  private static @Nullable Object any(@Nullable String tagged) {
    if (tagged == null) {
      return null;
    }
    Object value = Tagged.decode(tagged);
    return value instanceof Long number ? integer(number.longValue()) : value;
  }

  private static Reader typed(DuckDBColumnType stored) {
    if (stored == DuckDBColumnType.TIMESTAMP) {
      return (rows, column) -> {
        LocalDateTime value = rows.getObject(column, LocalDateTime.class);
        return value == null ? null : value.toInstant(ZoneOffset.UTC);
      };
    }
    if (stored == DuckDBColumnType.TIMESTAMP_WITH_TIME_ZONE) {
      return (rows, column) -> {
        OffsetDateTime value = rows.getObject(column, OffsetDateTime.class);
        return value == null ? null : value.toInstant();
      };
    }
    if (stored == DuckDBColumnType.BLOB) {
      return (rows, column) -> rows.getBytes(column);
    }
    return (rows, column) -> {
      Object value = rows.getObject(column);
      if (value instanceof Double || value instanceof Float) {
        return real(value);
      }
      return value instanceof Number && !(value instanceof BigDecimal) ? integer(value) : value;
    };
  }

  private static Object integer(long value) {
    return value == (int) value ? (Object) (int) value : (Object) value;
  }

  private static @Nullable Object integer(@Nullable Object value) {
    if (value == null) {
      return null;
    }
    if (value instanceof Boolean bool) {
      return bool ? 1 : 0;
    }
    if (value instanceof BigInteger big) {
      if (big.bitLength() > 63) {
        throw new HtapException(
            ErrorCode.OLAP_FAILED, "integer overflow: " + big + " does not fit 64 bits");
      }
      return integer(big.longValue());
    }
    if (value instanceof BigDecimal decimal) {
      try {
        return integer(decimal.longValueExact());
      } catch (ArithmeticException e) {
        throw new HtapException(
            ErrorCode.OLAP_FAILED, "integer overflow: " + decimal + " is no 64-bit integer", e);
      }
    }
    if (value instanceof Number number && !(number instanceof Double || number instanceof Float)) {
      return integer(number.longValue());
    }
    throw unexpected(ValueKind.INTEGER, value);
  }

  private static @Nullable Object real(@Nullable Object value) {
    if (value == null) {
      return null;
    }
    if (value instanceof Number number) {
      double real = number.doubleValue();
      return Double.isNaN(real) ? null : real;
    }
    throw unexpected(ValueKind.REAL, value);
  }

  private static @Nullable Object numeric(@Nullable Object value) {
    if (value instanceof Double real) {
      if (real == Math.rint(real) && Math.abs(real) < 0x1p63) {
        return integer(real.longValue());
      }
      return real.isNaN() ? null : real;
    }
    return integer(value);
  }

  private static HtapException unexpected(ValueKind kind, Object value) {
    return new HtapException(
        ErrorCode.INTERNAL,
        "DuckDB returned a "
            + value.getClass().getSimpleName()
            + " where "
            + kind
            + " was announced");
  }

  private static ArrowType arrowType(
      ValueKind kind, DuckDBColumnType stored, ResultSetMetaData found, int column)
      throws SQLException {
    return switch (kind) {
      case INTEGER -> SqliteField.INT64;
      case REAL, NUMERIC -> SqliteField.FLOAT64;
      case TEXT, ANY -> SqliteField.UTF8;
      case BLOB -> SqliteField.BINARY;
      case TYPED ->
          switch (stored) {
            case BOOLEAN -> ArrowType.Bool.INSTANCE;
            case DATE -> new ArrowType.Date(DateUnit.DAY);
            case TIMESTAMP -> new ArrowType.Timestamp(TimeUnit.MICROSECOND, null);
            case TIMESTAMP_WITH_TIME_ZONE -> new ArrowType.Timestamp(TimeUnit.MICROSECOND, "UTC");
            case DECIMAL ->
                new ArrowType.Decimal(found.getPrecision(column), found.getScale(column), 128);
            case DOUBLE, FLOAT -> SqliteField.FLOAT64;
            case VARCHAR -> SqliteField.UTF8;
            case BLOB -> SqliteField.BINARY;
            case TINYINT, SMALLINT, INTEGER, BIGINT, HUGEINT -> SqliteField.INT64;
            case UNKNOWN -> ArrowType.Null.INSTANCE; // NULL, and nothing that would give it a type
            default ->
                throw new HtapException(
                    ErrorCode.INTERNAL,
                    "DuckDB returned the type " + stored + " in column " + column);
          };
    };
  }
}
