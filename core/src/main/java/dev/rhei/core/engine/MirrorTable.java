package dev.rhei.core.engine;

import dev.rhei.core.schema.TableSchema;
import org.jspecify.annotations.Nullable;

/**
 * What the copy remembers of one table.
 *
 * @param schema as mirrored
 * @param state how far it is
 * @param reason why it is quarantined; empty otherwise
 * @param loadedKey while loading, the key of the last row loaded, in the sync engine's own form;
 *     null before the first
 * @param loadedRows rows loaded so far
 */
public record MirrorTable(
    TableSchema schema,
    MirrorState state,
    String reason,
    @Nullable String loadedKey,
    long loadedRows) {

  /** A table of which no row is loaded yet. */
  public static MirrorTable loading(TableSchema schema) {
    return new MirrorTable(schema, MirrorState.LOADING, "", null, 0);
  }

  /** The same table, loaded up to a key. */
  public MirrorTable loadedTo(@Nullable String key, long rows) {
    return new MirrorTable(schema, MirrorState.LOADING, "", key, rows);
  }

  /** The same table, complete. */
  public MirrorTable live() {
    return new MirrorTable(schema, MirrorState.LIVE, "", null, loadedRows);
  }

  /** The same table, off the copy for this reason. */
  public MirrorTable quarantined(String why) {
    return new MirrorTable(schema, MirrorState.QUARANTINED, why, null, 0);
  }
}
