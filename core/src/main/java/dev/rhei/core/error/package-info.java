/**
 * What goes wrong, in words a caller can act on.
 *
 * <p>Start at {@link dev.rhei.core.error.HtapException}. Everything we throw is one of these; a
 * driver's exception is always the cause, never the face.
 */
@NullMarked
package dev.rhei.core.error;

import org.jspecify.annotations.NullMarked;
