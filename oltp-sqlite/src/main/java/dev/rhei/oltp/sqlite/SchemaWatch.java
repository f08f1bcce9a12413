package dev.rhei.oltp.sqlite;

import java.util.concurrent.atomic.AtomicLong;

/**
 * Counts the changes of the schema that this engine made or came across; asking costs nothing.
 * Thread-safe.
 */
final class SchemaWatch {
  private final AtomicLong changes = new AtomicLong();
  private volatile long lastSeen = -1;

  /** A look at the schema found this version. */
  void seen(long version) {
    if (version != lastSeen) {
      lastSeen = version;
      changes.incrementAndGet();
    }
  }

  /** We changed the schema, or what ANALYZE notes beside it. */
  void changed() {
    changes.incrementAndGet();
  }

  long changes() {
    return changes.get();
  }
}
