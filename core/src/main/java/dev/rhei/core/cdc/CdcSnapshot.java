package dev.rhei.core.cdc;

import dev.rhei.core.schema.TableSchema;
import java.util.Collection;
import java.util.Optional;

/** One consistent view of the source. Used by one thread at a time. */
public interface CdcSnapshot extends AutoCloseable {
  /** Where the source stands in this view. */
  CdcPosition position();

  /** Position up to which the log has forgotten its events. */
  long prunedThrough();

  /**
   * Reads on from {@code after}, at most {@code max} positions. When {@link CdcChunk#through}
   * reaches the position of this view there is no more.
   *
   * @param tables whose events are wanted, with the columns to deliver
   */
  CdcChunk changes(long after, int max, Collection<TableSchema> tables);

  /** The tables behind the log at the same instant; empty for a log that stands alone. */
  Optional<TableSnapshot> tables();

  @Override
  void close();
}
