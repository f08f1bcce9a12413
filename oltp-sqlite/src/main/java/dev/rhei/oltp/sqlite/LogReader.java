package dev.rhei.oltp.sqlite;

import dev.rhei.core.cdc.CdcEvent;
import java.util.function.Consumer;

/** Reads the events of one table out of a piece of the log; one implementation for each form. */
interface LogReader {
  /** Hands on the events after {@code after} up to {@code through}. */
  void read(SqliteConnection connection, long after, long through, Consumer<CdcEvent> sink);
}
