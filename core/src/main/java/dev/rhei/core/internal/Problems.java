package dev.rhei.core.internal;

import dev.rhei.core.error.ErrorCode;
import dev.rhei.core.error.HtapException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Collects every problem of a configuration, so that one message names them all. */
public final class Problems {
  private final String subject;
  private final List<String> found = new ArrayList<>();

  /** For the configuration of that name. */
  public Problems(String subject) {
    this.subject = subject;
  }

  /** Notes a problem unless {@code ok}: the option, the value given, the rule. */
  public Problems require(boolean ok, String option, @Nullable Object value, String rule) {
    if (!ok) {
      found.add(option + "=" + value + " " + rule);
    }
    return this;
  }

  /** Builds a part's configuration; its problems join these, and the result is then null. */
  public <T> @Nullable T collect(Supplier<T> part) {
    try {
      return part.get();
    } catch (HtapException e) {
      if (e.code() != ErrorCode.CONFIG_INVALID) {
        throw e;
      }
      found.add(e.detail());
      return null;
    }
  }

  /** Throws {@code CONFIG_INVALID} with all problems, if there are any. */
  public void throwIfAny() {
    if (!found.isEmpty()) {
      throw new HtapException(ErrorCode.CONFIG_INVALID, subject + ": " + String.join("; ", found));
    }
  }
}
