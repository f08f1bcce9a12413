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
 * A piece of nothing but inserts is not grouped: its keys hardly ever repeat, and mostly are in
 * order already.
 */
final class KeyLogReader implements LogReader {
  private final TableSchema table;
  private final CapturedTable capture;
  private final TableShape shape;
  private final boolean grouped;

  KeyLogReader(TableSchema table, CapturedTable capture, TableShape shape, boolean grouped) {
    this.table = table;
    this.capture = capture;
    this.shape = shape;
    this.grouped = grouped;
  }

  @Override
  public void read(SqliteConnection connection, long after, long through, Consumer<CdcEvent> sink) {
    int[] keyIndexes = table.keyIndexes();
    int columns = shape.storedExpressions("t").size();
    connection.query(
        sql(),
        row -> {
          long sequence = row.getLong(1);
          @Nullable Object[] image = SqliteValues.read(row, 2, columns);
          @Nullable Object[] key = new @Nullable Object[keyIndexes.length];
          for (int i = 0; i < key.length; i++) {
            key[i] = image[keyIndexes[i]];
          }
          if (key[0] != null) {
            // UPDATE even where the log says INSERT: the row may have been there before, and a
            // REPLACE removes it without a word.
            sink.accept(CdcEvent.update(sequence, table.name(), capture.id(), key, image));
          } else {
            key = SqliteValues.read(row, 2 + columns, key.length);
            sink.accept(CdcEvent.delete(sequence, table.name(), capture.id(), key));
          }
        },
        after,
        through,
        capture.id());
  }

  private String sql() {
    int keys = shape.keyExpressions("t").size();
    List<String> logged = new ArrayList<>();
    List<String> named = new ArrayList<>();
    List<String> outer = new ArrayList<>();
    for (int i = 0; i < keys; i++) {
      logged.add("v" + i);
      named.add("v" + i + " AS k" + i);
      outer.add("l.k" + i);
    }
    return "SELECT l.seq, "
        + String.join(", ", shape.storedExpressions("t"))
        + ", "
        + String.join(", ", outer)
        + " FROM (SELECT "
        + (grouped ? "max(seq) AS seq, " : "seq, ")
        + String.join(", ", named)
        + " FROM main._rhei_cdc_log WHERE seq > ? AND seq <= ? AND tbl = ?"
        + (grouped ? " GROUP BY " + String.join(", ", logged) : "")
        + ") AS l LEFT JOIN main."
        + Identifier.quote(shape.name())
        + " AS t ON "
        + CdcTriggers.equal(shape.keyExpressions("t"), outer);
  }
}
