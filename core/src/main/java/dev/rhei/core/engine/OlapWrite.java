package dev.rhei.core.engine;

import dev.rhei.core.error.HtapException;
import dev.rhei.core.error.OutcomeUnknownException;
import dev.rhei.core.schema.TableAlteration;
import java.util.List;
import org.apache.arrow.vector.ipc.ArrowReader;
import org.jspecify.annotations.Nullable;

/**
 * One write transaction on the copy: readers see all of it or nothing. Used by one thread. After
 * any method has thrown, only {@link #close} may be called.
 */
public interface OlapWrite extends AutoCloseable {
  /** Creates an empty table for the schema, in place of one of the same name. */
  void createTable(MirrorTable table);

  /** Notes how far a table is; the table itself stays as it is. */
  void updateTable(MirrorTable table);

  /**
   * Alters a table whose rows are kept.
   *
   * @param name the table as it is called so far
   * @param after the table as it is then: its name, its columns, its state
   * @param alteration what happens to the columns; values have the Java types of {@link
   *     dev.rhei.core.schema.ColumnFit}
   * @return false if this engine cannot do that, and nothing was done
   */
  default boolean alterTable(String name, MirrorTable after, TableAlteration alteration) {
    return false;
  }

  /** Removes a table and what is remembered of it; no such table is fine. */
  void dropTable(String name);

  /**
   * Adds stored rows whose keys the table does not hold. The fast way in for loads.
   *
   * @param rows values in the Java types of {@link dev.rhei.core.schema.ColumnFit}
   */
  void append(MirrorTable table, List<@Nullable Object[]> rows);

  /**
   * Adds rows from Arrow batches, whose columns must have the names, order and types of the table's
   * stored columns. Reads to the end; the reader stays the caller's.
   */
  void loadArrow(MirrorTable table, ArrowReader rows);

  /** Carries out the changes. May be called several times for one table. */
  void apply(TableChanges changes);

  /** Sets a value that {@link OlapBackend#property} returns after the commit. */
  void putProperty(String name, String value);

  /**
   * Makes everything visible and durable at once, and with it the position.
   *
   * @param appliedThrough the position of the log that the copy now stands at
   * @throws OutcomeUnknownException the commit may have happened; read {@link
   *     OlapBackend#appliedThrough}
   * @throws HtapException for any other reason; nothing was applied
   */
  void commit(long appliedThrough);

  /** Undoes everything unless committed. Idempotent. */
  @Override
  void close();
}
