/**
 * How soon the copy shows a commit, what freshness costs a query, and how far the WAL grows.
 *
 * <p>Start at {@link dev.rhei.benchmarks.freshness.FreshnessRun}, which makes {@code
 * docs/freshness.md}.
 */
@NullMarked
package dev.rhei.benchmarks.freshness;

import org.jspecify.annotations.NullMarked;
