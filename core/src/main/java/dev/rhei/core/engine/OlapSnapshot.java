package dev.rhei.core.engine;

import dev.rhei.core.error.HtapException;
import dev.rhei.core.schema.TableSchema;
import java.util.Collection;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The copy as one commit left it, for as long as this is open; writes go on and are not seen. Used
 * by one thread at a time; {@link #close} may come from any thread. Close it soon: what is
 * overwritten or deleted meanwhile takes room until then.
 */
public interface OlapSnapshot extends AutoCloseable {
  /** The position: every change up to it is seen, none after it. */
  long appliedThrough();

  /** What the copy remembers of its tables. */
  Collection<MirrorTable> tables();

  /**
   * Hands over the stored rows of a range of keys, in any order, in the Java types of {@link
   * dev.rhei.core.schema.ColumnFit}. The arrays belong to who takes them. After a failure only
   * {@link #close} may be called.
   *
   * @param table one of {@link #tables}, with its rows
   * @param sink takes the rows; it must not call this snapshot
   * @throws HtapException OLAP_FAILED; ENGINE_CLOSED if this or the engine is closed meanwhile
   */
  void rows(TableSchema table, KeyRange range, Consumer<@Nullable Object[]> sink);

  /** Idempotent; stops what is being read. */
  @Override
  void close();
}
