package dev.rhei.core.internal;

import java.util.Collection;
import java.util.Comparator;
import java.util.Map;
import java.util.Optional;

/**
 * What a part of a log holds, told from positions at even distances: some may lack their events,
 * and the parts of tables may lie anywhere. Exact for a part of few positions.
 *
 * @param <T> how a log names its tables
 * @param positions of that part
 * @param looked how many of them were looked at
 * @param bytesByTable what was found there
 */
public record LogSample<T>(long positions, long looked, Map<T, Long> bytesByTable) {
  /** Positions that are looked up, at some microseconds each. */
  private static final int POSITIONS = 200;

  /** Copies the map. */
  public LogSample {
    bytesByTable = Map.copyOf(bytesByTable);
  }

  /** How many positions to look at, of so many. */
  public static long toLookAt(long positions) {
    return Math.min(positions, POSITIONS);
  }

  /** The place of one of them, counted from 1, behind the start of the part. */
  public static long place(long number, long looked, long positions) {
    return (long) ((double) number * positions / looked);
  }

  /** About how many bytes that part takes. */
  public long bytes() {
    long sampled = bytesByTable.values().stream().mapToLong(Long::longValue).sum();
    return looked == 0 ? 0 : (long) ((double) sampled * positions / looked);
  }

  /** The table that takes most of it. */
  public Optional<T> largest() {
    return largestOf(bytesByTable.keySet());
  }

  /** The table that takes most of it, of those named. */
  public Optional<T> largestOf(Collection<T> tables) {
    return bytesByTable.entrySet().stream()
        .filter(entry -> tables.contains(entry.getKey()))
        .max(Comparator.comparingLong(Map.Entry::getValue))
        .map(Map.Entry::getKey);
  }
}
