package dev.rhei.olap.duckdb;

import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.nio.ByteBuffer;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;
import org.duckdb.DuckDBConnection;
import org.jspecify.annotations.Nullable;

/**
 * Stops what runs on a connection. The driver's public way, {@link Statement#cancel}, does nothing
 * while rows are fetched, and fetching is where a streamed query spends its time after the first
 * rows. The call below it, {@code duckdb_interrupt}, sets a flag and may come from any thread as
 * long as the connection is open; it is reached by reflection, and where that is refused we fall
 * back to {@code cancel}, which then waits for the next rows.
 */
final class DuckDbInterrupt {
  private static final @Nullable Field REFERENCE = reference();
  private static final @Nullable Method INTERRUPT = interrupt();

  private DuckDbInterrupt() {}

  /**
   * Interrupts the connection. One that has not begun its query yet does not notice: repeat until
   * it stops.
   */
  static void send(DuckDBConnection connection, @Nullable Statement running) {
    try {
      if (REFERENCE != null && INTERRUPT != null) {
        Object open = REFERENCE.get(connection);
        if (open != null) {
          INTERRUPT.invoke(null, open);
        }
      } else if (running != null) {
        running.cancel();
      }
    } catch (ReflectiveOperationException | SQLException e) {
      // The statement is over already; whoever asked finds that out by itself.
    }
  }

  /**
   * Repeats an attempt to stop something, which fails while another thread holds the lock.
   *
   * @return whether an attempt succeeded in time
   */
  static boolean insist(ReentrantLock lock, BooleanSupplier attempt, Duration limit) {
    long end = System.nanoTime() + limit.toNanos();
    boolean interruptedThread = false;
    try {
      while (!attempt.getAsBoolean()) {
        if (System.nanoTime() - end > 0) {
          return false;
        }
        try {
          if (lock.tryLock(5, TimeUnit.MILLISECONDS)) {
            lock.unlock();
          }
        } catch (InterruptedException e) {
          interruptedThread = true; // leaving now would leave a connection behind
        }
      }
      return true;
    } finally {
      if (interruptedThread) {
        Thread.currentThread().interrupt();
      }
    }
  }

  /** Whether a query can be stopped while its rows are fetched. */
  static boolean reachesFetch() {
    return REFERENCE != null && INTERRUPT != null;
  }

  private static @Nullable Field reference() {
    try {
      Field field = DuckDBConnection.class.getDeclaredField("connRef");
      field.setAccessible(true);
      return field;
    } catch (ReflectiveOperationException | RuntimeException e) {
      return null;
    }
  }

  private static @Nullable Method interrupt() {
    try {
      Method method =
          Class.forName("org.duckdb.DuckDBNative")
              .getDeclaredMethod("duckdb_jdbc_interrupt", ByteBuffer.class);
      method.setAccessible(true);
      return method;
    } catch (ReflectiveOperationException | RuntimeException e) {
      return null;
    }
  }
}
