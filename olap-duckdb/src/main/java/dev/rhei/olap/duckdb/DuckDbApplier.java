package dev.rhei.olap.duckdb;

import dev.rhei.core.engine.TableChanges;
import dev.rhei.core.schema.Identifier;
import dev.rhei.core.schema.TableAlteration;
import dev.rhei.core.schema.TableSchema;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.arrow.vector.types.pojo.Field;
import org.jspecify.annotations.Nullable;

/**
 * Rows into tables, set by set, inside a transaction that somebody else ends. For tables with an
 * integer key it remembers the largest key, so that new rows, whose keys mostly grow, need no
 * search for a row to replace: 1.6 instead of 4.7 ms for ten rows, 37 instead of 55 ms for 100,000.
 */
final class DuckDbApplier {
  private final DuckDbSession session;
  private final DuckDbFeed feed;
  private final Map<String, Long> largestKeys; // by folded name; no key is greater

  /**
   * An applier for one transaction.
   *
   * @param largestKeys as of the last commit; copied
   */
  DuckDbApplier(DuckDbSession session, DuckDbFeed feed, Map<String, Long> largestKeys) {
    this.session = session;
    this.feed = feed;
    this.largestKeys = new HashMap<>(largestKeys);
  }

  /** What holds once the transaction is committed. */
  Map<String, Long> largestKeys() {
    return largestKeys;
  }

  void create(TableSchema table) throws SQLException {
    session.execute(DuckDbDdl.createTable(table));
    if (table.hasIntegerKey()) {
      largestKeys.put(Identifier.fold(table.name()), Long.MIN_VALUE);
    }
  }

  void alter(TableSchema before, TableSchema after, TableAlteration alteration)
      throws SQLException {
    for (String statement : DuckDbDdl.alter(before, after, alteration)) {
      session.execute(statement);
    }
    if (alteration instanceof TableAlteration.AddedColumn added && added.value() != null) {
      Field column = after.columns().get(after.indexOf(added.column()));
      List<@Nullable Object[]> value = Collections.singletonList(new Object[] {added.value()});
      try (DuckDbFeed.Rows fed = feed.offer(List.of(column), value)) {
        session.execute(DuckDbDdl.fill(after, column, fed.source()));
      }
    }
    Long largest = largestKeys.remove(Identifier.fold(before.name()));
    if (largest != null) {
      largestKeys.put(Identifier.fold(after.name()), largest);
    }
  }

  void drop(TableSchema table) throws SQLException {
    session.execute(DuckDbDdl.dropTable(table));
    largestKeys.remove(Identifier.fold(table.name()));
  }

  void insert(TableSchema table, List<@Nullable Object[]> rows) throws SQLException {
    if (rows.isEmpty()) {
      return;
    }
    if (DuckDbSmallBatch.inserts(table, rows)) {
      DuckDbSmallBatch.insert(session, table, rows);
    } else {
      try (DuckDbFeed.Rows fed = feed.offer(table.storedColumns(), rows)) {
        session.execute(DuckDbDdl.insert(table, fed.source()));
      }
    }
    noteKeys(table, rows);
  }

  void apply(TableChanges changes) throws SQLException {
    TableSchema table = changes.table();
    List<@Nullable Object[]> keys = new ArrayList<>(changes.deletes());
    addReplaced(table, changes.upserts(), keys);
    delete(table, keys);
    insert(table, changes.upserts());
  }

  private void delete(TableSchema table, List<@Nullable Object[]> keys) throws SQLException {
    if (keys.isEmpty()) {
      return;
    }
    if (DuckDbSmallBatch.deletes(table, keys)) {
      DuckDbSmallBatch.delete(session, table, keys);
    } else {
      try (DuckDbFeed.Rows fed = feed.offer(table.keyColumns(), keys)) {
        session.execute(DuckDbDdl.delete(table, fed.source()));
      }
    }
  }

  /** Adds the keys of those rows that may be there already. */
  private void addReplaced(
      TableSchema table, List<@Nullable Object[]> upserts, List<@Nullable Object[]> keys)
      throws SQLException {
    if (upserts.isEmpty()) {
      return;
    }
    int[] indexes = table.keyIndexes();
    long largest = table.hasIntegerKey() ? largestKey(table) : Long.MAX_VALUE;
    for (@Nullable Object[] row : upserts) {
      if (largest < Long.MAX_VALUE && row[indexes[0]] instanceof Long key && key > largest) {
        continue;
      }
      @Nullable Object[] key = new @Nullable Object[indexes.length];
      for (int i = 0; i < indexes.length; i++) {
        key[i] = row[indexes[i]];
      }
      keys.add(key);
    }
  }

  private void noteKeys(TableSchema table, List<@Nullable Object[]> rows) {
    if (!table.hasIntegerKey()) {
      return;
    }
    int index = table.keyIndexes()[0];
    largestKeys.computeIfPresent(
        Identifier.fold(table.name()),
        (name, largest) -> {
          for (@Nullable Object[] row : rows) {
            if (row[index] instanceof Long key && key > largest) {
              largest = key;
            }
          }
          return largest;
        });
  }

  private long largestKey(TableSchema table) throws SQLException {
    String name = Identifier.fold(table.name());
    Long known = largestKeys.get(name);
    if (known == null) {
      try (ResultSet rows = session.prepare(DuckDbDdl.maxKey(table)).executeQuery()) {
        known = rows.next() && rows.getObject(1) instanceof Long max ? max : Long.MIN_VALUE;
      }
      largestKeys.put(name, known);
    }
    return known;
  }
}
