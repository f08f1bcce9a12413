/**
 * SQLite's scalar functions for DuckDB, where DuckDB's own do not give SQLite's exact answer.
 *
 * <p>A family such as {@link dev.rhei.olap.duckdb.function.MathFunctions} writes the SQL of a call:
 * DuckDB's own functions where they are provably the same for the values at hand, else one of the
 * Java functions that {@link dev.rhei.olap.duckdb.function.SqliteFunctions} makes known to a
 * database. What is neither is refused with {@link dev.rhei.olap.duckdb.function.LeftToSqlite},
 * while translating or while the query runs; SQLite then answers. No SQLite library is involved.
 */
@NullMarked
package dev.rhei.olap.duckdb.function;

import org.jspecify.annotations.NullMarked;
