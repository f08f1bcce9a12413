package dev.rhei.sync;

import dev.rhei.core.sync.SyncListener;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What a cycle has to tell the listener. Delivered after the cycle has ended and let go of its
 * lock, so that a listener may use the engine. Used by one thread.
 */
final class Notices {
  private static final Logger LOG = LoggerFactory.getLogger(CdcSyncEngine.class);

  private final List<Consumer<SyncListener>> waiting = new ArrayList<>();

  void add(Consumer<SyncListener> notice) {
    waiting.add(notice);
  }

  /** Adds what another has to tell. */
  void addAll(Notices others) {
    waiting.addAll(others.waiting);
  }

  /** Hands over what is waiting. */
  Notices take() {
    Notices taken = new Notices();
    taken.waiting.addAll(waiting);
    waiting.clear();
    return taken;
  }

  /** Delivers all; the listener's own failure is logged and goes no further. */
  void deliver(SyncListener listener) {
    for (Consumer<SyncListener> notice : waiting) {
      try {
        notice.accept(listener);
      } catch (RuntimeException e) {
        LOG.warn("a SyncListener failed; the replay goes on", e);
      }
    }
  }
}
