/**
 * The library's face, and the only place where its parts are wired.
 *
 * <p>Start at {@link dev.rhei.HtapEngine}; {@link dev.rhei.HtapConfig} says how it is opened.
 */
@NullMarked
package dev.rhei;

import org.jspecify.annotations.NullMarked;
