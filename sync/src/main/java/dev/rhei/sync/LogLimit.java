package dev.rhei.sync;

import dev.rhei.core.cdc.CdcConsumer;
import dev.rhei.core.cdc.TableCapture;
import dev.rhei.core.engine.OlapBackend;
import dev.rhei.core.error.HtapException;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps the log from growing without end while the copy cannot be written (docs/decisions/0012):
 * warns at a size, and past the limit gives up the part of the table that has most of it. Not under
 * the gate: it waits for the writer, who may be waiting for a cycle. Thread-safe.
 */
final class LogLimit {
  private static final Logger LOG = LoggerFactory.getLogger(LogLimit.class);

  /** While cycles succeed: a look takes a tenth of a small cycle. */
  private static final Duration BETWEEN_LOOKS = Duration.ofSeconds(1);

  private final CdcConsumer log;
  private final TableCapture capture;
  private final OlapBackend olap;
  private final SyncConfig config;
  private final Consumer<Notices> teller;
  private boolean warned; // guarded by this
  private long lastApplied; // guarded by this
  private final Set<String> suspended = new HashSet<>(); // since the log was within its limit
  private Instant nextLook = Instant.EPOCH; // guarded by this

  LogLimit(
      CdcConsumer log,
      TableCapture capture,
      OlapBackend olap,
      SyncConfig config,
      Consumer<Notices> teller) {
    this.log = log;
    this.capture = capture;
    this.olap = olap;
    this.config = config;
    this.teller = teller;
  }

  /** Looks at the log, now and then, or after a failure; and does what its size calls for. */
  void afterCycle(boolean failed) {
    Notices due = new Notices();
    try {
      synchronized (this) {
        Instant now = config.clock().instant();
        if (failed || warned || !now.isBefore(nextLook)) {
          nextLook = now.plus(BETWEEN_LOOKS);
          check(due);
        }
      }
    } finally {
      teller.accept(due);
    }
  }

  private void check(Notices due) {
    long applied = applied();
    long bytes = log.latest().sequence() > applied ? log.bytesAfter(applied) : 0;
    warn(bytes, due);
    Set<String> tried = new HashSet<>();
    while (config.logLimitBytes() > 0 && bytes > config.logLimitBytes()) {
      Optional<String> largest = log.largestAfter(applied);
      if (largest.isEmpty() || !tried.add(largest.get())) {
        return; // the next look goes on; or what is left is of no captured table
      }
      suspend(largest.get(), bytes, due);
      bytes = log.bytesAfter(applied);
    }
    suspended.clear();
  }

  private long applied() {
    try {
      lastApplied = olap.appliedThrough();
    } catch (HtapException e) {
      LOG.debug("the copy does not tell where it stands, but the log must not grow for that", e);
    }
    return lastApplied;
  }

  private void warn(long bytes, Notices due) {
    boolean large = config.logWarnBytes() > 0 && bytes > config.logWarnBytes();
    if (large && !warned) {
      LOG.warn(
          "the copy lacks about {} MiB of changes, which SQLite keeps for it; past {} MiB"
              + " (logLimitBytes, 0 is no limit) tables are loaded anew instead. See lastError of"
              + " the status for why the copy does not follow",
          bytes >> 20,
          config.logLimitBytes() >> 20);
      due.add(listener -> listener.onLogGrowth(bytes, config.logLimitBytes()));
    }
    warned = large;
  }

  private void suspend(String table, long bytes, Notices due) {
    capture.suspend(table);
    log.forget(table);
    if (!suspended.add(table)) {
      return; // told before, when not all of it could be removed in one go
    }
    LOG.warn(
        "the log took about {} MiB, past its limit of {} MiB: the part of table '{}' was given up;"
            + " it is loaded anew once the copy can be written",
        bytes >> 20,
        config.logLimitBytes() >> 20,
        table);
    due.add(listener -> listener.onTableSuspended(table, bytes));
  }
}
