package dev.rhei.olap.duckdb;

import dev.rhei.core.error.ErrorCode;
import dev.rhei.core.error.HtapException;
import org.jspecify.annotations.Nullable;

/** The file cannot be read, whatever one does; everything in it can be built again. */
final class DamagedFileException extends HtapException {
  private static final long serialVersionUID = 1L;

  DamagedFileException(String message, @Nullable Throwable cause) {
    super(ErrorCode.OLAP_OPEN_FAILED, message, cause);
  }
}
