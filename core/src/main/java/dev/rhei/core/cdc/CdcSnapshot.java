package dev.rhei.core.cdc;

import dev.rhei.core.schema.TableSchema;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/** One consistent view of the source. Used by one thread at a time. */
public interface CdcSnapshot extends AutoCloseable {
  /** Where the source stands in this view. */
  CdcPosition position();

  /**
   * The epochs that {@link CdcConsumer#beginEpoch} began, oldest first; of very many the last. The
   * source was put back to an older state if it does not have one that it had.
   */
  List<String> epochs();

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
