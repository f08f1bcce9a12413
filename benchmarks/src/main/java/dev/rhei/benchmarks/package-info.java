/**
 * What the library costs and gives, measured.
 *
 * <p>Start at {@link dev.rhei.benchmarks.Figures}, which prints the figures of README. Ratios are
 * taken against the raw driver in the same run.
 */
@NullMarked
package dev.rhei.benchmarks;

import org.jspecify.annotations.NullMarked;
