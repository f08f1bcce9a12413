package dev.rhei.oltp.sqlite;

import dev.rhei.core.cdc.CdcEvent;
import dev.rhei.core.cdc.CdcOperation;
import dev.rhei.core.schema.Identifier;
import dev.rhei.core.schema.TableSchema;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Events of a table whose log rows carry all columns: every change, as it was. An INSERT may be of
 * a row that was there before, as a REPLACE removes it without a word.
 */
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
    List<String> logged = new ArrayList<>();
    for (int i = 0; i < capture.columns(); i++) {
      logged.add("v" + i);
    }
    connection.query(
        "SELECT seq, op, "
            + String.join(", ", logged)
            + " FROM main._rhei_cdc_log AS l WHERE seq > ? AND seq <= ? AND tbl = ?"
            + spared(keyIndexes.length)
            + " ORDER BY seq",
        row -> {
          long sequence = row.getLong(1);
          CdcOperation operation = operation(row.getInt(2));
          int values = operation == CdcOperation.DELETE ? keyIndexes.length : columns;
          @Nullable Object[] image = SqliteValues.read(row, 3, values);
          sink.accept(
              switch (operation) {
                case INSERT -> CdcEvent.insert(sequence, table.name(), capture.id(), image);
                case UPDATE ->
                    CdcEvent.update(
                        sequence, table.name(), capture.id(), keyOf(image, keyIndexes), image);
                case DELETE -> CdcEvent.delete(sequence, table.name(), capture.id(), image);
              });
        },
        after,
        through,
        capture.id());
  }

  /** Leaves out the keys whose rows a REPLACE might have removed, and did not. */
  private String spared(int keys) {
    if (shape.uniqueIndexes().isEmpty()) {
      return "";
    }
    List<String> logged = new ArrayList<>();
    for (int i = 0; i < keys; i++) {
      logged.add("l.v" + i);
    }
    return " AND NOT (op = "
        + CdcTriggers.DISPLACED
        + " AND EXISTS (SELECT 1 FROM main."
        + Identifier.quote(shape.name())
        + " AS t WHERE "
        + CdcTriggers.equal(shape.keyExpressions("t"), logged)
        + "))";
  }

  private static @Nullable Object[] keyOf(@Nullable Object[] image, int[] keyIndexes) {
    @Nullable Object[] key = new @Nullable Object[keyIndexes.length];
    for (int i = 0; i < key.length; i++) {
      key[i] = image[keyIndexes[i]];
    }
    return key;
  }

  private static CdcOperation operation(int code) {
    if (code == CdcTriggers.DISPLACED) {
      return CdcOperation.DELETE;
    }
    for (CdcOperation operation : CdcOperation.values()) {
      if (CdcTriggers.code(operation) == code) {
        return operation;
      }
    }
    throw new IllegalStateException("operation code " + code);
  }
}
