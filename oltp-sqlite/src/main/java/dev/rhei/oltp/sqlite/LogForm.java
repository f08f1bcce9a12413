package dev.rhei.oltp.sqlite;

/** What a row of {@code _rhei_cdc_log} carries. */
public enum LogForm {
  /**
   * The key only; the row itself is read when the log is polled, in the same snapshot. Cheaper to
   * write and to keep; cannot tell what the row was in between.
   */
  KEY(0),
  /** The key of a deleted row, all columns of any other, in SQLite's own storage classes. */
  ROW(1);

  private final int code;

  LogForm(int code) {
    this.code = code;
  }

  /** How the form is stored in {@code _rhei_cdc_tables}. */
  int code() {
    return code;
  }

  static LogForm ofCode(int code) {
    return code == ROW.code ? ROW : KEY;
  }
}
