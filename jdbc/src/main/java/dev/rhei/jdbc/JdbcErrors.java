package dev.rhei.jdbc;

import dev.rhei.core.error.ErrorCode;
import dev.rhei.core.error.HtapException;
import java.sql.SQLException;
import java.sql.SQLNonTransientConnectionException;
import java.sql.SQLTimeoutException;
import java.util.List;
import org.sqlite.SQLiteErrorCode;
import org.sqlite.core.DB;

/** The engine's errors as JDBC has them. Where SQLite has an error of that kind, it is SQLite's. */
final class JdbcErrors {
  private static final String CONNECTION_REFUSED = "08001"; // SQLSTATE classes: ISO/IEC 9075-2
  private static final String CONNECTION_DOES_NOT_EXIST = "08003";

  private JdbcErrors() {}

  static SQLException of(HtapException e) {
    String text = e.getMessage();
    return switch (e.code()) {
      case QUERY_TIMEOUT, FRESHNESS_TIMEOUT -> new SQLTimeoutException(text, e);
      case QUERY_CANCELLED ->
          caused(DB.newSQLException(SQLiteErrorCode.SQLITE_INTERRUPT.code, text), e);
      case ENGINE_CLOSED ->
          new SQLNonTransientConnectionException(text, CONNECTION_DOES_NOT_EXIST, e);
      case CONFIG_INVALID,
          OLTP_OPEN_FAILED,
          OLAP_OPEN_FAILED,
          OLAP_LOCKED,
          LOG_OPEN_FAILED,
          LOG_LOCKED ->
          new SQLNonTransientConnectionException(text, CONNECTION_REFUSED, e);
      case OLTP_BUSY -> caused(DB.newSQLException(SQLiteErrorCode.SQLITE_BUSY.code, text), e);
      default -> new SQLException(text, e);
    };
  }

  static SQLException invalidUrl(String url, List<String> problems) {
    return new SQLNonTransientConnectionException(
        "'" + url + "': " + String.join("; ", problems), CONNECTION_REFUSED);
  }

  /** Whether SQLite, if it ran the query, would show what is wrong with it, or answer it. */
  static boolean isForSqlite(HtapException e) {
    return switch (e.code()) {
      case QUERY_TIMEOUT,
          QUERY_CANCELLED,
          FRESHNESS_TIMEOUT,
          OLAP_REFUSED,
          OLAP_FAILED,
          OLAP_CHANGED,
          ENGINE_CLOSED,
          INTERRUPTED ->
          false;
      default -> true;
    };
  }

  static boolean isCancelled(HtapException e) {
    return e.code() == ErrorCode.QUERY_CANCELLED;
  }

  private static SQLException caused(SQLException error, HtapException cause) {
    error.initCause(cause);
    return error;
  }
}
