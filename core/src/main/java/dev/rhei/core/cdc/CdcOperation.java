package dev.rhei.core.cdc;

/** What happened to a row. */
public enum CdcOperation {
  /** A row appeared. */
  INSERT,
  /** A row has new values, and perhaps a new key. */
  UPDATE,
  /** A row is gone. */
  DELETE
}
