package dev.rhei.cdc.rocksdb;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What is kept although the copy has it, decided by marks that are set now and then. Not
 * thread-safe; pure but for what it remembers.
 */
final class Retention {
  /** Marks in the time, or in the bytes, that are kept: what is forgotten is exact to that part. */
  private static final int MARKS = 1_000;

  private final long millis;
  private final long bytes;
  private final Deque<LogMark> marks = new ArrayDeque<>(); // oldest first
  private long lastAppend;

  /**
   * For limits of which zero is none.
   *
   * @param lastAppend when the log was appended to, in milliseconds since 1970; 0 if never
   */
  Retention(Duration time, long bytes, long lastAppend) {
    this.millis = time.toMillis();
    this.bytes = bytes;
    this.lastAppend = lastAppend;
  }

  /** Whether anything is kept at all. */
  boolean keeps() {
    return millis > 0 || bytes > 0;
  }

  /** Takes a mark in, oldest first. */
  void add(LogMark mark) {
    marks.addLast(mark);
  }

  /**
   * The mark to store with an append: where the log stood before it, since the append before it.
   * Null if the last mark is near enough.
   */
  @Nullable LogMark before(long now, long sequence, long appended) {
    LogMark last = marks.peekLast();
    boolean due =
        last == null
            ? lastAppend > 0
            : (millis > 0 && now - last.millis() >= millis / MARKS)
                || (bytes > 0 && appended - last.bytes() >= bytes / MARKS);
    if (!keeps() || !due) {
      return null;
    }
    // No two marks of one time; that one is later than it was keeps no less.
    long time = last == null ? lastAppend : Math.max(lastAppend, last.millis() + 1);
    return new LogMark(time, sequence, appended);
  }

  /** The time of an append; a clock that was put back stands still. */
  long appendedAt(long now) {
    lastAppend = Math.max(lastAppend, now);
    return lastAppend;
  }

  /** The last event that need not be kept; 0 if all must be. */
  long expired(long now, long sequence, long appended) {
    long expired = 0;
    for (LogMark mark : marks) {
      if (isOver(mark, now, appended)) {
        expired = mark.sequence();
      }
    }
    return isOver(new LogMark(lastAppend, sequence, appended), now, appended) ? sequence : expired;
  }

  private boolean isOver(LogMark mark, long now, long appended) {
    return (millis > 0 && mark.millis() <= now - millis)
        || (bytes > 0 && appended - mark.bytes() >= bytes);
  }

  /** The marks of events up to that one; the last mark of all stays. */
  List<LogMark> through(long sequence) {
    return marks.stream()
        .filter(mark -> mark.sequence() <= sequence && !mark.equals(marks.peekLast()))
        .toList();
  }

  /** Forgets {@link #through}. */
  void drop(long sequence) {
    marks.removeAll(through(sequence));
  }
}
