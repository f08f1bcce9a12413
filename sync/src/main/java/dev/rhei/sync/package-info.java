/**
 * Replays the log of changes into the analytical copy.
 *
 * <p>Start at {@link dev.rhei.sync.CdcSyncEngine}, which does one cycle on the caller's thread;
 * {@link dev.rhei.sync.SyncLoop} owns the thread that repeats it. Knows {@code core} only: no
 * driver, no SQL.
 */
@NullMarked
package dev.rhei.sync;

import org.jspecify.annotations.NullMarked;
