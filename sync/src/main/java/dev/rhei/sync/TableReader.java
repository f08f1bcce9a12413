package dev.rhei.sync;

import dev.rhei.core.cdc.TableSnapshot;
import dev.rhei.core.engine.MirrorTable;
import dev.rhei.core.engine.OlapWrite;
import dev.rhei.core.engine.TableChanges;
import dev.rhei.core.error.ErrorCode;
import dev.rhei.core.error.HtapException;
import dev.rhei.core.schema.ColumnFit;
import dev.rhei.core.schema.Identifier;
import dev.rhei.core.schema.MisfitException;
import dev.rhei.core.schema.TableSchema;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reads the tables behind the log, at the instant of a snapshot, for loads. */
final class TableReader {
  private final Optional<TableSnapshot> source;

  TableReader(Optional<TableSnapshot> source) {
    this.source = source;
  }

  /** The number of the table's capture. */
  Optional<Long> captureOf(String table) {
    return source().captures().entrySet().stream()
        .filter(capture -> Identifier.same(capture.getKey(), table))
        .map(Map.Entry::getValue)
        .findFirst();
  }

  boolean isTyped(String table) {
    return source().typedSchema(table).isPresent();
  }

  /** The schema to mirror a table with. */
  TableSchema schema(String table, boolean census) {
    return source().typedSchema(table).orElseGet(() -> source().describe(table, census));
  }

  long estimateRows(String table) {
    return source().estimateRows(table);
  }

  /** The rows that follow what is loaded, converted for the copy. */
  Piece read(MirrorTable mirror, int max) throws MisfitException {
    TableSchema schema = mirror.schema();
    String loaded = mirror.loadedKey();
    List<@Nullable Object[]> rows =
        loaded == null
            ? source().rows(schema, null, max)
            : source().rows(schema, KeyText.decode(loaded), max);
    String lastKey = loaded;
    if (!rows.isEmpty()) {
      @Nullable Object[] last = MirrorPlanner.keyOf(rows.get(rows.size() - 1), schema.keyIndexes());
      ColumnFit fit = ColumnFit.of(schema);
      for (@Nullable Object[] row : rows) {
        fit.row(row); // first of all: a key that does not fit cannot be encoded either
      }
      lastKey = KeyText.encode(last);
    }
    return new Piece(rows, lastKey, rows.size() < max);
  }

  private TableSnapshot source() {
    return source.orElseThrow(
        () -> new HtapException(ErrorCode.INTERNAL, "this log has no tables behind it to load"));
  }

  /**
   * A piece of a table.
   *
   * @param rows in key order
   * @param lastKey key of the last row read so far; null if there was none
   * @param last whether the table ends here
   */
  record Piece(List<@Nullable Object[]> rows, @Nullable String lastKey, boolean last) {
    /**
     * Writes the rows. Those of a table with an integer key are new to the copy, which takes no
     * events for keys that are not loaded yet; others may have come by an event before.
     */
    void write(OlapWrite write, MirrorTable mirror) {
      if (rows.isEmpty()) {
        return;
      }
      if (mirror.schema().hasIntegerKey()) {
        write.append(mirror, rows);
      } else {
        write.apply(new TableChanges(mirror.schema(), List.of(), rows));
      }
    }
  }
}
