package dev.rhei.oltp.sqlite;

/** Deletions from the log, in pieces that hold up other writers for a few milliseconds each. */
final class LogPiece {
  /** Rows deleted, or passed over, in one turn of the writer. */
  static final int ROWS = 5_000;

  private LogPiece() {}

  /**
   * Deletes the rows of a capture from a piece of the log. The last row of the log always stays.
   *
   * @return where the next piece begins; {@code after} at the end of the log
   */
  static long forget(SqliteConnection connection, long capture, long after) {
    long end =
        connection.queryLong(
            "SELECT max(seq) FROM (SELECT seq FROM main."
                + CdcTriggers.LOG
                + " WHERE seq > ? ORDER BY seq LIMIT ?)",
            after,
            ROWS);
    if (end == 0) {
      return after;
    }
    connection.execute(
        "DELETE FROM main."
            + CdcTriggers.LOG
            + " WHERE seq > ? AND seq <= ? AND tbl = ? AND seq < ?",
        after,
        end,
        capture,
        new CaptureTables(connection).last());
    return end;
  }
}
