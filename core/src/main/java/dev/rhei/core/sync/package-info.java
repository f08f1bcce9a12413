/**
 * What the replay of changes reports.
 *
 * <p>Start at {@link dev.rhei.core.sync.SyncStatus} to ask, at {@link
 * dev.rhei.core.sync.SyncListener} to be told.
 */
@NullMarked
package dev.rhei.core.sync;

import org.jspecify.annotations.NullMarked;
