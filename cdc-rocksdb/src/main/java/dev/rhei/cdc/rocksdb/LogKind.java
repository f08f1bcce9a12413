package dev.rhei.cdc.rocksdb;

/** Who gives the events of a log their positions; fixed when the log is made. */
enum LogKind {
  /** The log itself: one after the other, without gaps. */
  STANDALONE("standalone"),
  /** The log that its events are taken from. */
  BRIDGE("bridge");

  private final String stored;

  LogKind(String stored) {
    this.stored = stored;
  }

  /** As it is stored, and as messages call it. */
  String stored() {
    return stored;
  }
}
