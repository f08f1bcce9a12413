package dev.rhei.core.sync;

import dev.rhei.core.engine.MirrorState;
import java.util.List;

/**
 * What the comparison of one table found.
 *
 * @param table its name
 * @param state LIVE, or why it was not compared: LOADING or QUARANTINED
 * @param reason why it was not compared; empty if it was
 * @param rows rows that the database has
 * @param missing how many of them the copy lacks
 * @param extra how many rows the copy has beyond them
 * @param different how many rows have other values in the copy
 * @param first some of these rows, at most {@link #SHOWN}
 * @param ranges stretches of keys that were compared
 * @param differingRanges stretches of keys that had to be compared row by row, and differ
 * @param repair what was done about it
 */
public record TableVerification(
    String table,
    MirrorState state,
    String reason,
    long rows,
    long missing,
    long extra,
    long different,
    List<RowDifference> first,
    int ranges,
    int differingRanges,
    Repair repair) {
  /** Most rows that are named one by one. */
  public static final int SHOWN = 20;

  /** What was done about differences. */
  public enum Repair {
    /** Nothing: there were none, or it was not asked for. */
    NONE,
    /** The ranges that differ were brought to the state of the database. */
    RANGES,
    /** The table was loaded anew. */
    RESYNC
  }

  /** Copies the list. */
  public TableVerification {
    first = List.copyOf(first);
  }

  /** A table that was not compared. */
  public static TableVerification skipped(String table, MirrorState state, String reason) {
    return new TableVerification(table, state, reason, 0, 0, 0, 0, List.of(), 0, 0, Repair.NONE);
  }

  /** Whether the table was compared. */
  public boolean isCompared() {
    return reason.isEmpty();
  }

  /** Whether it was compared and nothing differed. */
  public boolean isClean() {
    return isCompared() && differences() == 0;
  }

  /** How many rows are missing, extra or different. */
  public long differences() {
    return missing + extra + different;
  }

  /** The same findings, and what was done about them. */
  public TableVerification repairedBy(Repair done) {
    return new TableVerification(
        table,
        state,
        reason,
        rows,
        missing,
        extra,
        different,
        first,
        ranges,
        differingRanges,
        done);
  }
}
