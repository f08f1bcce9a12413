package dev.rhei.olap.duckdb;

import dev.rhei.core.schema.TableSchema;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The few changes of a cycle that follows its commits closely. A feed's number stands in the text
 * of its statement, which so is planned each time, a third of such a cycle; here the plans are
 * kept, one for each power of two of rows. Pure but for the session.
 */
final class DuckDbSmallBatch {
  /** Rows; more gain less, and a statement for each power of two is kept. */
  private static final int MOST = 32;

  /** Keys; a statement for each power of two is kept. */
  private static final int MOST_KEYS = 32;

  private static final Set<DuckDbTypes> BOUND =
      EnumSet.of(DuckDbTypes.INTEGER, DuckDbTypes.REAL, DuckDbTypes.TEXT);

  private DuckDbSmallBatch() {}

  /** Whether these keys can be deleted so. */
  static boolean deletes(TableSchema table, List<@Nullable Object[]> keys) {
    return keys.size() <= MOST_KEYS
        && table.hasIntegerKey()
        && keys.stream().allMatch(key -> key[0] instanceof Long);
  }

  static void delete(DuckDbSession session, TableSchema table, List<@Nullable Object[]> keys)
      throws SQLException {
    int last = keys.size() - 1;
    int places = last == 0 ? 1 : Integer.highestOneBit(last) << 1; // two scans cost more than one
    PreparedStatement statement = session.prepare(DuckDbDdl.deleteKeys(table, places));
    for (int place = 0; place < places; place++) {
      statement.setObject(place + 1, keys.get(Math.min(place, last))[0]);
    }
    statement.executeUpdate();
  }

  /** Whether these rows can be inserted so. */
  static boolean inserts(TableSchema table, List<@Nullable Object[]> rows) {
    return rows.size() <= MOST
        && table.storedColumns().stream().map(DuckDbTypes::of).allMatch(BOUND::contains);
  }

  static void insert(DuckDbSession session, TableSchema table, List<@Nullable Object[]> rows)
      throws SQLException {
    int from = 0;
    while (from < rows.size()) {
      int count = Integer.highestOneBit(rows.size() - from);
      PreparedStatement statement = session.prepare(DuckDbDdl.insertRows(table, count));
      int place = 1;
      for (@Nullable Object[] row : rows.subList(from, from + count)) {
        for (Object value : row) {
          statement.setObject(place++, value);
        }
      }
      statement.executeUpdate();
      from += count;
    }
  }
}
