package dev.rhei.sync;

import dev.rhei.core.cdc.TableSnapshot;
import dev.rhei.core.schema.ColumnFit;
import dev.rhei.core.schema.MisfitException;
import dev.rhei.core.schema.TableSchema;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The rows of the source in its order of keys, piece by piece, in the types of the copy. A value
 * that does not fit stays as it is, and so differs from any value of the copy.
 */
final class SourceRows {
  private final TableSnapshot source;
  private final TableSchema table;
  private final ColumnFit fit;
  private final int[] keyIndexes;
  private final int max;
  private @Nullable Object @Nullable [] after; // as the source has it
  private boolean atEnd;

  /**
   * Rows from a key on.
   *
   * @param after the key before the first, as an earlier {@link #after} gave it; null to start
   * @param max rows of a piece
   */
  SourceRows(
      TableSnapshot source, TableSchema table, @Nullable Object @Nullable [] after, int max) {
    this.source = source;
    this.table = table;
    this.fit = ColumnFit.of(table);
    this.keyIndexes = table.keyIndexes();
    this.after = after;
    this.max = max;
  }

  /** The next piece; empty at the end. */
  List<@Nullable Object[]> next() throws MisfitException {
    if (atEnd) {
      return List.of();
    }
    List<@Nullable Object[]> rows = source.rows(table, after, max);
    atEnd = rows.size() < max;
    if (!rows.isEmpty()) {
      after = MirrorPlanner.keyOf(rows.get(rows.size() - 1), keyIndexes);
    }
    for (@Nullable Object[] row : rows) {
      fit(row);
    }
    return rows;
  }

  private void fit(@Nullable Object[] row) throws MisfitException {
    for (int i = 0; i < row.length; i++) {
      try {
        row[i] = fit.value(i, row[i]);
      } catch (MisfitException e) {
        for (int key : keyIndexes) {
          if (key == i) {
            throw e;
          }
        }
      }
    }
  }

  /** Where the last piece ended, as the source has it; null before the first. */
  @Nullable Object @Nullable [] after() {
    return after;
  }

  boolean atEnd() {
    return atEnd;
  }

  /** The key of a row, whose values fit and are no NULLs. */
  List<Object> keyOf(@Nullable Object[] row) {
    List<Object> key = new ArrayList<>(keyIndexes.length);
    for (int index : keyIndexes) {
      Object value = row[index];
      if (value == null) {
        throw new IllegalStateException("a row of '" + table.name() + "' has no key");
      }
      key.add(value);
    }
    return key;
  }
}
