package dev.rhei.core.sync;

import dev.rhei.core.error.ErrorCode;
import dev.rhei.core.error.HtapException;
import java.time.Duration;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * How current an answer of the copy must be. An answer of SQLite is always current. Immutable.
 *
 * <p>A commit of another process counts as soon as a look at the SQLite file finds it; {@link
 * #LATEST} looks with each query, {@link #within} if the last look is older than its age.
 */
public final class Freshness {
  /**
   * Sees every commit made through this engine before the query began, and every commit of other
   * processes that a look at the log at its start finds. The default.
   */
  public static final Freshness LATEST = new Freshness("LATEST", Duration.ZERO);

  /** Whatever the copy holds: consistent, perhaps a little old. */
  public static final Freshness EVENTUAL = new Freshness("EVENTUAL", null);

  private final String name;
  private final @Nullable Duration age;

  private Freshness(String name, @Nullable Duration age) {
    this.name = name;
    this.age = age;
  }

  /**
   * Misses no commit that is older than this when the query begins.
   *
   * @param age zero is {@link #LATEST}
   * @throws HtapException CONFIG_INVALID if it is negative
   */
  public static Freshness within(Duration age) {
    if (age.isNegative()) {
      throw new HtapException(
          ErrorCode.CONFIG_INVALID, "Freshness.within: " + age + " must not be negative");
    }
    return age.isZero() ? LATEST : new Freshness("within " + age.toMillis() + " ms", age);
  }

  /**
   * Reads {@code latest}, {@code eventual}, or a whole number of milliseconds.
   *
   * @throws IllegalArgumentException for any other text
   */
  public static Freshness parse(String text) {
    return switch (text.toLowerCase(Locale.ROOT)) {
      case "latest" -> LATEST;
      case "eventual" -> EVENTUAL;
      default -> {
        long millis = Long.parseLong(text);
        if (millis < 0) {
          throw new IllegalArgumentException(text);
        }
        yield within(Duration.ofMillis(millis));
      }
    };
  }

  /** No commit older than this may be missing; empty for {@link #EVENTUAL}. */
  public Optional<Duration> maxAge() {
    return Optional.ofNullable(age);
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof Freshness that && Objects.equals(age, that.age);
  }

  @Override
  public int hashCode() {
    return Objects.hashCode(age);
  }

  @Override
  public String toString() {
    return name;
  }
}
