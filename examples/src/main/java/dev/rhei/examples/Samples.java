package dev.rhei.examples;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** Measured values. Used by one thread at a time. */
final class Samples {
  private final List<Long> values = new ArrayList<>();

  void add(long value) {
    values.add(value);
  }

  int count() {
    return values.size();
  }

  /** The value that half of them do not exceed; 0 if there are none. */
  long median() {
    List<Long> sorted = new ArrayList<>(values);
    Collections.sort(sorted);
    return sorted.isEmpty() ? 0 : sorted.get((sorted.size() - 1) / 2);
  }

  long max() {
    return values.isEmpty() ? 0 : Collections.max(values);
  }
}
