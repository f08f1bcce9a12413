package dev.rhei.core.cdc;

/**
 * Where a source stands.
 *
 * @param sequence position of the last committed change; 0 before the first
 * @param schemaVersion differs whenever a table's definition may have changed, or rows may have
 *     been given new rowids (VACUUM)
 */
public record CdcPosition(long sequence, long schemaVersion) {}
