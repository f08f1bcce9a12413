/**
 * The two engines and what they answer with.
 *
 * <p>Start at {@link dev.rhei.core.engine.QueryResult} to read answers, at {@link
 * dev.rhei.core.engine.OlapBackend} to plug in another analytical engine.
 */
@NullMarked
package dev.rhei.core.engine;

import org.jspecify.annotations.NullMarked;
