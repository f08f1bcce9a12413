package dev.rhei.testkit;

import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * Fails a test that leaves a thread of ours behind: one whose name starts with {@code rhei-}. A
 * thread that is about to end is given five seconds. Use with {@code @ExtendWith}.
 */
public final class LeakGuard implements BeforeEachCallback, AfterEachCallback {
  private static final ExtensionContext.Namespace NAMESPACE =
      ExtensionContext.Namespace.create(LeakGuard.class);
  private static final long PATIENCE_MILLIS = 5_000;

  /** For JUnit. */
  public LeakGuard() {}

  @Override
  public void beforeEach(ExtensionContext context) {
    context.getStore(NAMESPACE).put(Before.class, new Before(new HashSet<>(ours())));
  }

  @Override
  public void afterEach(ExtensionContext context) throws InterruptedException {
    Before before = context.getStore(NAMESPACE).get(Before.class, Before.class);
    long end = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(PATIENCE_MILLIS);
    for (Thread thread : ours()) {
      if (before != null && before.threads().contains(thread)) {
        continue;
      }
      long left = TimeUnit.NANOSECONDS.toMillis(end - System.nanoTime());
      thread.join(Math.max(1, left));
      if (thread.isAlive()) {
        throw new AssertionError(
            "the test left the thread "
                + thread
                + " at "
                + Arrays.toString(thread.getStackTrace()));
      }
    }
  }

  private static List<Thread> ours() {
    return Thread.getAllStackTraces().keySet().stream()
        .filter(thread -> thread.getName().startsWith("rhei-"))
        .toList();
  }

  private record Before(Set<Thread> threads) {}
}
