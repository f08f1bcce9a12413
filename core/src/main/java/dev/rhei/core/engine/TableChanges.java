package dev.rhei.core.engine;

import dev.rhei.core.schema.TableSchema;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What has to happen to one table: first all deletes, then all upserts. Each key stands at most
 * once in the whole. Values have the Java types of {@link dev.rhei.core.schema.ColumnFit}.
 *
 * @param table the table
 * @param deletes key values of rows that must be gone, in the order of {@code keyColumns}
 * @param upserts stored rows that must be there, in place of a row with the same key if there is
 *     one
 */
public record TableChanges(
    TableSchema table, List<@Nullable Object[]> deletes, List<@Nullable Object[]> upserts) {}
