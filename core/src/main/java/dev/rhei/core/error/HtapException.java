package dev.rhei.core.error;

import org.jspecify.annotations.Nullable;

/**
 * The one exception of this library. Its message starts with its {@link #code} and says what was
 * tried, on what, what was found, and what to do; the driver's exception is the cause.
 */
public class HtapException extends RuntimeException {
  private static final long serialVersionUID = 1L;
  private static final int SQL_LIMIT = 1024;

  private final ErrorCode code;

  /** An error without an underlying exception. */
  public HtapException(ErrorCode code, String message) {
    this(code, message, null);
  }

  /** An error with the exception it came from. */
  public HtapException(ErrorCode code, String message, @Nullable Throwable cause) {
    super(code + ": " + message, cause);
    this.code = code;
  }

  /** What went wrong, as a stable name. */
  public final ErrorCode code() {
    return code;
  }

  /** The message without the code before it. */
  public final String detail() {
    return String.valueOf(getMessage()).substring((code + ": ").length());
  }

  /** SQL text as error messages show it: cut at 1 KiB. */
  public static String sqlForMessage(String sql) {
    if (sql.length() <= SQL_LIMIT) {
      return sql;
    }
    int end = Character.isHighSurrogate(sql.charAt(SQL_LIMIT - 1)) ? SQL_LIMIT - 1 : SQL_LIMIT;
    return sql.substring(0, end) + "… (" + sql.length() + " characters)";
  }
}
