package dev.rhei.cdc.rocksdb;

/**
 * Where a log begins and ends, as its last write batch said. Read by any thread; written by the one
 * that holds the log's lock for appending.
 */
final class LogEnds {
  /** Position of the last event. */
  volatile long latest;

  /** Position of another log up to which its events were taken over. */
  volatile long bridgeWatermark;

  /** Position up to which events were forgotten. */
  volatile long prunedThrough;

  /** The epoch that the last transfer named; empty before the first. */
  volatile String epoch;

  LogEnds(RocksDbStore store) {
    latest = store.number(LogMeta.LATEST);
    bridgeWatermark = store.number(LogMeta.BRIDGE_WATERMARK);
    prunedThrough = store.number(LogMeta.PRUNED_THROUGH);
    epoch = store.text(LogMeta.EPOCH);
  }
}
