package dev.rhei;

import dev.rhei.core.cdc.TableCapture;
import dev.rhei.core.error.ErrorCode;
import dev.rhei.core.error.HtapException;
import dev.rhei.core.schema.Identifier;
import dev.rhei.core.sync.SyncListener;
import dev.rhei.oltp.sqlite.SqliteOltpEngine;
import dev.rhei.sync.CdcSyncEngine;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Registers wanted tables as they appear. Thread-safe. */
final class AutoRegistration {
  private static final Logger LOG = LoggerFactory.getLogger(AutoRegistration.class);

  private final AutoRegister which;
  private final SqliteOltpEngine oltp;
  private final CdcSyncEngine sync;
  private final Registration registration;
  private final SyncListener listener;
  private final ReentrantLock looking = new ReentrantLock();
  private final Set<String> refused = ConcurrentHashMap.newKeySet(); // that were told of
  private volatile long seen = -1; // written under looking

  AutoRegistration(
      AutoRegister which,
      SqliteOltpEngine oltp,
      CdcSyncEngine sync,
      Registration registration,
      SyncListener listener) {
    this.which = which;
    this.oltp = oltp;
    this.sync = sync;
    this.registration = registration;
    this.listener = listener;
  }

  /**
   * Registers what is new, if the schema is known to have changed since the last look; costs
   * nothing otherwise. The first rows are loaded at once, the rest in the background. What fails is
   * told, and tried again by the next look: whoever looks has committed already.
   */
  void look() {
    if (which == AutoRegister.NONE || oltp.inTransaction()) {
      return;
    }
    // One thread at a time; it looks again if the schema changed meanwhile, our own part included.
    while (seen != oltp.schemaChanges() && looking.tryLock()) {
      long version = oltp.schemaChanges();
      try {
        if (registerNew()) {
          sync.syncOnce();
        }
        seen = version;
      } catch (HtapException e) {
        listener.onError(e);
        LOG.warn("tables could not be registered; will try again", e);
        return;
      } finally {
        looking.unlock();
      }
    }
  }

  private boolean registerNew() {
    TableCapture capture = oltp.capture();
    Set<String> known = new HashSet<>();
    capture.captured().forEach(name -> known.add(Identifier.fold(name)));
    capture.declined().forEach(name -> known.add(Identifier.fold(name)));
    boolean any = false;
    for (String table : oltp.tableNames()) {
      if (!known.contains(Identifier.fold(table)) && which.wants(table)) {
        any |= register(table);
      }
    }
    return any;
  }

  private boolean register(String table) {
    try {
      registration.capture(table);
      return true;
    } catch (HtapException e) {
      if (e.code().fault() != ErrorCode.Fault.CALLER) {
        throw e;
      }
      if (refused.add(Identifier.fold(table))) {
        LOG.warn("table '{}' is not mirrored: {}", table, e.detail());
      }
      return false;
    }
  }
}
