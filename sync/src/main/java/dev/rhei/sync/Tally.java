package dev.rhei.sync;

import dev.rhei.core.schema.TableSchema;
import dev.rhei.core.sync.RowDifference;
import dev.rhei.core.sync.RowDifference.Kind;
import dev.rhei.core.sync.TableVerification;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Counts what differs, and remembers the first few. */
final class Tally implements Differences {
  private final int[] keyIndexes;
  private final List<RowDifference> first = new ArrayList<>();
  private long missing;
  private long extra;
  private long different;

  Tally(TableSchema table) {
    keyIndexes = table.keyIndexes();
  }

  @Override
  public void missing(@Nullable Object[] row) {
    missing++;
    note(Kind.MISSING, MirrorPlanner.keyOf(row, keyIndexes));
  }

  @Override
  public void different(@Nullable Object[] row) {
    different++;
    note(Kind.DIFFERENT, MirrorPlanner.keyOf(row, keyIndexes));
  }

  @Override
  public void extra(@Nullable Object[] key) {
    extra++;
    note(Kind.EXTRA, key);
  }

  @Override
  public void twice(@Nullable Object[] row) {
    extra(MirrorPlanner.keyOf(row, keyIndexes));
  }

  private void note(Kind kind, @Nullable Object[] key) {
    if (first.size() < TableVerification.SHOWN) {
      first.add(new RowDifference(kind, Arrays.asList(key)));
    }
  }

  long missing() {
    return missing;
  }

  long extra() {
    return extra;
  }

  long different() {
    return different;
  }

  long total() {
    return missing + extra + different;
  }

  List<RowDifference> first() {
    return first;
  }
}
