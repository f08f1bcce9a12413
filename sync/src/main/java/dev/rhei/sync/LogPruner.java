package dev.rhei.sync;

import dev.rhei.core.cdc.CdcConsumer;
import dev.rhei.core.engine.OlapBackend;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Lets the log forget what the copy has, when enough has gathered. Not under the gate: it waits for
 * the writer, who may be waiting for a cycle. Thread-safe.
 */
final class LogPruner {
  private final CdcConsumer log;
  private final OlapBackend olap;
  private final SyncConfig config;
  private final AtomicLong prunedThrough = new AtomicLong();

  LogPruner(CdcConsumer log, OlapBackend olap, SyncConfig config) {
    this.log = log;
    this.olap = olap;
    this.config = config;
  }

  void prune() {
    long applied = olap.appliedThrough();
    long pruned = prunedThrough.get();
    if (config.pruneLog()
        && applied - pruned >= config.pruneEvents()
        && prunedThrough.compareAndSet(pruned, applied)) {
      boolean done = false;
      try {
        done = log.prune(applied);
      } finally {
        if (!done) {
          prunedThrough.compareAndSet(applied, pruned); // nothing is lost by pruning later
        }
      }
    }
  }
}
