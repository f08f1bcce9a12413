package dev.rhei.core.error;

/**
 * Stable names of what can go wrong; each says whose fault it is and whether the same call may
 * succeed later.
 */
public enum ErrorCode {
  /** An option has a value that cannot work, or is not known. */
  CONFIG_INVALID(Fault.CALLER, false),
  /** The engine, a transaction or a result was used after its close. */
  ENGINE_CLOSED(Fault.CALLER, false),
  /** A name that SQL or the library reserves, or that is no name. */
  NAME_INVALID(Fault.CALLER, false),
  /** SQLite cannot prepare the statement: syntax, unknown table, unknown column. */
  SQL_INVALID(Fault.CALLER, false),
  /** The statement is valid SQL that this call must not run. */
  SQL_REFUSED(Fault.CALLER, false),
  /** A parameter has a type or a value that cannot be bound, or there are too few or too many. */
  PARAMETER_INVALID(Fault.CALLER, false),
  /** A UNIQUE, NOT NULL, CHECK, FOREIGN KEY or type constraint of the application's schema. */
  CONSTRAINT_VIOLATED(Fault.CALLER, false),
  /** A transaction was begun inside a transaction. */
  TRANSACTION_NESTED(Fault.CALLER, false),
  /** No such column in a result. */
  COLUMN_UNKNOWN(Fault.CALLER, false),
  /** A value was asked for in a type that cannot hold it. */
  TYPE_MISMATCH(Fault.CALLER, false),
  /** No such table in the database. */
  TABLE_UNKNOWN(Fault.CALLER, false),
  /** The table exists but is not registered. */
  TABLE_NOT_REGISTERED(Fault.CALLER, false),
  /** The table cannot be mirrored; the message says why and what would help. */
  TABLE_UNSUPPORTED(Fault.CALLER, false),
  /** A query was forced to the analytical copy, which cannot answer it. */
  OLAP_REFUSED(Fault.CALLER, false),
  /** Arrow memory was asked for and the JVM or the class path does not allow it. */
  ARROW_UNAVAILABLE(Fault.CALLER, false),
  /** All read connections stayed in use for the whole wait. */
  POOL_EXHAUSTED(Fault.CALLER, true),
  /** Another connection or process held SQLite's lock for longer than the busy timeout. */
  OLTP_BUSY(Fault.BACKEND, true),
  /** The SQLite file cannot be opened. */
  OLTP_OPEN_FAILED(Fault.BACKEND, false),
  /** SQLite failed while it ran a statement. */
  OLTP_FAILED(Fault.BACKEND, false),
  /** The analytical copy cannot be opened. */
  OLAP_OPEN_FAILED(Fault.BACKEND, false),
  /** Another process or engine holds the file of the analytical copy. */
  OLAP_LOCKED(Fault.BACKEND, true),
  /** The analytical copy failed while it ran a statement or applied changes. */
  OLAP_FAILED(Fault.BACKEND, true),
  /** The tables of the copy changed between the routing of a query and its start. */
  OLAP_CHANGED(Fault.BACKEND, true),
  /** A log outside of SQLite cannot be opened. */
  LOG_OPEN_FAILED(Fault.BACKEND, false),
  /** Another process or engine holds a log outside of SQLite. */
  LOG_LOCKED(Fault.BACKEND, true),
  /** A log outside of SQLite failed while it was read or written. */
  LOG_FAILED(Fault.BACKEND, true),
  /** A commit may or may not have happened. */
  OUTCOME_UNKNOWN(Fault.BACKEND, true),
  /** Events that the copy still needs are no longer in the log. */
  SYNC_GAP(Fault.INTERNAL, false),
  /** A sync cycle failed; it will be tried again. */
  SYNC_FAILED(Fault.INTERNAL, true),
  /** The copy did not get as fresh as a query asked for in the time it had. */
  FRESHNESS_TIMEOUT(Fault.INTERNAL, true),
  /** A query ran longer than it was allowed to. */
  QUERY_TIMEOUT(Fault.CALLER, true),
  /** A query was ended by another thread, as its caller had arranged. */
  QUERY_CANCELLED(Fault.CALLER, false),
  /** The calling thread was interrupted while it waited. */
  INTERRUPTED(Fault.CALLER, true),
  /** Something did not close cleanly. */
  CLOSE_FAILED(Fault.BACKEND, false),
  /** A broken assumption of ours; please report it. */
  INTERNAL(Fault.INTERNAL, false);

  /** Whose fault an error is. */
  public enum Fault {
    /** The call or its arguments. */
    CALLER,
    /** SQLite, the analytical copy, or the machine below them. */
    BACKEND,
    /** This library. */
    INTERNAL
  }

  private final Fault fault;
  private final boolean retryable;

  ErrorCode(Fault fault, boolean retryable) {
    this.fault = fault;
    this.retryable = retryable;
  }

  /** Whose fault it is. */
  public Fault fault() {
    return fault;
  }

  /** Whether the same call may succeed later, with nothing changed by the caller. */
  public boolean retryable() {
    return retryable;
  }
}
