/**
 * How large tables are and how their values are spread: what choosing an engine rests on, and never
 * an answer.
 *
 * <p>Start at {@link dev.rhei.core.statistics.TableStatistics}. Values without a driver.
 */
@NullMarked
package dev.rhei.core.statistics;

import org.jspecify.annotations.NullMarked;
