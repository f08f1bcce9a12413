package dev.rhei.sync;

import dev.rhei.core.cdc.CdcEvent;
import dev.rhei.core.engine.MirrorState;
import dev.rhei.core.engine.MirrorTable;
import dev.rhei.core.engine.TableChanges;
import dev.rhei.core.schema.ColumnFit;
import dev.rhei.core.schema.MisfitException;
import dev.rhei.core.schema.TableSchema;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * From events of one table to what must happen to its copy. Pure. The last change of a key wins: a
 * row that is there at the end is upserted whatever the log called it, as another process may have
 * replaced a row without telling.
 */
final class MirrorPlanner {
  private final TableSchema table;
  private final ColumnFit fit;
  private final int[] keyIndexes;
  private final int columns;

  /** Integer keys above this one are not loaded yet; the load will find their rows as they are. */
  private final long loadedKey;

  private final boolean nothingLoaded;

  MirrorPlanner(MirrorTable mirror) {
    table = mirror.schema();
    fit = ColumnFit.of(table);
    keyIndexes = table.keyIndexes();
    columns = table.storedColumns().size();
    String loaded = mirror.loadedKey();
    boolean loading = mirror.state() == MirrorState.LOADING;
    nothingLoaded = loading && loaded == null;
    loadedKey =
        loading && loaded != null && table.hasIntegerKey()
            ? (Long) KeyText.decode(loaded)[0]
            : Long.MAX_VALUE;
  }

  /** Whether the table wants events at all. */
  static boolean wantsEvents(MirrorTable mirror) {
    return switch (mirror.state()) {
      case LIVE -> true;
      case LOADING -> mirror.loadedKey() != null;
      case QUARANTINED -> false;
    };
  }

  /**
   * Plans a piece of the log.
   *
   * @param events of this table, oldest first for each key; their arrays are converted in place
   */
  TableChanges plan(List<CdcEvent> events) throws MisfitException {
    Map<Object, CdcEvent> last = new LinkedHashMap<>();
    for (CdcEvent event : events) {
      requireWidth(event);
      @Nullable Object[] rawKey = rawKey(event);
      if (!skipped(rawKey)) {
        Object key = KeyIdentity.of(rawKey);
        last.remove(key); // so that the order is that of the last changes
        last.put(key, event);
      }
    }
    List<@Nullable Object[]> deletes = new ArrayList<>();
    List<@Nullable Object[]> upserts = new ArrayList<>();
    for (CdcEvent event : last.values()) {
      @Nullable Object[] row = event.row();
      if (row != null) {
        upserts.add(fit.row(row));
      } else {
        @Nullable Object[] key = fittingKey(rawKey(event));
        if (key != null) {
          deletes.add(key);
        }
      }
    }
    return new TableChanges(table, deletes, upserts);
  }

  /** An application may append what it likes. */
  private void requireWidth(CdcEvent event) throws MisfitException {
    @Nullable Object[] key = event.key();
    @Nullable Object[] row = event.row();
    boolean fits =
        (key == null || key.length == keyIndexes.length) && (row == null || row.length == columns);
    if (!fits) {
      throw new MisfitException(
          "the event at position "
              + event.sequence()
              + " has "
              + (row == null ? "no row" : "a row of " + row.length + " values")
              + " and "
              + (key == null ? "no key" : "a key of " + key.length)
              + "; the table has "
              + columns
              + " stored columns and a key of "
              + keyIndexes.length);
    }
  }

  private @Nullable Object[] rawKey(CdcEvent event) {
    @Nullable Object[] key = event.key();
    if (key != null) {
      return key;
    }
    @Nullable Object[] row = event.row();
    if (row == null) {
      throw new IllegalStateException("an event without images: " + event);
    }
    return keyOf(row, keyIndexes);
  }

  /** The key values of a stored row. */
  static @Nullable Object[] keyOf(@Nullable Object[] row, int[] keyIndexes) {
    @Nullable Object[] key = new @Nullable Object[keyIndexes.length];
    for (int i = 0; i < key.length; i++) {
      key[i] = row[keyIndexes[i]];
    }
    return key;
  }

  private boolean skipped(@Nullable Object[] rawKey) {
    return nothingLoaded
        || (loadedKey != Long.MAX_VALUE && rawKey[0] instanceof Long key && key > loadedKey);
  }

  /** The key as the copy has it; null if no row of the copy can have it. */
  private @Nullable Object @Nullable [] fittingKey(@Nullable Object[] rawKey) {
    @Nullable Object[] key = new @Nullable Object[rawKey.length];
    try {
      for (int i = 0; i < key.length; i++) {
        key[i] = fit.value(keyIndexes[i], rawKey[i]);
      }
      return key;
    } catch (MisfitException e) {
      return null;
    }
  }
}
