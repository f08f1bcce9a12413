package dev.rhei.oltp.sqlite;

import org.jspecify.annotations.Nullable;

/** What a row of {@code _rhei_cdc_log} carries. */
public enum LogForm {
  /**
   * The key only; the row itself is read when the log is polled, in the same snapshot. Cheaper to
   * write and to keep; cannot tell what the row was in between.
   */
  KEY(0),
  /** The key of a deleted row, all columns of any other, in SQLite's own storage classes. */
  ROW(1);

  /** How it is stored that a table is captured and nothing of it is logged. */
  private static final int NOT_LOGGED = 2;

  private final int code;

  LogForm(int code) {
    this.code = code;
  }

  /** How the form is stored in {@code _rhei_cdc_tables}. */
  static int code(@Nullable LogForm form) {
    return form == null ? NOT_LOGGED : form.code;
  }

  static @Nullable LogForm ofCode(int code) {
    for (LogForm form : values()) {
      if (form.code == code) {
        return form;
      }
    }
    return null;
  }
}
