package dev.rhei.core.cdc;

import java.util.List;

/** A log that is told of changes by who makes them. Thread-safe. */
public interface CdcAppender {
  /**
   * Appends the changes of one transaction, which has committed. They are applied in the order of
   * the calls; the events' own sequences are not looked at.
   *
   * @param transaction not empty
   * @return the position of the last
   * @throws dev.rhei.core.error.HtapException LOG_FAILED; PARAMETER_INVALID if an event has a value
   *     that no SQLite value is. Then nothing was appended
   */
  long append(List<CdcEvent> transaction);
}
