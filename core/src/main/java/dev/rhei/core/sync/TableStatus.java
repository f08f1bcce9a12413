package dev.rhei.core.sync;

import dev.rhei.core.engine.MirrorState;

/**
 * How one registered table is.
 *
 * @param table its name
 * @param state LOADING, LIVE or QUARANTINED
 * @param reason why it is quarantined; empty otherwise
 * @param loadedRows rows loaded by the last load
 */
public record TableStatus(String table, MirrorState state, String reason, long loadedRows) {}
