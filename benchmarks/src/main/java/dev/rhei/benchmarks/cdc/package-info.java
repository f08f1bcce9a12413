/** What the kinds of change logs cost, against each other and against none. */
@NullMarked
package dev.rhei.benchmarks.cdc;

import org.jspecify.annotations.NullMarked;
