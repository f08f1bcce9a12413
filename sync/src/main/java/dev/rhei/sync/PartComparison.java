package dev.rhei.sync;

import dev.rhei.core.engine.KeyRange;
import dev.rhei.core.schema.MisfitException;
import dev.rhei.core.schema.TableSchema;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Compares a part of a table row by row. Holds no more than one piece of the source's rows; the
 * copy's pass by.
 */
final class PartComparison {
  private final Pin pin;
  private final TableSchema table;
  private final int pieceRows;
  private final Differences found;

  PartComparison(Pin pin, TableSchema table, int pieceRows, Differences found) {
    this.pin = pin;
    this.table = table;
    this.pieceRows = pieceRows;
    this.found = found;
  }

  /**
   * Compares.
   *
   * @param afterEach told of each piece of the part once it was compared
   * @return rows of the source
   */
  long run(Part part, Consumer<Part> afterEach) throws MisfitException {
    return part.isRange() ? range(part, afterEach) : share(part, afterEach);
  }

  private long range(Part part, Consumer<Part> afterEach) throws MisfitException {
    SourceRows rows = new SourceRows(pin.tables(), table, part.after(), pieceRows);
    List<Object> through = part.range().through();
    List<Object> last = part.range().after();
    long count = 0;
    boolean more = true;
    while (more) {
      @Nullable Object @Nullable [] begin = rows.after();
      List<Object> after = last;
      RowComparison comparison = new RowComparison(table, found);
      for (@Nullable Object[] row : rows.next()) {
        List<Object> key = rows.keyOf(row);
        if (through != null && KeyOrder.compare(key, through) > 0) {
          more = false;
          break;
        }
        last = key;
        count++;
        comparison.source(row);
      }
      more = more && !rows.atEnd();
      KeyRange piece = new KeyRange(after, more ? last : through);
      pin.copy().rows(table, piece, comparison::copy);
      comparison.end();
      afterEach.accept(Part.range(begin, piece));
    }
    return count;
  }

  private long share(Part part, Consumer<Part> afterEach) throws MisfitException {
    int[] keyIndexes = table.keyIndexes();
    SourceRows rows = new SourceRows(pin.tables(), table, null, pieceRows);
    RowComparison comparison = new RowComparison(table, found);
    long count = 0;
    while (!rows.atEnd()) {
      for (@Nullable Object[] row : rows.next()) {
        if (part.hasKey(MirrorPlanner.keyOf(row, keyIndexes))) {
          comparison.source(row);
          count++;
        }
      }
    }
    pin.copy()
        .rows(
            table,
            part.range(),
            row -> {
              if (part.hasKey(MirrorPlanner.keyOf(row, keyIndexes))) {
                comparison.copy(row);
              }
            });
    comparison.end();
    afterEach.accept(part);
    return count;
  }
}
