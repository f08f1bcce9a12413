package dev.rhei;

import dev.rhei.core.cdc.CdcConsumer;
import dev.rhei.core.cdc.CdcPosition;
import dev.rhei.core.sync.Freshness;
import dev.rhei.sync.CdcSyncEngine;

/**
 * Makes the copy as fresh as a query asks for, on the query's own thread: it does the cycle that is
 * missing, or waits for the one that another thread does.
 */
final class FreshnessGate {
  private final CdcConsumer log;
  private final CdcSyncEngine sync;

  FreshnessGate(CdcConsumer log, CdcSyncEngine sync) {
    this.log = log;
    this.sync = sync;
  }

  void pass(Freshness freshness) {
    switch (freshness) {
      case EVENTUAL -> sync.lookFirst();
      case LATEST -> {
        CdcPosition latest = log.latest();
        sync.catchUp(latest);
      }
    }
  }
}
