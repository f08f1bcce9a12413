/**
 * Takes SQLite's SQL to DuckDB's such that the answer stays SQLite's.
 *
 * <p>Start at {@link dev.rhei.olap.duckdb.dialect.SqliteToDuckDb}. Works from lists of what is
 * understood: a construct that no class here names is refused. Runs nothing, keeps nothing.
 */
@NullMarked
package dev.rhei.olap.duckdb.dialect;

import org.jspecify.annotations.NullMarked;
