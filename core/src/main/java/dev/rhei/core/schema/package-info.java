/**
 * What a table looks like, on both sides.
 *
 * <p>Start at {@link dev.rhei.core.schema.TableSchema}. Arrow is the vocabulary of types; SQLite's
 * own notions (affinity, collation) travel as metadata of the Arrow fields.
 */
@NullMarked
package dev.rhei.core.schema;

import org.jspecify.annotations.NullMarked;
