/**
 * Decides by a statement's text which engine answers it.
 *
 * <p>Start at {@link dev.rhei.router.CostRouter}. Knows {@code core} and a SQL parser only: it runs
 * nothing, and what it says rests on the text, the hint and the tables that it is given.
 */
@NullMarked
package dev.rhei.router;

import org.jspecify.annotations.NullMarked;
