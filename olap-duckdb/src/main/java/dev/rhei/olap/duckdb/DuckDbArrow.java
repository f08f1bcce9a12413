package dev.rhei.olap.duckdb;

import dev.rhei.core.error.ErrorCode;
import dev.rhei.core.error.HtapException;
import dev.rhei.core.schema.TableSchema;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
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
import org.apache.arrow.vector.types.pojo.Field;
import org.jspecify.annotations.Nullable;

/** Arrow batches as rows of a table, a bounded number at a time. */
final class DuckDbArrow {
  private final TableSchema table;
  private final ArrowReader reader;
  private @Nullable VectorSchemaRoot batch;
  private int next; // in batch
  private int size; // of batch

  DuckDbArrow(TableSchema table, ArrowReader reader) {
    this.table = table;
    this.reader = reader;
  }

  /** The next rows, at most {@code max}; none at the end. */
  List<@Nullable Object[]> next(int max) {
    List<@Nullable Object[]> rows = new ArrayList<>();
    try {
      VectorSchemaRoot root = root();
      while (rows.size() < max) {
        if (next == size) {
          if (!reader.loadNextBatch()) {
            return rows;
          }
          next = 0;
          size = root.getRowCount();
        } else {
          rows.add(row(root, next++));
        }
      }
    } catch (IOException e) {
      throw new HtapException(
          ErrorCode.OLAP_FAILED,
          "Arrow batches for '" + table.name() + "' cannot be read: " + e.getMessage(),
          e);
    }
    return rows;
  }

  private VectorSchemaRoot root() throws IOException {
    VectorSchemaRoot root = batch;
    if (root == null) {
      root = reader.getVectorSchemaRoot();
      requireColumns(root.getSchema().getFields());
      batch = root;
    }
    return root;
  }

  private void requireColumns(List<Field> found) {
    List<String> wanted = table.storedColumns().stream().map(DuckDbArrow::text).toList();
    List<String> given = found.stream().map(DuckDbArrow::text).toList();
    if (!wanted.equals(given)) {
      throw new HtapException(
          ErrorCode.TYPE_MISMATCH,
          "Arrow batches for '" + table.name() + "' have " + given + "; the table has " + wanted);
    }
  }

  private static String text(Field field) {
    return field.getName() + " " + field.getType();
  }

  private @Nullable Object[] row(VectorSchemaRoot root, int index) {
    @Nullable Object[] row = new @Nullable Object[root.getFieldVectors().size()];
    for (int i = 0; i < row.length; i++) {
      FieldVector vector = root.getVector(i);
      row[i] = vector.isNull(index) ? null : value(vector, index);
    }
    return row;
  }

  private static Object value(FieldVector vector, int index) {
    if (vector instanceof BigIntVector integers) {
      return integers.get(index);
    }
    if (vector instanceof Float8Vector reals) {
      return reals.get(index);
    }
    if (vector instanceof VarCharVector texts) {
      return new String(texts.get(index), StandardCharsets.UTF_8);
    }
    if (vector instanceof VarBinaryVector blobs) {
      return blobs.get(index);
    }
    if (vector instanceof BitVector bits) {
      return bits.get(index) == 1;
    }
    if (vector instanceof DateDayVector days) {
      return LocalDate.ofEpochDay(days.get(index));
    }
    if (vector instanceof TimeStampMicroVector micros) {
      return Instant.EPOCH.plus(micros.get(index), ChronoUnit.MICROS);
    }
    if (vector instanceof TimeStampMicroTZVector micros) {
      return Instant.EPOCH.plus(micros.get(index), ChronoUnit.MICROS);
    }
    if (vector instanceof DecimalVector decimals) {
      return decimals.getObject(index);
    }
    throw new HtapException(
        ErrorCode.TYPE_MISMATCH,
        "column '"
            + vector.getName()
            + "' comes as a "
            + vector.getClass().getSimpleName()
            + ", which cannot be loaded");
  }
}
