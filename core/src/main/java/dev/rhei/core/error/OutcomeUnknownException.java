package dev.rhei.core.error;

import org.jspecify.annotations.Nullable;

/**
 * A commit was sent and its answer never came: it may have happened. Read the position that the
 * commit would have stored before trying again.
 */
public final class OutcomeUnknownException extends HtapException {
  private static final long serialVersionUID = 1L;

  /** An unknown outcome with the exception that hid it. */
  public OutcomeUnknownException(String message, @Nullable Throwable cause) {
    super(ErrorCode.OUTCOME_UNKNOWN, message, cause);
  }
}
