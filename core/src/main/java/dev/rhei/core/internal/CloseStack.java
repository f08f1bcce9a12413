package dev.rhei.core.internal;

import dev.rhei.core.error.ErrorCode;
import dev.rhei.core.error.HtapException;
import java.util.ArrayDeque;
import java.util.Deque;
import org.jspecify.annotations.Nullable;

/**
 * Closes what was opened, newest first; closes all of it whatever fails, and reports the first
 * failure with the others suppressed. Thread-safe; closing twice does nothing.
 */
public final class CloseStack implements AutoCloseable {
  private final Deque<AutoCloseable> open = new ArrayDeque<>();

  /** Adds a resource and hands it back. */
  public synchronized <T extends AutoCloseable> T push(T resource) {
    open.push(resource);
    return resource;
  }

  @Override
  public synchronized void close() {
    HtapException first = null;
    while (!open.isEmpty()) {
      first = closeOne(open.pop(), first);
    }
    if (first != null) {
      throw first;
    }
  }

  /**
   * Closes everything because {@code failure} is about to be thrown; adds what else fails to it.
   */
  public void closeAfter(Throwable failure) {
    try {
      close();
    } catch (HtapException suppressed) {
      failure.addSuppressed(suppressed);
    }
  }

  private static @Nullable HtapException closeOne(
      AutoCloseable resource, @Nullable HtapException first) {
    try {
      resource.close();
    } catch (Exception e) {
      if (e instanceof InterruptedException) {
        Thread.currentThread().interrupt();
      }
      if (first == null) {
        return e instanceof HtapException ours
            ? ours
            : new HtapException(ErrorCode.CLOSE_FAILED, String.valueOf(e.getMessage()), e);
      }
      first.addSuppressed(e);
    }
    return first;
  }
}
