package dev.rhei.sync;

import dev.rhei.core.engine.KeyRange;
import dev.rhei.core.engine.MirrorState;
import dev.rhei.core.schema.MisfitException;
import dev.rhei.core.schema.TableSchema;
import dev.rhei.core.sync.TableVerification;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;

/**
 * Compares one table: ranges of keys by a checksum, and row by row where checksums differ. The
 * source is read in the order of its keys. If that turns out not to be the order of the copy (a
 * collation, another encoding, keys typed by the caller), rows are compared by shares of their
 * keys' hash instead, with one look at the whole table for each.
 */
final class TableComparison {
  /** Pieces to a range: few questions to the copy, and little to read again where one differs. */
  private static final int PIECES = 10;

  private final Pin pin;
  private final TableSchema table;
  private final int pieceRows;
  private final LongConsumer progress;
  private final List<Part> differing = new ArrayList<>();
  private Tally tally;
  private long rows;
  private int ranges;

  /**
   * A comparison.
   *
   * @param pieceRows rows to hold at once
   * @param progress told now and then how many rows were compared; may end it by throwing
   */
  TableComparison(Pin pin, TableSchema table, int pieceRows, LongConsumer progress) {
    this.pin = pin;
    this.table = table;
    this.pieceRows = pieceRows;
    this.progress = progress;
    this.tally = new Tally(table);
  }

  /**
   * Runs it.
   *
   * @throws MisfitException if the source has a key that the copy cannot hold
   */
  TableVerification run() throws MisfitException {
    if (!KeyRange.isOrdered(table) || !byRanges()) {
      tally = new Tally(table);
      differing.clear();
      rows = 0;
      byShares();
    }
    return new TableVerification(
        table.name(),
        MirrorState.LIVE,
        "",
        rows,
        tally.missing(),
        tally.extra(),
        tally.different(),
        tally.first(),
        ranges,
        differing.size(),
        TableVerification.Repair.NONE);
  }

  /** The parts in which the two differ, each about as large as a piece. */
  List<Part> differing() {
    return differing;
  }

  /** False if the source's order of keys is not the copy's. */
  private boolean byRanges() throws MisfitException {
    SourceRows source = new SourceRows(pin.tables(), table, null, pieceRows);
    List<Object> last = null;
    while (!source.atEnd()) {
      @Nullable Object @Nullable [] begin = source.after();
      List<Object> after = last;
      RowChecksum here = new RowChecksum();
      for (int piece = 0; piece < PIECES && !source.atEnd(); piece++) {
        for (@Nullable Object[] row : source.next()) {
          List<Object> key = source.keyOf(row);
          if (last != null && KeyOrder.compare(last, key) >= 0) {
            return false;
          }
          last = key;
          here.add(row);
        }
        progress.accept(rows + here.rows());
      }
      KeyRange range = new KeyRange(after, source.atEnd() ? null : last);
      RowChecksum there = new RowChecksum();
      pin.copy().rows(table, range, there::add);
      ranges++;
      rows += here.rows();
      if (!here.matches(there)) {
        compare(Part.range(begin, range));
      }
    }
    return true;
  }

  private void byShares() throws MisfitException {
    long estimate = pin.tables().estimateRows(table.name());
    int shares = (int) Math.min(Integer.MAX_VALUE, estimate / pieceRows + 1);
    ranges = shares;
    for (int share = 0; share < shares; share++) {
      rows += compare(Part.share(share, shares));
      progress.accept(rows);
    }
  }

  private long compare(Part part) throws MisfitException {
    long[] before = {tally.total()};
    return new PartComparison(pin, table, pieceRows, tally)
        .run(
            part,
            piece -> {
              if (tally.total() > before[0]) {
                differing.add(piece);
                before[0] = tally.total();
              }
            });
  }
}
