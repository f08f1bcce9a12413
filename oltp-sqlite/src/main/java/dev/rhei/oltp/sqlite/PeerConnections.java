package dev.rhei.oltp.sqlite;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.StampedLock;

/**
 * Connections of this process to the engine's file that are not the engine's. In SQLite a
 * transaction that has read and goes on to write fails with SQLITE_BUSY_SNAPSHOT if anybody wrote
 * in between. An application with one connection never sees that, and is not to see it because the
 * engine tidies up its log: it does so while these connections are idle. Thread-safe.
 */
public final class PeerConnections {
  private final Set<Peer> peers = ConcurrentHashMap.newKeySet();
  private final StampedLock statements = new StampedLock(); // shared by them while they run

  /** Of no connections. */
  public PeerConnections() {}

  /** Such a connection. */
  public interface Peer {
    /**
     * Whether it is in a transaction or has rows to read, so that a write of somebody else could
     * spoil a write of its own. Called while it runs no statement; must not wait.
     */
    boolean isBusy();
  }

  /** Adds a connection, which its owner removes. */
  public void add(Peer peer) {
    peers.add(peer);
  }

  /** Removes a connection. */
  public void remove(Peer peer) {
    peers.remove(peer);
  }

  /**
   * A connection is about to run a statement; waits for a write of the engine, milliseconds.
   *
   * @return what {@link #endStatement} wants
   */
  public long beginStatement() {
    return statements.readLock();
  }

  /** The statement has run; its rows need not be read. Called by any thread. */
  public void endStatement(long stamp) {
    statements.unlockRead(stamp);
  }

  /**
   * Stops them all, if they are idle. Not waited for, so it may be called under any lock.
   *
   * @return what {@link #resume} wants; 0 if one is not idle
   */
  long tryStop() {
    long stamp = statements.tryWriteLock();
    if (stamp != 0 && peers.stream().anyMatch(Peer::isBusy)) {
      statements.unlockWrite(stamp);
      return 0;
    }
    return stamp;
  }

  void resume(long stamp) {
    statements.unlockWrite(stamp);
  }
}
