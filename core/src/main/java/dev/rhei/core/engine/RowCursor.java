package dev.rhei.core.engine;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Rows as an engine delivers them, forward only. Used by one thread at a time; {@link #close} may
 * come from any thread.
 */
public interface RowCursor extends AutoCloseable {
  /** The columns. */
  List<Column> columns();

  /**
   * The next row: Integer, Long, Double, String, byte[] or null as sqlite-jdbc's {@code getObject}
   * gives them, or for typed columns Boolean, LocalDate, Instant, BigDecimal; null at the end. The
   * array belongs to the caller.
   */
  @Nullable Object @Nullable [] next();

  @Override
  void close();
}
