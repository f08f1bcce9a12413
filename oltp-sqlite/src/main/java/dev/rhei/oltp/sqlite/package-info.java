/**
 * SQLite as the database of record, and the capture of its changes.
 *
 * <p>Start at {@link dev.rhei.oltp.sqlite.SqliteOltpEngine}. {@link
 * dev.rhei.oltp.sqlite.SqliteConnections} alone opens and closes connections.
 */
@NullMarked
package dev.rhei.oltp.sqlite;

import org.jspecify.annotations.NullMarked;
