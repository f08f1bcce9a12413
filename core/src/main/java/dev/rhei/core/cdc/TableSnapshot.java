package dev.rhei.core.cdc;

import dev.rhei.core.error.HtapException;
import dev.rhei.core.schema.TableSchema;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The tables of the source at the instant of a {@link CdcSnapshot}. */
public interface TableSnapshot {
  /** What became of a captured table since it was captured. */
  enum Change {
    /** Same columns, same key, capture in place. */
    NONE,
    /** Its definition changed: it must be captured anew. */
    DEFINITION,
    /** Its capture was suspended, or tampered with: it must be captured anew. */
    CAPTURE,
    /** There is no such table any more. */
    DROPPED
  }

  /**
   * The captured tables by name, each with the number of its capture: none is used twice, and a
   * table that is captured anew has another.
   */
  Map<String, Long> captures();

  /** What became of this captured table. */
  Change changeOf(String table);

  /**
   * Whether rows certainly kept their rowids since the source was at that schema version; false if
   * another process may have run VACUUM.
   */
  boolean rowidsKeptSince(long schemaVersion);

  /**
   * The faithful schema of the table as it stands. Columns of INTEGER, REAL and TEXT affinity are
   * typed by it; columns of other affinities by what they hold.
   *
   * @param census whether to look at what every column holds, whatever its affinity
   * @throws HtapException TABLE_UNKNOWN, or TABLE_UNSUPPORTED with the reason and the fix
   */
  TableSchema describe(String table, boolean census);

  /**
   * The columns and the key of the table as they are stored, without a look at what the columns
   * hold: for who hands its rows on unread.
   *
   * @throws HtapException TABLE_UNKNOWN, or TABLE_UNSUPPORTED with the reason
   */
  TableSchema layout(String table);

  /** The typed schema that the caller registered; empty if the table was registered by name. */
  Optional<TableSchema> typedSchema(String table);

  /** About how many rows the table has; for progress, not for logic. */
  long estimateRows(String table);

  /**
   * Stored rows that follow {@code after} in key order, at most {@code max}; fewer means that the
   * table ends there. The arrays belong to the caller.
   *
   * @param after key values of the last row already read, null to start
   */
  List<@Nullable Object[]> rows(TableSchema table, @Nullable Object @Nullable [] after, int max);
}
