/** What the JDBC driver costs beside the one that it extends. */
@NullMarked
package dev.rhei.benchmarks.jdbc;

import org.jspecify.annotations.NullMarked;
