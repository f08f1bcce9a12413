package dev.rhei.sync;

import dev.rhei.core.cdc.CdcChunk;
import dev.rhei.core.cdc.CdcConsumer;
import dev.rhei.core.cdc.CdcPosition;
import dev.rhei.core.cdc.CdcSnapshot;
import dev.rhei.core.cdc.TableSnapshot;
import dev.rhei.core.engine.OlapBackend;
import dev.rhei.core.error.ErrorCode;
import dev.rhei.core.error.HtapException;
import dev.rhei.core.internal.CloseStack;
import dev.rhei.core.schema.TableSchema;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The snapshot of a cycle that outlives the cycle, which leaves the copy exactly where that
 * snapshot stands, however fast others write. Used by one thread.
 */
final class SourcePin implements AutoCloseable {
  private final CdcConsumer log;
  private @Nullable CdcSnapshot pinned;

  SourcePin(CdcConsumer log) {
    this.log = log;
  }

  /** A snapshot for a cycle to close; of several only the last stays open behind it. */
  CdcSnapshot open() {
    close();
    CdcSnapshot snapshot = log.pin();
    pinned = snapshot;
    return new Lent(snapshot);
  }

  /** Together with the copy, which stands where the cycle left it. */
  Pin with(OlapBackend olap) {
    CdcSnapshot source = pinned;
    if (source == null) {
      throw new IllegalStateException("no cycle has run");
    }
    Pin pin = new Pin(source, olap.pin());
    if (pin.copy().appliedThrough() != pin.sequence()) {
      HtapException failure =
          new HtapException(
              ErrorCode.SYNC_FAILED,
              "the copy stands at "
                  + pin.copy().appliedThrough()
                  + " right after a cycle that led to "
                  + pin.sequence()
                  + ": somebody else writes to it");
      CloseStack copy = new CloseStack();
      copy.push(pin.copy());
      copy.closeAfter(failure);
      throw failure;
    }
    return pin;
  }

  @Override
  public void close() {
    CdcSnapshot snapshot = pinned;
    pinned = null;
    if (snapshot != null) {
      snapshot.close();
    }
  }

  /** The snapshot in the hands of a cycle. */
  private record Lent(CdcSnapshot snapshot) implements CdcSnapshot {
    @Override
    public CdcPosition position() {
      return snapshot.position();
    }

    @Override
    public List<String> epochs() {
      return snapshot.epochs();
    }

    @Override
    public long prunedThrough() {
      return snapshot.prunedThrough();
    }

    @Override
    public CdcChunk changes(long after, int max, Collection<TableSchema> tables) {
      return snapshot.changes(after, max, tables);
    }

    @Override
    public Optional<TableSnapshot> tables() {
      return snapshot.tables();
    }

    @Override
    public void close() {
      // stays open for who lent it
    }
  }
}
