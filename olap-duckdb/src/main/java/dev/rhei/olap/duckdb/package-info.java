/**
 * DuckDB as the analytical copy.
 *
 * <p>Start at {@link dev.rhei.olap.duckdb.DuckDbBackend}. Knows {@code core} only; never opens the
 * SQLite file, because two SQLite libraries in one process corrupt it.
 */
@NullMarked
package dev.rhei.olap.duckdb;

import org.jspecify.annotations.NullMarked;
