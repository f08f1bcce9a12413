/**
 * Queries in SQLite's SQL as syntax trees.
 *
 * <p>Start at {@link dev.rhei.sql.SqlParser}. The grammar is SQLite's own (sqlite.org, "SQL As
 * Understood By SQLite"; precedence and reserved words as in its parse.y): what this package reads,
 * it groups as SQLite does. It reads SELECT, VALUES and WITH; nothing that writes. It knows no
 * schema: what a name means is for others to say.
 *
 * <p>Trees are immutable and thread-safe.
 */
@NullMarked
package dev.rhei.sql;

import org.jspecify.annotations.NullMarked;
