package dev.rhei.core.cdc;

/** A kind of log that an engine reads changes from, instead of the database's own. Immutable. */
public interface CdcLogFactory {
  /**
   * Whether the database's triggers write every change into its own log, which this one is then fed
   * from. Otherwise nothing is captured: the changes come by {@link CdcAppender}.
   */
  boolean usesTriggers();

  /**
   * Opens the log.
   *
   * @param database the database's own log and tables; stays the caller's to close, afterwards
   * @throws dev.rhei.core.error.HtapException LOG_OPEN_FAILED or LOG_LOCKED
   */
  CdcConsumer open(CdcConsumer database);
}
