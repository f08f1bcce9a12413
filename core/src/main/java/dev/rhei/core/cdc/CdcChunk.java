package dev.rhei.core.cdc;

import java.util.List;

/**
 * The next piece of the log.
 *
 * @param through everything up to this position has now been read
 * @param events the changes, oldest first for each key; may be empty although positions passed
 * @param inserts rows inserted, as logged (a log of keys delivers fewer events than it holds)
 * @param updates rows updated, as logged
 * @param deletes rows deleted, as logged
 */
public record CdcChunk(
    long through, List<CdcEvent> events, long inserts, long updates, long deletes) {}
