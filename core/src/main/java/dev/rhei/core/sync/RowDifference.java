package dev.rhei.core.sync;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A row in which the copy is not what the database is.
 *
 * @param kind what is wrong with it
 * @param key its key: the values of the primary key in key order, or the rowid; NULL only in a row
 *     that the copy made up
 */
public record RowDifference(Kind kind, List<@Nullable Object> key) {
  /** What is wrong with a row. */
  public enum Kind {
    /** The database has it, the copy does not. */
    MISSING,
    /** The copy has it and the database does not, or the copy has it twice. */
    EXTRA,
    /** Both have it, with other values. */
    DIFFERENT
  }

  /** Copies the key. */
  public RowDifference(Kind kind, List<@Nullable Object> key) {
    this.kind = kind;
    this.key = Collections.unmodifiableList(new ArrayList<>(key));
  }

  /** Without the key, which does not belong into a log. */
  @Override
  public String toString() {
    return kind.toString();
  }
}
