/**
 * Programs that show the engine at work: TPC-H under writes, and a prompt on any SQLite file.
 *
 * <p>Start at {@link dev.rhei.examples.Main}. Uses the public face of the library and nothing else.
 */
@NullMarked
package dev.rhei.examples;

import org.jspecify.annotations.NullMarked;
