/**
 * Whether a query runs where it is answered best: times on SQLite, on the copy, and as routed.
 *
 * <p>Start at {@link dev.rhei.benchmarks.routing.Routing}, which makes {@code docs/routing.md}.
 */
@NullMarked
package dev.rhei.benchmarks.routing;

import org.jspecify.annotations.NullMarked;
