package dev.rhei.core.cdc;

import dev.rhei.core.schema.TableAlteration;

/**
 * A captured table that was altered, and captured anew in the same transaction, when every change
 * under its old capture had been applied: its copy can be altered likewise instead of loaded.
 *
 * @param captureBefore the capture that ended, see {@link TableSnapshot#captures}
 * @param captureAfter the capture that began
 * @param before its name before
 * @param after its name since
 * @param alteration what became of its columns; values as SQLite stores them
 */
public record TableEvolution(
    long captureBefore,
    long captureAfter,
    String before,
    String after,
    TableAlteration alteration) {}
