package dev.rhei.core.cdc;

import dev.rhei.core.error.HtapException;
import dev.rhei.core.schema.TableSchema;
import java.util.Set;

/** Switches the capture of changes on and off, table by table. Thread-safe. */
public interface TableCapture {
  /**
   * Captures every later change of the table. Capturing a captured table renews its capture and
   * keeps a typed schema it was registered with.
   *
   * @throws HtapException TABLE_UNKNOWN, NAME_INVALID, or TABLE_UNSUPPORTED with the reason
   */
  void capture(String table);

  /**
   * As {@link #capture(String)}, for a caller who wants typed columns.
   *
   * @throws HtapException also if the schema does not name the table's columns in their order
   */
  void capture(TableSchema typed);

  /**
   * Ends the capture, and remembers that this was wanted; a table that is not captured is left
   * alone.
   */
  void release(String table);

  /** Names of the tables whose capture was ended by {@link #release}, and not begun again. */
  Set<String> declined();

  /** Names of the captured tables, as SQLite knows them. */
  Set<String> captured();
}
