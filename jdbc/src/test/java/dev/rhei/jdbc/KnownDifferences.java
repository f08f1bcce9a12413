package dev.rhei.jdbc;

import java.util.List;

/** Where the drivers differ and why; docs/jdbc.md has them in words. */
final class KnownDifferences {
  /** Beginnings of the names of calls. */
  private static final List<String> NAMES = List.of("metadata getURL[]"); // it is ours

  private KnownDifferences() {}

  static boolean covers(String call) {
    return NAMES.stream().anyMatch(call::startsWith);
  }
}
