package dev.rhei.oltp.sqlite;

import dev.rhei.core.cdc.CdcEvent;
import dev.rhei.core.schema.Identifier;
import dev.rhei.core.schema.TableSchema;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Events of a table whose log rows carry keys: one event for each key of the piece, with the row as
 * the snapshot has it. Grouping puts the keys in order, which makes the look-ups of the rows cheap.
 */
final class KeyLogReader implements LogReader {
  private final TableSchema table;
  private final CapturedTable capture;
  private final TableShape shape;

  KeyLogReader(TableSchema table, CapturedTable capture, TableShape shape) {
    this.table = table;
    this.capture = capture;
    this.shape = shape;
  }

  @Override
  public void read(SqliteConnection connection, long after, long through, Consumer<CdcEvent> sink) {
    int keys = shape.keyExpressions("t").size();
    int columns = shape.storedExpressions("t").size();
    connection.query(
        sql(keys),
        row -> {
          long sequence = row.getLong(1);
          boolean present = row.getInt(2) == 1;
          @Nullable Object[] key = SqliteValues.read(row, 3, keys);
          if (present) {
            // UPDATE even where the log says INSERT: the row may have been there before, removed by
            // a REPLACE whose DELETE another process did not let the triggers see.
            @Nullable Object[] image = SqliteValues.read(row, 3 + keys, columns);
            sink.accept(CdcEvent.update(sequence, table.name(), capture.id(), key, image));
          } else {
            sink.accept(CdcEvent.delete(sequence, table.name(), capture.id(), key));
          }
        },
        after,
        through,
        capture.id());
  }

  private String sql(int keys) {
    List<String> logged = new ArrayList<>();
    List<String> named = new ArrayList<>();
    List<String> outer = new ArrayList<>();
    List<String> joined = new ArrayList<>();
    List<String> keyExpressions = shape.keyExpressions("t");
    for (int i = 0; i < keys; i++) {
      logged.add("v" + i);
      named.add("v" + i + " AS k" + i);
      outer.add("l.k" + i);
      // By the table's own index first, then to the byte: 'a' is not 'A' in the copy.
      joined.add(keyExpressions.get(i) + " = l.k" + i);
      joined.add(keyExpressions.get(i) + " COLLATE BINARY = l.k" + i);
    }
    String rowids = keyExpressions.get(0);
    return "SELECT l.seq, "
        + rowids
        + " IS NOT NULL, "
        + String.join(", ", outer)
        + ", "
        + String.join(", ", shape.storedExpressions("t"))
        + " FROM (SELECT max(seq) AS seq, "
        + String.join(", ", named)
        + " FROM main._rhei_cdc_log WHERE seq > ? AND seq <= ? AND tbl = ? GROUP BY "
        + String.join(", ", logged)
        + ") AS l LEFT JOIN main."
        + Identifier.quote(shape.name())
        + " AS t ON "
        + String.join(" AND ", joined);
  }
}
