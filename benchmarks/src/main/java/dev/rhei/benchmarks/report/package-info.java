/**
 * What the measuring programs share: their command lines, and the pieces of their reports.
 *
 * <p>Start at {@link dev.rhei.benchmarks.report.Arguments}. Knows nothing of what is measured.
 */
@NullMarked
package dev.rhei.benchmarks.report;

import org.jspecify.annotations.NullMarked;
