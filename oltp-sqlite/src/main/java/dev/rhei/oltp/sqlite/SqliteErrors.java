package dev.rhei.oltp.sqlite;

import dev.rhei.core.error.ErrorCode;
import dev.rhei.core.error.HtapException;
import java.sql.SQLException;
import org.sqlite.SQLiteErrorCode;
import org.sqlite.SQLiteException;

/** Driver exceptions to ours. SQLite's own message is always kept. */
final class SqliteErrors {
  /** The driver's own words, without a code, for a query that is none; it has not run. */
  private static final String NO_ROWS = "Query does not return results";

  private SqliteErrors() {}

  /** An error of the statement {@code sql}. */
  static HtapException of(SQLException e, String sql) {
    if (NO_ROWS.equals(e.getMessage())) {
      return new HtapException(
          ErrorCode.SQL_REFUSED,
          "the statement returns no rows; run it with execute. SQL: "
              + HtapException.sqlForMessage(sql),
          e);
    }
    ErrorCode code = code(e);
    String advice =
        switch (code) {
          case OLTP_BUSY ->
              ". Another connection or process holds the lock; try again, or raise busyTimeout";
          case QUERY_TIMEOUT -> ". The query was stopped";
          default -> "";
        };
    return new HtapException(
        code, e.getMessage() + advice + ". SQL: " + HtapException.sqlForMessage(sql), e);
  }

  /** Whether a statement was refused because its connection only reads. */
  static boolean isReadOnly(HtapException e) {
    return e.getCause() instanceof SQLException cause
        && primary(cause) == SQLiteErrorCode.SQLITE_READONLY.code;
  }

  private static ErrorCode code(SQLException e) {
    int primary = primary(e);
    if (primary == SQLiteErrorCode.SQLITE_BUSY.code
        || primary == SQLiteErrorCode.SQLITE_LOCKED.code) {
      return ErrorCode.OLTP_BUSY;
    }
    if (primary == SQLiteErrorCode.SQLITE_CONSTRAINT.code
        || primary == SQLiteErrorCode.SQLITE_MISMATCH.code) {
      return ErrorCode.CONSTRAINT_VIOLATED;
    }
    if (primary == SQLiteErrorCode.SQLITE_ERROR.code
        || primary == SQLiteErrorCode.SQLITE_RANGE.code
        || primary == SQLiteErrorCode.SQLITE_TOOBIG.code) {
      return ErrorCode.SQL_INVALID;
    }
    if (primary == SQLiteErrorCode.SQLITE_INTERRUPT.code) {
      return ErrorCode.QUERY_TIMEOUT;
    }
    return ErrorCode.OLTP_FAILED;
  }

  private static int primary(SQLException e) {
    int extended = e instanceof SQLiteException ours ? ours.getResultCode().code : e.getErrorCode();
    return extended & 0xFF;
  }
}
