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

  /**
   * Gives up what the log has of a captured table: from here on its changes are not captured, and
   * those in the log are forgotten, a piece at a time so that writers get their turns. The table
   * counts as captured still, and {@link TableSnapshot.Change#CAPTURE} tells of it: who reads the
   * log must {@link #capture(String)} it and load it anew. Outlives a restart. Takes some seconds
   * at most; what is left in the log then, another call removes. A table that is not captured is
   * left alone.
   */
  void suspend(String table);

  /** Names of the captured tables, as SQLite knows them. */
  Set<String> captured();
}
