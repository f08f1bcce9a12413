package dev.rhei.sync;

import dev.rhei.core.schema.TableSchema;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Compares rows by key: first come those of the source, which are held, then the copy's. */
final class RowComparison {
  private final int[] keyIndexes;
  private final Differences found;
  private final Map<Object, Held> held = new LinkedHashMap<>();

  RowComparison(TableSchema table, Differences found) {
    this.keyIndexes = table.keyIndexes();
    this.found = found;
  }

  private static final class Held {
    private final @Nullable Object[] row;
    private boolean met;

    Held(@Nullable Object[] row) {
      this.row = row;
    }
  }

  void source(@Nullable Object[] row) {
    held.put(KeyIdentity.of(MirrorPlanner.keyOf(row, keyIndexes)), new Held(row));
  }

  void copy(@Nullable Object[] row) {
    @Nullable Object[] key = MirrorPlanner.keyOf(row, keyIndexes);
    Held twin = held.get(KeyIdentity.of(key));
    if (twin == null) {
      found.extra(key);
    } else if (twin.met) {
      found.twice(twin.row);
    } else {
      twin.met = true;
      if (!same(twin.row, row)) {
        found.different(twin.row);
      }
    }
  }

  void end() {
    for (Held left : held.values()) {
      if (!left.met) {
        found.missing(left.row);
      }
    }
  }

  private static boolean same(@Nullable Object[] a, @Nullable Object[] b) {
    for (int i = 0; i < a.length; i++) {
      if (!same(a[i], b[i])) {
        return false;
      }
    }
    return true;
  }

  private static boolean same(@Nullable Object a, @Nullable Object b) {
    if (a == null || b == null) {
      return a == b;
    }
    if (a instanceof Double first && b instanceof Double second) {
      return Double.compare(first + 0.0, second + 0.0) == 0; // the two zeros are one
    }
    if (a instanceof byte[] first && b instanceof byte[] second) {
      return Arrays.equals(first, second);
    }
    return a.equals(b);
  }
}
