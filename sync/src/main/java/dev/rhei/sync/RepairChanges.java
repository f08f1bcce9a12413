package dev.rhei.sync;

import dev.rhei.core.engine.OlapWrite;
import dev.rhei.core.engine.TableChanges;
import dev.rhei.core.schema.TableSchema;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Writes what puts differences right, a piece at a time. */
final class RepairChanges implements Differences {
  private final OlapWrite write;
  private final TableSchema table;
  private final int[] keyIndexes;
  private final int pieceRows;
  private final Set<Object> keys = new HashSet<>(); // of both lists
  private List<@Nullable Object[]> deletes = new ArrayList<>();
  private List<@Nullable Object[]> upserts = new ArrayList<>();
  private boolean any;
  private boolean unreachable;

  RepairChanges(OlapWrite write, TableSchema table, int pieceRows) {
    this.write = write;
    this.table = table;
    this.keyIndexes = table.keyIndexes();
    this.pieceRows = pieceRows;
  }

  @Override
  public void missing(@Nullable Object[] row) {
    upsert(row);
  }

  @Override
  public void different(@Nullable Object[] row) {
    upsert(row);
  }

  @Override
  public void twice(@Nullable Object[] row) {
    upsert(row); // in place of all that have its key
  }

  @Override
  public void extra(@Nullable Object[] key) {
    if (Arrays.stream(key).anyMatch(Objects::isNull)) {
      unreachable = true;
    } else if (keys.add(KeyIdentity.of(key))) {
      deletes.add(key);
      writeIfMany();
    }
  }

  private void upsert(@Nullable Object[] row) {
    if (keys.add(KeyIdentity.of(MirrorPlanner.keyOf(row, keyIndexes)))) {
      upserts.add(row);
      writeIfMany();
    }
  }

  private void writeIfMany() {
    if (keys.size() >= pieceRows) {
      flush();
    }
  }

  /** Writes what is left. */
  void flush() {
    if (!keys.isEmpty()) {
      write.apply(new TableChanges(table, deletes, upserts));
      keys.clear();
      deletes = new ArrayList<>();
      upserts = new ArrayList<>();
      any = true;
    }
  }

  /** Whether anything was written. */
  boolean any() {
    return any;
  }

  /** Whether the copy has a row that no key leads to. */
  boolean unreachable() {
    return unreachable;
  }
}
