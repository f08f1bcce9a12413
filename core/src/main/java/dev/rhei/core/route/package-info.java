/**
 * Which engine answers, and why.
 *
 * <p>Start at {@link dev.rhei.core.route.QueryRouter}; {@link dev.rhei.core.route.Route} is what a
 * result tells its reader.
 */
@NullMarked
package dev.rhei.core.route;

import org.jspecify.annotations.NullMarked;
