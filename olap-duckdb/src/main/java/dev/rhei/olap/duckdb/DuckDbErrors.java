package dev.rhei.olap.duckdb;

import dev.rhei.core.error.ErrorCode;
import dev.rhei.core.error.HtapException;
import java.sql.SQLException;

/** Driver exceptions to ours. The driver gives neither codes nor states, only DuckDB's text. */
final class DuckDbErrors {
  /** All that a streamed query tells when it fails before its first row. */
  private static final String HIDDEN = "Invalid result set";

  private DuckDbErrors() {}

  /** An error of a query. */
  static HtapException query(SQLException e, String sql) {
    return of("the query", e, sql);
  }

  /** An error of something else, described in words. */
  static HtapException of(String what, SQLException e) {
    return new HtapException(ErrorCode.OLAP_FAILED, what + " failed: " + text(e), e);
  }

  static HtapException of(String what, SQLException e, String sql) {
    return new HtapException(
        ErrorCode.OLAP_FAILED,
        what + " failed: " + text(e) + ". SQL: " + HtapException.sqlForMessage(sql),
        e);
  }

  /** DuckDB's message without the excerpt of the statement and the stack trace that follow it. */
  static String text(SQLException e) {
    String message = String.valueOf(e.getMessage()).strip();
    if (message.contains(HIDDEN)) {
      return "DuckDB gave up while it ran, and the driver does not say why";
    }
    int end = message.indexOf('\n');
    return end < 0 ? message : message.substring(0, end);
  }

  /** Whether the file is open elsewhere: in another process, or in this one. */
  static boolean isLocked(SQLException e) {
    return mentions(
        e,
        "Could not set lock on file",
        "Unique file handle conflict",
        "different configuration than existing connections");
  }

  /**
   * Whether the content of the file is at fault. Input and output errors count only if they are
   * about what was read, so that a full disk or a lack of rights never costs anybody a file.
   */
  static boolean isDamage(SQLException e) {
    String message = String.valueOf(e.getMessage());
    if (message.startsWith("IO Error")) {
      return mentions(
          e,
          "not a valid DuckDB",
          "Could not read enough bytes",
          "version number",
          "storage version");
    }
    return !message.startsWith("Out of Memory")
        && !message.startsWith("Permission Error")
        && !message.startsWith("Invalid Configuration")
        && !message.startsWith("Connection Error")
        && !message.startsWith("Resource In Use");
  }

  private static boolean mentions(SQLException e, String... texts) {
    String message = String.valueOf(e.getMessage());
    for (String text : texts) {
      if (message.contains(text)) {
        return true;
      }
    }
    return false;
  }
}
