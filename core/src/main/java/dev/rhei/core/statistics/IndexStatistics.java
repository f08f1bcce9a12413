package dev.rhei.core.statistics;

import java.util.List;

/**
 * An index of SQLite, and how many rows it finds.
 *
 * @param name its name
 * @param unique whether all its columns together find one row at most
 * @param primaryKey whether it is the primary key of its table
 * @param columns its key columns, folded; an expression is the empty text
 * @param rowsPerKey for its first column, its first two, and so on: how many rows have the same
 *     values, on average. Shorter than {@code columns}, or empty, where that is not known
 * @param analyzed whether SQLite knows them, from ANALYZE
 */
public record IndexStatistics(
    String name,
    boolean unique,
    boolean primaryKey,
    List<String> columns,
    List<Double> rowsPerKey,
    boolean analyzed) {
  /** Copies the lists. */
  public IndexStatistics {
    columns = List.copyOf(columns);
    rowsPerKey = List.copyOf(rowsPerKey);
  }

  /** The same index with other counts. */
  public IndexStatistics withRowsPerKey(List<Double> counts) {
    return new IndexStatistics(name, unique, primaryKey, columns, counts, analyzed);
  }

  /** Rows that have the same values in the first columns, on average; NaN if not known. */
  public double rowsPerKey(int firstColumns) {
    if (unique && firstColumns >= columns.size()) {
      return 1;
    }
    return firstColumns >= 1 && firstColumns <= rowsPerKey.size()
        ? Math.max(1, rowsPerKey.get(firstColumns - 1))
        : Double.NaN;
  }
}
