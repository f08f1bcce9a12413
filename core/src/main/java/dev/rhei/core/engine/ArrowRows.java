package dev.rhei.core.engine;

import dev.rhei.core.error.ErrorCode;
import dev.rhei.core.error.HtapException;
import dev.rhei.core.schema.SqliteField;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.vector.BigIntVector;
import org.apache.arrow.vector.BitVector;
import org.apache.arrow.vector.DateDayVector;
import org.apache.arrow.vector.DecimalVector;
import org.apache.arrow.vector.FieldVector;
import org.apache.arrow.vector.Float8Vector;
import org.apache.arrow.vector.TimeStampMicroTZVector;
import org.apache.arrow.vector.TimeStampMicroVector;
import org.apache.arrow.vector.VarBinaryVector;
import org.apache.arrow.vector.VarCharVector;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.apache.arrow.vector.ipc.ArrowReader;
import org.apache.arrow.vector.types.pojo.ArrowType;
import org.apache.arrow.vector.types.pojo.Field;
import org.apache.arrow.vector.types.pojo.Schema;
import org.jspecify.annotations.Nullable;

/**
 * Copies rows into Arrow batches. The type of each column is the one the result announced, or for
 * an expression on SQLite, whose columns have no fixed type, the one that the first batch needs.
 */
final class ArrowRows extends ArrowReader {
  private static final int BATCH_ROWS = 4_096;

  private final QueryResult result;
  private final RowCursor cursor;
  private final Deque<@Nullable Object[]> firstBatch = new ArrayDeque<>();
  private boolean ended;

  ArrowRows(QueryResult result, RowCursor cursor, BufferAllocator allocator) {
    super(allocator);
    this.result = result;
    this.cursor = cursor;
  }

  @Override
  protected Schema readSchema() {
    while (firstBatch.size() < BATCH_ROWS) {
      @Nullable Object[] row = cursor.next();
      if (row == null) {
        break;
      }
      firstBatch.add(row);
    }
    List<Field> fields = new ArrayList<>();
    for (Column column : cursor.columns()) {
      fields.add(Field.nullable(column.name(), type(column, fields.size())));
    }
    return new Schema(fields);
  }

  private ArrowType type(Column column, int index) {
    ArrowType type = column.type();
    for (@Nullable Object[] row : firstBatch) {
      ArrowType needed = typeOf(row[index]);
      if (type.equals(ArrowType.Null.INSTANCE)
          || (type.equals(SqliteField.INT64) && needed.equals(SqliteField.FLOAT64))) {
        type = needed;
      }
    }
    return type;
  }

  private static ArrowType typeOf(@Nullable Object value) {
    if (value instanceof Double) {
      return SqliteField.FLOAT64;
    }
    if (value instanceof String) {
      return SqliteField.UTF8;
    }
    if (value instanceof byte[]) {
      return SqliteField.BINARY;
    }
    return value == null || !isInteger(value) ? ArrowType.Null.INSTANCE : SqliteField.INT64;
  }

  private @Nullable Object @Nullable [] nextRow() {
    @Nullable Object[] row = firstBatch.poll();
    return row == null ? cursor.next() : row;
  }

  @Override
  public boolean loadNextBatch() throws IOException {
    if (ended) {
      return false;
    }
    VectorSchemaRoot root;
    try {
      prepareLoadNextBatch();
      root = getVectorSchemaRoot();
      root.allocateNew();
    } catch (LinkageError | UnsupportedOperationException | IllegalStateException e) {
      throw new HtapException(
          ErrorCode.ARROW_UNAVAILABLE,
          "Arrow memory cannot be allocated: "
              + e.getMessage()
              + ". Add an arrow-memory-* jar and start the JVM with"
              + " --add-opens=java.base/java.nio=ALL-UNNAMED",
          e);
    }
    int rows = 0;
    while (rows < BATCH_ROWS) {
      @Nullable Object[] row = nextRow();
      if (row == null) {
        ended = true;
        break;
      }
      for (int i = 0; i < row.length; i++) {
        set(root.getVector(i), rows, row[i]);
      }
      rows++;
    }
    root.setRowCount(rows);
    return rows > 0;
  }

  private static void set(FieldVector vector, int row, @Nullable Object value) {
    if (value == null) {
      return; // allocateNew left every validity bit at 0
    }
    if (vector instanceof BigIntVector v && isInteger(value)) {
      v.setSafe(row, ((Number) value).longValue());
    } else if (vector instanceof Float8Vector v && value instanceof Double real) {
      v.setSafe(row, real);
    } else if (vector instanceof Float8Vector v
        && isInteger(value)
        && (long) ((Number) value).doubleValue() == ((Number) value).longValue()) {
      v.setSafe(row, ((Number) value).doubleValue());
    } else if (vector instanceof VarCharVector v && value instanceof String text) {
      v.setSafe(row, text.getBytes(StandardCharsets.UTF_8));
    } else if (vector instanceof VarBinaryVector v && value instanceof byte[] bytes) {
      v.setSafe(row, bytes);
    } else if (vector instanceof BitVector v && value instanceof Boolean bool) {
      v.setSafe(row, bool ? 1 : 0);
    } else if (vector instanceof DateDayVector v && value instanceof LocalDate date) {
      v.setSafe(row, Math.toIntExact(date.toEpochDay()));
    } else if (vector instanceof TimeStampMicroVector v && value instanceof Instant instant) {
      v.setSafe(row, micros(instant));
    } else if (vector instanceof TimeStampMicroTZVector v && value instanceof Instant instant) {
      v.setSafe(row, micros(instant));
    } else if (vector instanceof DecimalVector v && value instanceof BigDecimal decimal) {
      v.setSafe(row, decimal);
    } else {
      throw new HtapException(
          ErrorCode.TYPE_MISMATCH,
          "column '"
              + vector.getName()
              + "' holds values of several types: it began as "
              + vector.getField().getType()
              + " and now has a "
              + value.getClass().getSimpleName()
              + ". Give it one type with CAST, or read the rows instead of Arrow batches");
    }
  }

  private static boolean isInteger(Object value) {
    return value instanceof Long || value instanceof Integer;
  }

  private static long micros(Instant instant) {
    return Math.addExact(
        Math.multiplyExact(instant.getEpochSecond(), 1_000_000L), instant.getNano() / 1_000);
  }

  @Override
  public long bytesRead() {
    return 0; // nothing comes over a wire
  }

  @Override
  protected void closeReadSource() {
    result.close();
  }
}
