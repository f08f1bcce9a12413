package dev.rhei.oltp.sqlite;

import org.jspecify.annotations.Nullable;

/**
 * One row of {@code _rhei_cdc_tables}: a table under capture, in one form of its definition.
 *
 * @param id stands in the log for the table and its form; never used twice
 * @param name the table
 * @param form what its log rows carry; null if nothing of it is logged
 * @param definition its CREATE statement at the time of capture
 * @param columns how many values a log row of it has
 * @param typed JSON of the schema the caller gave; null if none was given
 */
record CapturedTable(
    long id,
    String name,
    @Nullable LogForm form,
    String definition,
    int columns,
    @Nullable String typed) {}
