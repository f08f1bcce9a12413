/**
 * A JDBC driver for SQLite files with fast analytics: the SQLite driver itself, with queries
 * answered by the copy where that is faster.
 *
 * <p>Start at {@link dev.rhei.jdbc.RheiDriver} for {@code jdbc:rhei:} URLs, or at {@link
 * dev.rhei.jdbc.RheiDataSource}.
 */
@NullMarked
package dev.rhei.jdbc;

import org.jspecify.annotations.NullMarked;
