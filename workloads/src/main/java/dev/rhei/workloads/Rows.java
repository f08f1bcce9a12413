package dev.rhei.workloads;

import java.util.List;
import java.util.function.LongFunction;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;

/** Rows that are made while they are gone through. */
final class Rows {
  private Rows() {}

  /** The rows 1..count. */
  static Iterable<@Nullable Object[]> of(long count, LongFunction<@Nullable Object[]> row) {
    return () -> LongStream.rangeClosed(1, count).mapToObj(row).iterator();
  }

  /** The rows of the groups 1..count. */
  static Iterable<@Nullable Object[]> grouped(
      long count, LongFunction<List<@Nullable Object[]>> group) {
    return () ->
        LongStream.rangeClosed(1, count).boxed().flatMap(i -> group.apply(i).stream()).iterator();
  }
}
