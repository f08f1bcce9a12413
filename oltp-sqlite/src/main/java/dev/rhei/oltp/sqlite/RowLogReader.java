package dev.rhei.oltp.sqlite;

import dev.rhei.core.cdc.CdcEvent;
import dev.rhei.core.cdc.CdcOperation;
import dev.rhei.core.schema.TableSchema;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Events of a table whose log rows carry all columns: every change, as it was. */
final class RowLogReader implements LogReader {
  private final TableSchema table;
  private final CapturedTable capture;
  private final TableShape shape;

  RowLogReader(TableSchema table, CapturedTable capture, TableShape shape) {
    this.table = table;
    this.capture = capture;
    this.shape = shape;
  }

  @Override
  public void read(SqliteConnection connection, long after, long through, Consumer<CdcEvent> sink) {
    int[] keyIndexes = table.keyIndexes();
    int columns = shape.storedExpressions("t").size();
    List<String> values = new ArrayList<>();
    for (int i = 0; i < capture.columns(); i++) {
      values.add("v" + i);
    }
    connection.query(
        "SELECT seq, op, "
            + String.join(", ", values)
            + " FROM main._rhei_cdc_log WHERE seq > ? AND seq <= ? AND tbl = ? ORDER BY seq",
        row -> {
          CdcOperation operation = operation(row.getInt(2));
          @Nullable Object[] key = null;
          @Nullable Object[] image = null;
          if (operation == CdcOperation.DELETE) {
            key = SqliteValues.read(row, 3, keyIndexes.length);
          } else {
            image = SqliteValues.read(row, 3, columns);
            key = operation == CdcOperation.UPDATE ? keyOf(image, keyIndexes) : null;
          }
          sink.accept(
              new CdcEvent(row.getLong(1), table.name(), operation, capture.id(), key, image));
        },
        after,
        through,
        capture.id());
  }

  private static @Nullable Object[] keyOf(@Nullable Object[] image, int[] keyIndexes) {
    @Nullable Object[] key = new @Nullable Object[keyIndexes.length];
    for (int i = 0; i < key.length; i++) {
      key[i] = image[keyIndexes[i]];
    }
    return key;
  }

  private static CdcOperation operation(int code) {
    for (CdcOperation operation : CdcOperation.values()) {
      if (CdcTriggers.code(operation) == code) {
        return operation;
      }
    }
    throw new IllegalStateException("operation code " + code);
  }
}
