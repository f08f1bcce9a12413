/**
 * Tables, rows and queries that tests and benchmarks share: TPC-H, CH-benCHmark, a shop.
 *
 * <p>Start at {@link dev.rhei.workloads.Workload}. Knows SQLite and nothing of ours: a workload is
 * a file as an application has it, and queries in SQLite's SQL. Everything is the same each time.
 */
@NullMarked
package dev.rhei.workloads;

import org.jspecify.annotations.NullMarked;
